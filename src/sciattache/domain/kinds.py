"""The closed list of kinds of field: how each stores, parses, shows and indexes its values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import types

from sciattache.domain import identities
from sciattache.domain.points import Address, Point

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Kind:
    """One kind of value.

    ``parse`` reads what a person or a file gives and raises ``ValueError`` with a sentence when it
    cannot; ``store``/``load`` turn a value into what SQLite keeps and back; ``show`` words it;
    ``plain`` makes it JSON; ``words`` is the text that search sees.
    """

    name: str
    column: types.TypeEngine[Any] = types.Text()
    python: type = str
    sheet = "text"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        """The value that ``raw`` means; ``around`` holds the record's other values."""
        text = raw if isinstance(raw, str) else str(raw)
        return _clean(text, lines=False) or None

    def store(self, value: Any) -> Any:
        return value

    def load(self, stored: Any) -> Any:
        return stored

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else str(value)

    def written(self, value: Any, field: Field) -> str:
        """The value as a text that ``parse`` reads back as the same value."""
        return str(value)

    def plain(self, value: Any) -> Any:
        return value

    def words(self, value: Any) -> str:
        return str(value)

    def __repr__(self) -> str:
        return self.name.upper()


class _Text(Kind):
    name = "text"


class _Note(Kind):
    name = "note"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        return _clean(raw if isinstance(raw, str) else str(raw), lines=True) or None


class _Choice(Kind):
    name = "choice"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        text = str(raw).strip()
        if not text:
            return None
        code = field.words.code(text)
        if code is None:
            raise ValueError(f"“{text[:60]}” is not a known {field.label.lower()}.")
        return code

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else field.words.label(value, language)

    def written(self, value: Any, field: Field) -> str:
        return _word(value, field)


class _Choices(Kind):
    name = "choices"
    python = tuple

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        parts = re.split(r"[;|\n]", raw) if isinstance(raw, str) else list(raw)
        codes: dict[str, None] = {}
        for part in filter(None, (str(part).strip() for part in parts)):
            code = field.words.code(part)
            for piece in [part] if code else filter(None, map(str.strip, part.split(","))):
                code = field.words.code(piece)
                if code is None:
                    raise ValueError(f"“{piece[:60]}” is not known among {field.label.lower()}.")
                codes[code] = None
        return tuple(codes) or None

    def written(self, value: Any, field: Field) -> str:
        return "; ".join(_word(code, field) for code in value)

    def store(self, value: Any) -> Any:
        return _codes_stored(tuple(value)) if value else None

    def load(self, stored: Any) -> Any:
        return _codes_loaded(stored) if stored else None

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return ", ".join(field.words.label(code, language) for code in value or ())

    def plain(self, value: Any) -> Any:
        return list(value) if value else None

    def words(self, value: Any) -> str:
        return " ".join(value)


class _Flag(Kind):
    name = "flag"
    column = types.Integer()
    python = bool
    sheet = "flag"
    _said: ClassVar[dict[str, bool | None]] = {
        "true": True, "yes": True, "y": True, "1": True, "x": True, "✓": True, "oui": True,
        "false": False, "no": False, "n": False, "0": False, "": None, "non": False,
    }  # fmt: skip

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        text = str(raw).strip().casefold().removesuffix(".0")
        if text not in self._said:
            raise ValueError(f"“{text[:60]}” is neither yes nor no.")
        return self._said[text]

    def store(self, value: Any) -> Any:
        return None if value is None else int(value)

    def load(self, stored: Any) -> Any:
        return None if stored is None else bool(stored)

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else ("Yes" if value else "No")

    def written(self, value: Any, field: Field) -> str:
        return "Yes" if value else "No"


class _Number(Kind):
    name = "number"
    column = types.Integer()
    python = int
    sheet = "number"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        value = _decimal(raw)
        if value is None:
            return None
        if value != int(value):
            raise ValueError(f"“{raw}” is not a whole number.")
        if abs(value) >= 2**63:
            raise ValueError(f"“{str(raw)[:40]}” is too large a number.")
        return int(value)


class _Real(Kind):
    name = "real"
    column = types.Float()
    python = float
    sheet = "number"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        return _decimal(raw)

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else f"{value:g}"

    def written(self, value: Any, field: Field) -> str:
        return repr(value)


class _Date(Kind):
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


class _Instant(Kind):
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
            raise ValueError(f"“{raw}” is outside of the calendar.") from None

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


class _Money(Kind):
    """An amount in minor units of the currency that the sibling named by the field holds."""

    name = "money"
    column = types.Integer()
    python = int
    sheet = "money"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        return identities.minor_units(raw, around.get(field.currency or "") or "EUR")

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        currency = (around or {}).get(field.currency or "") or "EUR"
        return "" if value is None else identities.amount(value, currency, language)


