"""What every closed list of words promises."""

from collections import Counter

import pytest

from sciattache.domain import vocabularies
from sciattache.domain.vocabularies import Vocabulary
from sciattache.domain.wings import TYPES

ALL = [value for value in vars(vocabularies).values() if isinstance(value, Vocabulary)]
every_vocabulary = pytest.mark.parametrize("vocabulary", ALL, ids=lambda v: v.name)


@every_vocabulary
def test_a_vocabulary_is_found_by_its_name(vocabulary: Vocabulary) -> None:
    assert vocabularies.called(vocabulary.name) is vocabulary


def test_a_name_that_no_vocabulary_has_is_refused() -> None:
    with pytest.raises(KeyError):
        vocabularies.called("weather")


@every_vocabulary
def test_a_label_leads_back_to_its_code(vocabulary: Vocabulary) -> None:
    choices = vocabulary.choices()
    assert choices
    assert {code: vocabulary.code(label) for code, label in choices.items()} == {
        code: code for code in choices
    }


@every_vocabulary
def test_a_code_means_itself_however_it_is_written(vocabulary: Vocabulary) -> None:
    for code in vocabulary.choices():
        assert vocabulary.code(code) == code
        assert vocabulary.code(f" {code.upper()} ") == code


@every_vocabulary
def test_labels_are_unique(vocabulary: Vocabulary) -> None:
    counts = Counter(label.casefold() for label in vocabulary.choices().values())
    assert [label for label, count in counts.items() if count > 1] == []


@every_vocabulary
def test_a_synonym_means_a_code_and_hides_no_term(vocabulary: Vocabulary) -> None:
    labels = {label.casefold(): code for code, label in vocabulary.terms.items()}
    for word, code in vocabulary.synonyms.items():
        assert code in vocabulary.terms
        assert vocabulary.code(word) == code
        assert word not in vocabulary.terms
        assert labels.get(word.casefold(), code) == code


@every_vocabulary
def test_a_word_that_means_nothing_has_no_code(vocabulary: Vocabulary) -> None:
    assert vocabulary.code("no such word at all") is None
    assert vocabulary.code("") is None


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert vocabularies.RANKS.label("grand_vizier") == "grand_vizier"


def test_every_default_of_a_choice_field_is_one_of_its_words() -> None:
    for cls in TYPES:
        for field in cls.fields():
            if field.vocabulary is not None and isinstance(field.default, str):
                assert field.words.code(field.default) == field.default, field.name
