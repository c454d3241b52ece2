"""Kinds that hold figures: whole numbers, real numbers, amounts of money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

from sqlalchemy import types

from sciattache.domain import identities
from sciattache.domain.kinds.kind import Kind
from sciattache.errors import Told

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Number(Kind):
    name = "number"
    column = types.Integer()
    python = int
    sheet = "number"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        value = _decimal(raw)
        if value is None:
            return None
        if value != int(value):
            raise ValueError(Told("“{value}” is not a whole number.", value=raw))
        if abs(value) >= 2**63:
            raise ValueError(Told("“{value}” is too large a number.", value=str(raw)[:40]))
        if field.span is not None and not field.span[0] <= value <= field.span[1]:
            least, most = field.span
            raise ValueError(
                Told(
                    "“{value}” is not a number from {least} to {most}.",
                    value=raw,
                    least=least,
                    most=most,
                )
            )
        return int(value)


class Real(Kind):
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


class Money(Kind):
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


def _decimal(raw: Any) -> float | None:
    if isinstance(raw, bool):
        raise ValueError(Told("“{value}” is not a number.", value=raw))
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
        raise ValueError(Told("“{value}” is not a number.", value=text[:40])) from None


def _finite(value: float, raw: Any) -> float:
    if not isfinite(value):
        raise ValueError(Told("“{value}” is not a number.", value=str(raw)[:40]))
    return value
