"""Kinds that hold what is chosen: a word of a vocabulary, several of them, yes or no."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import types

from sciattache.domain.kinds.kind import Kind
from sciattache.errors import Told, within

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Choice(Kind):
    name = "choice"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        text = str(raw).strip()
        if not text:
            return None
        code = field.words.code(text)
        if code is None:
            raise ValueError(
                Told(
                    "“{value}” is not a known {field}.", value=text[:60], field=within(field.label)
                )
            )
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


class Choices(Kind):
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
                    raise ValueError(
                        Told(
                            "“{value}” is not known among {field}.",
                            value=piece[:60],
                            field=within(field.label),
                        )
                    )
                codes[code] = None
        return tuple(codes) or None

    def written(self, value: Any, field: Field) -> str:
        return "; ".join(_word(code, field) for code in value)

    def store(self, value: Any) -> Any:
        return _stored(tuple(value)) if value else None

    def load(self, stored: Any) -> Any:
        return _loaded(stored) if stored else None

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


class Flag(Kind):
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
            raise ValueError(Told("“{value}” is neither yes nor no.", value=text[:60]))
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


@lru_cache(maxsize=4096)
def _stored(codes: tuple[str, ...]) -> str:
    return json.dumps(list(codes), ensure_ascii=False)


@lru_cache(maxsize=4096)
def _loaded(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def _word(code: str, field: Field) -> str:
    """A code's label, where the label leads back to the code."""
    label = field.words.label(code)
    return label if ";" not in label and field.words.code(label) == code else code
