"""A paper speaks one language: no word of another slips into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest

from sciattache.domain import vocabularies
from sciattache.domain.office.country_name import CountryName
from sciattache.domain.vocabularies import Vocabulary
from sciattache.domain.wings import TYPES
from sciattache.papers import catalogue, words
from sciattache.papers.kinds import Wish
from sciattache.papers.redaction import reader_of
from sciattache.services.dossier import Dossier
from tests.papers.sowing import Sown, sow
from tests.papers.test_secrets import everything_in, load_sown

FOREIGN = [language for language in words.languages() if language != "en"]
_DRAWN = [(kind, audience, language) for language in FOREIGN for kind in catalogue.KINDS
          for audience in kind.audiences]  # fmt: skip


@pytest.fixture(scope="module")
def sown() -> Sown:
    return sow()


@pytest.fixture(scope="module")
def dossier(sown: Sown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    yield from load_sown(sown, tmp_path_factory.mktemp("spoken") / "office.sciattache")


def _english() -> Iterable[str]:
    """Every word and label that a paper may say in English."""
    yield from words.all_words("en").values()
    for cls in TYPES:
        yield from (cls.about.label, cls.about.plural, *(field.label for field in cls.fields()))
    for value in vars(vocabularies).values():
        if isinstance(value, Vocabulary):
            yield from value.terms.values()


def _phrases(texts: Iterable[str]) -> set[str]:
    """What is said between the places of texts, as it stands in a file without blanks."""
    parts = (part for text in texts for part in re.split(r"\{\w+\}", text))
    return {_flat(part) for part in parts if len(_flat(part)) > 3}


def _flat(text: str) -> str:
    return re.sub(r"[\s\u00a0]", "", text)


def _words_of(language: str) -> str:
    """Everything that the language says itself, which may look like English: *Date*, *Type*."""
    own = [*words.all_words(language).values(), *words.own_cities(language).values()]
    own += [words.translated(text, language) for text in _english()]
    return _flat("|".join(own)).casefold()


@pytest.mark.parametrize(("kind", "audience", "language"), _DRAWN,
                         ids=lambda one: getattr(one, "name", one))  # fmt: skip
def test_no_english_word_is_in_a_paper_of_another_language(
    sown, dossier, kind, audience, language
) -> None:
    other = next(one for one in FOREIGN if one != language) if kind.two_languages else None
    wish = Wish(audience=audience, language=language, subject=sown.subject(kind),
                other_language=other)  # fmt: skip
    told = everything_in(catalogue.draw(dossier, kind.name, wish), metadata=False)
    said = set(re.findall(r"[^\W\d_]{4,}", told))
    own = _words_of(language) + _words_of(other or language)
    strangers = {
        phrase
        for phrase in _phrases(_english())
        if phrase.casefold() not in own and phrase in told and _stands(phrase, said)
    }
    assert strangers == set()


def _stands(phrase: str, said: set[str]) -> bool:
    """Whether the letters of a phrase stand there as a word, and not within a longer one."""
    letters = re.findall(r"[^\W\d_]{4,}", phrase)
    return bool(letters) and all(any(one in word for word in said) for one in letters)


@pytest.mark.parametrize("language", words.languages())
def test_a_country_is_called_as_the_ministry_calls_it_in_that_language(dossier, language) -> None:
    named: Mapping[str, str] = {"en": "Swiss Confederation", "zh": "瑞士联邦"}
    names = [CountryName(country="CH", language=code, name=name) for code, name in named.items()]
    reader = reader_of(replace(dossier, country_names=names), "guest", language)
    usual = words.country("CH", language)
    assert reader.word("country", "CH") == named.get(language, usual)
    assert usual not in named.values()
