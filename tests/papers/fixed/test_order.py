"""The order of letters on paper, against the reference implementation in Rust."""

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from sciattache.papers.fixed.order import levels

SIGNS = "abZ אבג محد 12 ٣٤ ()[]{}<> .,:;-+/%$ '\"·"


def displayed(line: str) -> str:
    """The line in visual order, by rule L2 on our levels; brackets not mirrored."""
    found = levels(line)
    order = list(range(len(line)))
    for level in range(max(found, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return "".join(line[place] for place in order)


@pytest.mark.parametrize(
    "line",
    [
        "جامعة (KAUST) 2026",
        "السعودية (KSA, الرياض) 2026",
        "Ali (علي) bin Said",
        "שלום (KSA) محمد 123",
        "Dr. محمد [PhD]",
    ],
)
def test_brackets_run_as_the_reference_does(line: str) -> None:
    assert displayed(line) == get_display(line)


@given(st.text(st.sampled_from(SIGNS), max_size=24).map(str.strip))
def test_any_line_runs_as_the_reference_does(line: str) -> None:
    assert displayed(line) == get_display(line)


def test_a_line_without_right_to_left_letters_stands_as_written() -> None:
    assert set(levels("Łódź (王) 12")) == {0}
