"""Put a cell into a draft: a name that is split, a span of days, a record called by name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.points import Address
from sciattache.domain.records import Record
from sciattache.domain.standards import names
from sciattache.domain.wings import type_called
from sciattache.errors import Told, told
from sciattache.interchange import days
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping.targets import (
    ADDRESS_PARTS,
    DAYS,
    FULL_NAME,
    HOUR_OF,
    ID_OF,
    has_days,
)

_LONGEST = 400
"""Characters of a whole name at most; the longest that people have are half of that."""
_OFFICE = re.compile(
    r"([^,]+), ((?:[\w\-]+ ){0,4}(?:minister|secretary|director|president|head|chief|ambassador"
    r"|chair\w*|professor|governor|mayor|commissioner|counsell?or|attaché|advis[eo]r|manager|officer"
    r"|dean|rector|ministre|directeur|directrice|président\w*|minist[er]r?o|direktor\w*|leiter\w*)"
    r"\b.*)",
    re.I,
)
"""A name with an office after the comma: *Mark Hoban MP, Minister for Employment*."""


def put(draft: Draft, name: str, cell: Any) -> None:
    if name == FULL_NAME and draft.type.type_name() == "person":
        put_name(draft, str(cell))
        return
    if name == "id":
        draft.id = str(cell)
        return
    if name == DAYS or (name == "starts_on" and has_days(draft.type)):
        _put_days(draft, cell)
        return
    if name.endswith(HOUR_OF) and name not in {f.name for f in draft.type.fields()}:
        label = draft.type.field(name.removesuffix(HOUR_OF)).label
        draft.keep(f"{label}: {cell}", Told("An hour is told, and no day for it."))
        return
    if name.endswith(ID_OF) and name not in {f.name for f in draft.type.fields()}:
        draft.values[name.removesuffix(ID_OF)] = str(cell)
        return
    if name in ADDRESS_PARTS:
        _put_address_part(draft, name, str(cell).strip())
        return
    described = draft.type.field(name)
    if described.kind.name == "reference" and isinstance(draft.values.get(name), str):
        return  # the column of ids has said it
    if described.kind.name == "reference" and isinstance(cell, str):
        _put_named(draft, name, type_called(described.target or ""), cell)
    elif described.kind.name in ("choice", "choices") and described.required is False:
        _put_choice(draft, described, cell)
    else:
        draft.put(name, cell)


def _put_address_part(draft: Draft, part: str, text: str) -> None:
    """Put a part with a column of its own into the first address."""
    first, *rest = draft.values.get("addresses") or (Address(),)
    if part == "second_line":
        first = replace(first, lines=", ".join(filter(None, (first.lines, text))))
    else:
        first = replace(first, postal_code=text)
    draft.values["addresses"] = (first, *rest)


def complete_address(draft: Draft) -> None:
    """Name the town of an address that has a postal code, by the record's own."""
    first, *rest = draft.values.get("addresses") or (None,)
    if not isinstance(first, Address) or not first.postal_code or first.locality:
        return
    city, region = (draft.values.get(name) or "" for name in ("city", "region"))
    draft.values["addresses"] = (
        replace(first, locality=city, region=first.region or region),
        *rest,
    )


def _put_days(draft: Draft, cell: Any) -> None:
    """A day, or the first and last of a span: *3–6 March 2026*."""
    try:
        begins, ends = days.span(cell) if isinstance(cell, str) else (cell, None)
    except ValueError as error:
        draft.keep(f"{draft.type.field('starts_on').label}: {cell}", told(error))
        return
    draft.put("starts_on", begins)
    if ends and ends != begins:
        draft.values.setdefault("ends_on", ends)


def _put_choice(draft: Draft, described: Field, cell: Any) -> None:
    try:
        draft.values[described.name] = described.parse(cell, draft.values)
    except ValueError as error:
        draft.keep(f"{described.label}: {cell}", told(error))
    if draft.values.get(described.name) is None:
        draft.values.pop(described.name, None)


def _put_named(draft: Draft, name: str, cls: type[Record], text: str) -> None:
    """Let ``draft`` refer to the record called ``text``, of which other columns may tell too."""
    present = draft.values.get(name)
    around = present if isinstance(present, Draft) else Draft(cls)
    call(around, text)
    draft.values[name] = around


def call(draft: Draft, text: str) -> None:
    """Give the record of ``draft`` the name ``text``; ``ValueError`` if a name is not enough.

    The name tells which record is meant; it does not rename the record that is found.
    """
    cls = draft.type
    before = set(draft.values)
    required = [f.name for f in cls.fields() if f.required and f.default is None]
    if cls.type_name() == "person":
        put_name(draft, text)
    elif len(required) == 1:
        draft.put(required[0], text)
    else:
        raise ValueError(
            Told(
                "“{text}” is not enough to know which record is meant: {kind}.",
                text=text[:60],
                kind=Told(cls.about.label),
            )
        )
    draft.known_by |= draft.values.keys() - before


def put_name(draft: Draft, full: str) -> None:
    """Split a whole name into the fields of a person's draft, by the country it may have."""
    if len(full) > _LONGEST:
        raise ValueError(
            Told("“{name}…” is too long for a name: it has {count} characters.",
                 name=full[:60], count=len(full))
        )  # fmt: skip
    if office := _OFFICE.fullmatch(full.strip()):
        full = office[1]
        draft.put("notes", office[2])
    parts = names.split(full, draft.values.get("country"))
    pairs = {
        "prefix": parts.prefix,
        "given_name": parts.given,
        "additional_names": parts.additional,
        "family_name": parts.family,
        "suffix": parts.suffix,
        "native_name": parts.native,
    }
    for name, value in pairs.items():
        if value and name not in draft.values:
            draft.put(name, value)
    if parts.order != "given-first":
        draft.values["name_order"] = parts.order
