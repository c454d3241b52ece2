"""How a text is made ready for its column, in each language's own way."""

from sciattache.papers.typesetting.spelling import Spelling
from sciattache.papers.typesetting.writing import spaced

ARABIC = Spelling("ar", "rtl", 170, 10)


def test_a_latin_sentence_after_an_arabic_label_ends_with_its_own_stop() -> None:
    assert _whole(ARABIC("الهدف: Come, all.")) == "الهدف: \u2066Come, all.\u2069"
    assert _whole(ARABIC("الوصف: Tea. (كان: Dinner (late).)")) == (
        "الوصف: \u2066Tea.\u2069 (كان: \u2066Dinner (late).\u2069)"
    )
    assert _whole(ARABIC("الفريق A: ليال")) == "الفريق A: ليال"


def test_a_minus_stands_before_its_number_from_the_right_too() -> None:
    assert _whole(ARABIC("−2,400.00 €")) == "\u2066−2,400.00\u2069 €"


def test_french_signs_stay_with_their_words() -> None:
    assert spaced("Vol : « Oui » ; non !", "fr") == (
        "Vol\u00a0: «\u202fOui\u202f»\u202f; non\u202f!"
    )
    assert spaced("A : B", "en") == "A : B"


def test_a_short_chinese_word_that_stands_alone_is_not_parted() -> None:
    chinese = Spelling("zh", "ltr", 170, 10)
    assert _whole(chinese("Aare Institute · 瑞士")).endswith("· 瑞\u2060士")
    assert "\u2060" not in _whole(chinese("瑞士代表团访问里斯本"))


def _whole(spelt: str | list[tuple[str, str, bool]]) -> str:
    return spelt if isinstance(spelt, str) else "".join(piece for piece, *_ in spelt)
