"""Countries in the order of their names, by the alphabet of a language."""

from __future__ import annotations

from functools import cache, lru_cache

from sciattache.domain.standards import codes
from sciattache.domain.standards.text import fold, romanise

_LATIN = "abcdefghijklmnopqrstuvwxyz"

_CH = "\ue000"
"""What stands for the letter ch, one of its own in Czech and Slovak."""

_OWN = {
    "cs": f"abcčdefgh{_CH}ijklmnopqrřsštuvwxyzž",
    "da": _LATIN + "æøå",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": _LATIN + "åäö",
    "is": "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö",
    "lt": "abcčdefghijklmnopqrsštuvwxyzž",
    "lv": "abcčdefgģhijkķlļmnņopqrsštuvwxyzž",
    "nb": _LATIN + "æøå",
    "nn": _LATIN + "æøå",
    "no": _LATIN + "æøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sk": f"aäbcčdefgh{_CH}ijklmnoôpqrsštuvwxyzž",
    "sv": _LATIN + "åäö",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""Languages in which letters that others take for accented ones stand by themselves.

In all others (French, German, Portuguese, Italian …) an accent does not part two letters.  So a
table of the Unicode collation without the tailoring of each language would not serve here.
"""

_BI, _SO_READ = "秘", "必"
"""The first character of Peru, which is read otherwise in other words; and one that is read so."""


@lru_cache(maxsize=4096)
def key(country: str, language: str) -> tuple[tuple[int, ...], str]:
    """What sorts a country (ISO 3166-1) by its name in ``language``.

    Arabic leaves out the article and takes every seat of the hamza for an alif, as the United
    Nations list their members; Chinese goes by pinyin, tones left aside.
    """
    name = codes.country_name(country, language)
    tongue = language.partition("-")[0]
    if tongue == "ar":
        return tuple(map(ord, fold(name.removeprefix("ال")))), country
    if tongue == "zh":
        return tuple(map(ord, romanise(name.replace(_BI, _SO_READ)))), country
    return _letters(name, tongue), country


def _letters(name: str, language: str) -> tuple[int, ...]:
    alphabet = _places(language)
    low = name.replace("I", "ı").replace("İ", "i") if language == "tr" else name
    places: list[int] = []
    small = low.casefold()
    for letter in small.replace("ch", _CH) if _CH in alphabet else small:
        if letter in alphabet:
            places.append(alphabet[letter])
        else:
            places += [alphabet.get(part, ord(part)) for part in fold(letter) or " "]
    return tuple(places)


@cache
def _places(language: str) -> dict[str, int]:
    """The places of a language's own letters, beyond every character's own number."""
    own = _OWN.get(language, "")
    return {letter: 0x110000 + place for place, letter in enumerate(own)}
