"""Find how the text of a file is encoded."""

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from charset_normalizer import from_bytes

SAMPLE = 1 << 16

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = ("gb18030", "cp932", "big5", "cp949", "euc_jp", "iso2022_jp", "big5hkscs", "euc_kr")
_CANDIDATES = (
    *_MULTIBYTE, "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "koi8_u", "cp866", "tis_620",
)  # fmt: skip
_SCRIPTS = {
    "cp1251": ("Ѐ", "ӿ", "аеиоуыэюяіїє", 0.44),
    "koi8_r": ("Ѐ", "ӿ", "аеиоуыэюяіїє", 0.44),
    "cp1253": ("Ͱ", "Ͽ", "αεηιουωάέήίόύώ", 0.55),
    "cp1255": ("\u0590", "\u05ff", "אבהוילמםנרשת", 0.7),
    "cp1256": ("\u0600", "\u06ff", "الينمرتوبة", 0.7),
}
_USUAL_ENOUGH = 0.5
_SHOUTED = 0.7
_WESTERN = "áàâäãåæçéèêëíìîïñóòôöõøœßúùûüýÿðþº"
_MIXED = {"cp1252": 0.1, "mac_roman": 0.2, "cp850": 0.2}
_ALPHABETS = {
    "cp1252": (
        "äöüß", "éèêëàâçîïôùûœ", "áéíñóúüº", "áâãàçéêíóôõúü", "åäöæøé", "àèéìòù", "áéíóúýðþæö",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľĺňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("çğıöşüâî" + "i̇",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
    "mac_roman": ("éèêëàâçîïôùûœ", "äöüß", "áéíñóúü", "åäöæøé"),
    "cp850": ("éèêëàâçîïôùû", "äöüß", "áéíñóúü", "åäöæøé"),
}  # fmt: skip
_RUNS = re.compile(rb"[\x80-\xff]+")
_PIECE = 1 << 20


def find_encoding(source: Path | bytes) -> str:
    """The Python name of the encoding of this text, '…-sig' or without order when it has a mark.

    The beginning decides between encodings; that UTF-8 holds is checked to the last byte.
    """
    start = _beginning(source)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    wide = _wide(start)
    if wide:
        return wide
    if b"\x1b$" in start or b"\x1b(" in start:
        return _named(start)
    fault = _first_fault(source)
    if fault is None:
        return "utf-8"
    return _named(fault if isinstance(source, bytes) else start + fault)


def _beginning(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:SAMPLE]
    with source.open("rb") as file:
        return file.read(SAMPLE)


def _wide(start: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, seen by where the zero bytes stand."""
    if b"\0" not in start:
        return ""
    zeros = [start[place::4].count(0) * 4 / len(start) for place in range(4)]
    if len(start) % 4 == 0 and min(zeros[:3]) > 0.7 and zeros[3] < 0.5:
        return "utf-32-be"
    if len(start) % 4 == 0 and min(zeros[1:]) > 0.7 and zeros[0] < 0.5:
        return "utf-32-le"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if even > 0.3 and odd < 0.1:
        return "utf-16-be"
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    return ""


def _first_fault(source: Path | bytes) -> bytes | None:
    """The bytes around the first place that is not UTF-8; None when there is none."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces = [source] if isinstance(source, bytes) else _pieces(source)
    piece = b""
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        return piece[max(0, fault.start - SAMPLE // 2) : fault.start + SAMPLE // 2]
    return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _named(sample: bytes) -> str:
    """The likeliest old encoding of a sample that is not UTF-8; only foreign lines are judged.

    Where foreign bytes stand alone between plain letters, the script is Latin. Elsewhere they
    come in runs, and there the frequencies of a library decide.
    """
    lines = sample.splitlines()
    telling = b"\n".join(line for line in lines if not line.isascii() or b"\x1b" in line)
    runs = _RUNS.findall(telling)
    length = sum(map(len, runs)) / max(1, len(runs))
    name, score = _latin(telling)
    if runs and (length < 1.5 or (length < 2.5 and score > 0.99)):
        return name
    best = from_bytes(telling, cp_isolation=list(_CANDIDATES), enable_fallback=False).best()
    if best is None or best.encoding not in _MULTIBYTE:
        name = _script(telling) or (best.encoding if best else name)
    else:
        name = best.encoding
    return name if _decodes(sample, name) else "latin-1"


def _script(telling: bytes) -> str:
    """The code page under which all is in one script, with its usual letters as frequent as usual.

    Of scripts with two cases, no capital follows a small letter, and few are capitals.
    """
    best, best_share = "", 0.0
    for name, (first, last, usual, typical) in _SCRIPTS.items():
        text = telling.decode(name, errors="replace")
        letters = [sign for sign in text if not sign.isascii() and (sign.isalpha() or sign > last)]
        if not letters or not all(first <= sign <= last for sign in letters):
            continue
        if any(one.islower() and two.isupper() for one, two in pairwise(text)):
            continue
        share = sum(sign.lower() in usual for sign in letters) / len(letters) / typical
        if 2 * sum(sign.isupper() for sign in letters) > len(letters):
            share *= _SHOUTED
        if share > best_share:
            best, best_share = name, share
    return best if best_share > _USUAL_ENOUGH else ""


def _latin(telling: bytes) -> tuple[str, float]:
    """The Latin code page under which the foreign letters fit one language best, and how well."""
    scores = {
        name: max(_share(text, alphabet) for alphabet in alphabets)
        for name, alphabets in _ALPHABETS.items()
        if (text := telling.decode(name, errors="replace"))
    }
    for name, doubt in _MIXED.items():
        text = telling.decode(name, errors="replace")
        scores[name] = max(scores[name], _share(text, _WESTERN) - doubt)
    best = max(scores, key=lambda name: scores[name])
    return (best, scores[best]) if _decodes(telling, best) else ("latin-1", 0.0)


def _share(text: str, alphabet: str) -> float:
    """The part of the foreign characters that this alphabet explains.

    A sign that is no letter counts against the code page when it stands inside a word.
    """
    good = bad = 0
    for place, sign in enumerate(text):
        if sign.isascii():
            continue
        if sign.lower() in alphabet:
            good += 1
            continue
        inside = text[max(0, place - 1) : place].isalpha() and text[place + 1 : place + 2].isalpha()
        if sign.isalpha() or sign == "\ufffd" or sign < "\u00a0" or (inside and sign != "’"):
            bad += 1
    return (good + 0.01) / (good + bad + 0.01)


def _decodes(sample: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
