"""A segment is refused whole where a value in it is none that its field has."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sciattache.domain.directory.place import Place
from sciattache.sync.incoming import check
from sciattache.sync.segment import ALIVE, Cell, Dot, Row, Segment, Txn
from sciattache.sync.varints import DamagedError


def segment(name: str, value: object) -> Segment:
    cells = (Cell(ALIVE, 0, 1), Cell(Place.field(name).tag, 0, value))
    return Segment((Txn(Dot(1, 1, 1, 1)),), (Row(Place.about.tag, 1, uuid4(), cells),))


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", 5), ("name", b"bytes"), ("name", "zero\0sign"), ("latitude", "north")],
)
def test_a_value_of_another_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(DamagedError, match="kind"):
        check(segment(name, value))


@pytest.mark.parametrize(
    ("name", "value"), [("name", "Łódź"), ("name", None), ("latitude", 46.2), ("latitude", 46)]
)
def test_a_value_of_its_kind_is_taken(name: str, value: object) -> None:
    check(segment(name, value))
