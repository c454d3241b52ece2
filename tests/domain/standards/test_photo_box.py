"""The part of a photograph that is shown is four numbers within the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.person import Person
from sciattache.domain.standards import photo_box
from sciattache.domain.standards.photo_box import PhotoBox


@given(st.integers(0, 999), st.integers(0, 999), st.data())
def test_a_box_within_the_picture_is_kept_as_it_is(
    left: int, top: int, data: st.DataObject
) -> None:
    width = data.draw(st.integers(1, 1000 - left))
    height = data.draw(st.integers(1, 1000 - top))
    written = f" {left}, {top};{width}  {height} "
    kept = photo_box.normal(written)
    assert kept == f"{left} {top} {width} {height}"
    assert photo_box.read(kept) == PhotoBox(left, top, width, height)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("left", "write left, top, width and height in thousandths"),
        ("10 10 10", "write left, top, width and height"),
        ("1 2 3 4 5", "write left, top, width and height"),
        ("-1 0 10 10", "write left, top, width and height"),
        ("0 0 0 10", "is empty"),
        ("500 0 501 10", "beyond the picture"),
        ("0 1 1000 1000", "beyond the picture"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(written: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Person.field("photo_box").parse(written)
