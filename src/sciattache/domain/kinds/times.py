"""Kinds that hold a day or a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sciattache.domain import identities
from sciattache.domain.kinds.kind import Kind
from sciattache.errors import Told

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Date(Kind):
    name = "date"
    python = date
    sheet = "date"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        return identities.day(str(raw))

    def store(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def load(self, stored: Any) -> Any:
        return None if stored is None else date.fromisoformat(stored)

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else value.isoformat()

    def written(self, value: Any, field: Field) -> str:
        return str(value.isoformat())

    plain = store


class Instant(Kind):
    """A moment, kept in UTC to the second; the field names the sibling that holds its zone."""

    name = "instant"
    python = datetime
    sheet = "instant"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        value = raw if isinstance(raw, datetime) else identities.moment(str(raw))
        if value is None:
            return None
        if value.tzinfo is None:
            zone = around.get(field.zone or "") or "UTC"
            value = value.replace(tzinfo=ZoneInfo(zone))
        try:
            return value.astimezone(UTC).replace(microsecond=0)
        except OverflowError:
            raise ValueError(Told("“{value}” is outside of the calendar.", value=raw)) from None

    def store(self, value: Any) -> Any:
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

    def load(self, stored: Any) -> Any:
        return None if stored is None else datetime.fromisoformat(stored)

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else value.strftime("%Y-%m-%d %H:%M UTC")

    def written(self, value: Any, field: Field) -> str:
        return str(self.store(value))

    plain = store