class _Points(Kind):
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
                text = _clean(part, lines=False)
                point = Point(identities.normal(field.scheme, text, country)) if text else None
            else:
                point = self._read(made, part, field, country)
            if point is not None:
                points.setdefault(point.key, point)
        return tuple(points.values()) or None

    @staticmethod
    def _read(
        made: type[Point | Address], part: Any, field: Field, country: str | None
    ) -> Point | Address | None:
        point = made.read(part)
        if point is None or not str(point := _spotless(point)):
            return None
        if isinstance(point, Point):
            point = point.with_value(identities.normal(field.scheme, point.value, country))
        return point

    def store(self, value: Any) -> Any:
        if not value:
            return None
        if len(value) == 1 and value[0].__class__ is Point:
            bare = f'[{{"value":"{value[0].value}"}}]'
            if bare.isprintable() and self.load(bare) == tuple(value):
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


class _Identifier(Kind):
    """A text with a scheme that says whether it is well formed (ORCID, ROR, IATA …)."""

    name = "identifier"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        text = _clean(str(raw), lines=False)
        return identities.normal(field.scheme, text, around.get("country")) if text else None


class _Reference(Kind):
    """The id of another record."""

    name = "reference"

    def words(self, value: Any) -> str:
        return ""


class _Blob(Kind):
    """The SHA-256 (hexadecimal) of content that the store keeps."""

    name = "blob"

    def words(self, value: Any) -> str:
        return ""


TEXT, NOTE, CHOICE, CHOICES = _Text(), _Note(), _Choice(), _Choices()
FLAG, NUMBER, REAL, MONEY = _Flag(), _Number(), _Real(), _Money()
DATE, INSTANT = _Date(), _Instant()
POINTS, IDENTIFIER, REFERENCE, BLOB = _Points(), _Identifier(), _Reference(), _Blob()

KINDS: tuple[Kind, ...] = (
    TEXT, NOTE, CHOICE, CHOICES, FLAG, NUMBER, REAL, MONEY, DATE, INSTANT, POINTS, IDENTIFIER,
    REFERENCE, BLOB,
)  # fmt: skip


class KindColumn(types.TypeDecorator[Any]):
    """A column that keeps values of one kind."""

    impl = types.Text
    cache_ok = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.kind = _BY_NAME[name]

    def load_dialect_impl(self, dialect: Any) -> types.TypeEngine[Any]:
        return dialect.type_descriptor(self.kind.column)  # type: ignore[no-any-return]

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return self.kind.store(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return self.kind.load(value)

    def __repr__(self) -> str:
        return f"KindColumn({self.name!r})"


_BY_NAME = {kind.name: kind for kind in KINDS}
BARE_POINT = re.compile(r'\[\{"value":"([^"\\]+)"\}\]')
"""A single point without a label, as most are stored: read without a reader of JSON."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@lru_cache(maxsize=4096)
def _codes_stored(codes: tuple[str, ...]) -> str:
    return json.dumps(list(codes), ensure_ascii=False)


@lru_cache(maxsize=4096)
def _codes_loaded(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def _clean(text: str, *, lines: bool) -> str:
    if not text.isascii():
        from sciattache.domain.standards import text as texts

        text = texts.clean(text)
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if not lines:
            text = re.sub(r"\s*[\n\t]\s*", " ", text)
    return text.strip()


def _spotless(point: Point | Address) -> Point | Address:
    """A point whose every part is clean text; the street of an address may have lines."""
    texts = {name: part for name, part in vars(point).items() if isinstance(part, str)}
    clean: dict[str, Any] = {
        name: _clean(part, lines=name == "lines") for name, part in texts.items()
    }
    return point if clean == texts else replace(point, **clean)


def _word(code: str, field: Field) -> str:
    """A code's label, where the label leads back to the code."""
    label = field.words.label(code)
    return label if ";" not in label and field.words.code(label) == code else code


def _listed(raw: str) -> list[Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return [raw]
    return found if isinstance(found, list) else [raw]


def _decimal(raw: Any) -> float | None:
    if isinstance(raw, bool):
        raise ValueError(f"“{raw}” is not a number.")
    if isinstance(raw, int | float):
        return _finite(raw, raw)
    text = str(raw).strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if not text:
        return None
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+|[-+]?\d+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return int(text) if re.fullmatch(r"[-+]?\d+", text) else _finite(float(text), text)
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a number.") from None


def _finite(value: float, raw: Any) -> float:
    if not isfinite(value):
        raise ValueError(f"“{str(raw)[:40]}” is not a number.")
    return value
