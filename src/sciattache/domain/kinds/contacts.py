"""The kind that holds contact points: e-mails, phones, links, addresses, each with labels."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sciattache.domain import identities
from sciattache.domain.kinds.cleaning import clean
from sciattache.domain.kinds.kind import Kind
from sciattache.domain.points import Address, Point

if TYPE_CHECKING:
    from sciattache.domain.fields import Field

BARE_POINT = re.compile(r'\[\{"value":"([^"\\]+)"\}\]')
"""A single point without a label, as most are stored: read without a reader of JSON."""


class Points(Kind):
    """Contact points: an ordered list of e-mails, phones, links or addresses with labels."""

    name = "points"
    python = tuple

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        made = Address if field.scheme == "address" else Point
        if not isinstance(raw, str):
            parts = list(raw)
        elif raw.startswith("[{"):
            parts = _listed(raw)
        else:
            parts = [raw] if made is Address else re.split(r"[\n;]| ::: ", raw)
        points: dict[str, Point | Address] = {}
        country = around.get("country")
        for part in parts:
            point: Point | Address | None
            if isinstance(part, str) and made is Point:
                text = clean(part, lines=False)
                point = Point(identities.normal(field.scheme, text, country)) if text else None
            else:
                point = _read(made, part, field, country)
            if point is not None:
                points.setdefault(point.key, point)
        return tuple(points.values()) or None

    def store(self, value: Any) -> Any:
        if not value:
            return None
        if len(value) == 1 and isinstance(value[0], Point) and value[0] == Point(value[0].value):
            bare = f'[{{"value":"{value[0].value}"}}]'
            if BARE_POINT.fullmatch(bare) and bare.isprintable():
                return bare
        return json.dumps(self.plain(value), ensure_ascii=False, separators=(",", ":"))

    def load(self, stored: Any) -> Any:
        if not stored:
            return None
        if bare := BARE_POINT.fullmatch(stored):
            return (Point(bare[1]),)
        return tuple(
            Address(**item) if "lines" in item or "locality" in item else Point(**item)
            for item in json.loads(stored)
        )

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "; ".join(str(point) for point in value or ())

    def written(self, value: Any, field: Field) -> str:
        bare = all(isinstance(p, Point) and p == Point(p.value) for p in value)
        text = "\n".join(str(point) for point in value)
        if bare and self.parse(text, field, {}) == value:
            return text
        return json.dumps(self.plain(value), ensure_ascii=False)

    def plain(self, value: Any) -> Any:
        if not value:
            return None
        return [
            {key: part for key, part in vars(point).items() if part or key in point.always}
            for point in value
        ]

    def words(self, value: Any) -> str:
        return " ".join(str(point) for point in value)


def _read(
    made: type[Point | Address], part: Any, field: Field, country: str | None
) -> Point | Address | None:
    point = made.read(part)
    if point is None or not str(point := _spotless(point)):
        return None
    if isinstance(point, Point):
        point = point.with_value(identities.normal(field.scheme, point.value, country))
    return point


def _spotless(point: Point | Address) -> Point | Address:
    """A point whose every part is clean text; the street of an address may have lines."""
    texts = {name: part for name, part in vars(point).items() if isinstance(part, str)}
    spotless: dict[str, Any] = {
        name: clean(part, lines=name == "lines") for name, part in texts.items()
    }
    return point if spotless == texts else replace(point, **spotless)


def _listed(raw: str) -> list[Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return [raw]
    return found if isinstance(found, list) else [raw]
