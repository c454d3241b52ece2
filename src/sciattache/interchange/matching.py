"""Find the record that a draft means, among those of the office and of the same file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.points import Address, Point
from sciattache.domain.records import Record, new_id
from sciattache.domain.standards import text as texts
from sciattache.interchange.drafts import Draft

TITLE, ID = "=title", "id"
_URN = "urn:uuid:"
_SURE = frozenset({"card_uid", "orcid", "ror", "registration", "iata", "reference", "calendar_uid"})


@dataclass
class Known:
    """A record that exists, or will when the import is done (``rid`` None).

    ``changes`` are the values that the file gives it; ``touched`` once a row of the file has meant
    it: a later row of the same file fills what is empty and overrides nothing.
    """

    type: type[Record]
    id: str
    rid: int | None
    values: dict[str, Any]
    sort: str
    changes: dict[str, Any] = field(default_factory=dict)
    touched: bool = False


class Matcher:
    """An index of the records that a file's drafts may mean; read from the store in few queries."""

    def __init__(self, session: Session, drafts: Iterable[Draft]) -> None:
        self._session = session
        self._known: dict[tuple[type[Record], str], Known] = {}
        self._by: dict[tuple[type[Record], str, Any], list[Known]] = defaultdict(list)
        self._asked: set[tuple[type[Record], str, str]] = set()
        self._read(drafts)

    def find(self, draft: Draft) -> Known | None:
        """The record that ``draft`` means, or None: the surest key that agrees decides."""
        cls = draft.type
        same = self._known.get((cls, draft.id.removeprefix(_URN)))
        if same is not None:
            return same
        for key in cls.about.same_if:
            if not all(self._values(draft, name) for name in key):
                continue
            probe = _probe(cls, key)
            if probe != TITLE and cls.field(probe).kind.name == "reference":
                self._ask(cls, probe, draft.values[probe])
            found = {
                known.id: known
                for value in self._values(draft, probe)
                for known in self._by.get((cls, probe, value), ())
                if all(self._agree(draft, known, name) for name in key)
                and not _contradicts(draft, known, key)
            }
            if found:
                return max(
                    found.values(), key=lambda known: (_agreement(draft, known), -(known.rid or 0))
                )
        return None

    def add(self, draft: Draft) -> Known:
        """A record to be, from ``draft``; later drafts find it."""
        cls = draft.type
        known = Known(cls, new_id(), None, dict(draft.values), _sort(draft), touched=True)
        self._index(known)
        return known

    def refresh(self, known: Known) -> None:
        """Let later drafts find ``known`` by its new values too."""
        self._index(known)

    def _values(self, draft: Draft, name: str) -> list[Any]:
        if name == TITLE:
            sort = _sort(draft)
            return [sort] if sort else []
        return _comparable(draft.values.get(name))

    def _agree(self, draft: Draft, known: Known, name: str) -> bool:
        if name == TITLE:
            return _sort(draft) == known.sort
        return not set(_comparable(draft.values.get(name))).isdisjoint(
            _comparable(known.values.get(name))
        )

    def _index(self, known: Known) -> None:
        for probe in _probes(known.type):
            values = [known.sort] if probe == TITLE else _comparable(known.values.get(probe))
            for value in values:
                listed = self._by[known.type, probe, value]
                if known not in listed:
                    listed.append(known)

    def _read(self, drafts: Iterable[Draft]) -> None:
        wanted: dict[tuple[type[Record], str], set[Any]] = defaultdict(set)
        for draft in drafts:
            for probe in _probes(draft.type):
                if probe == TITLE or draft.type.field(probe).kind.name != "reference":
                    wanted[draft.type, probe].update(self._values(draft, probe))
            if draft.id:
                wanted[draft.type, ID].add(draft.id.removeprefix(_URN))
        for (cls, probe), values in wanted.items():
            if values:
                self._fetch(cls, probe, values)

    def _ask(self, cls: type[Record], probe: str, id: str) -> None:
        if (cls, probe, id) not in self._asked:
            self._asked.add((cls, probe, id))
            self._fetch(cls, probe, {id})

    def _fetch(self, cls: type[Record], probe: str, values: set[Any]) -> None:
        table, tag = cls.type_name(), cls.about.tag
        some = "(SELECT value FROM json_each(?))"
        if probe in (TITLE, ID):
            condition = f"e.{'sort' if probe == TITLE else 'id'} IN {some}"
        elif cls.field(probe).kind.name == "points":
            condition = (
                f"EXISTS (SELECT 1 FROM json_each(r.{probe}) AS p"
                f" WHERE lower(p.value ->> 'value') IN {some})"
            )
        elif cls.field(probe).kind.name in ("text", "identifier"):
            condition = f"lower(r.{probe}) IN {some}"
        else:
            condition = f"r.{probe} IN {some}"
        rows = self._session.connection().exec_driver_sql(
            f"SELECT r.*, e.sort AS _sort FROM {table} AS r JOIN entry AS e"
            f" ON e.t = {tag} AND e.rid = r.rid WHERE {condition} ORDER BY r.rid",
            (json.dumps(sorted(values), ensure_ascii=False, default=str),),
        )
        kinds = {f.name: f.kind for f in cls.fields()}
        for row in rows.mappings():
            if (cls, row["id"]) in self._known:
                continue
            loaded = {
                name: kind.load(row[name]) for name, kind in kinds.items() if row[name] is not None
            }
            known = Known(cls, row["id"], row["rid"], loaded, row["_sort"])
            self._known[cls, known.id] = known
            self._index(known)


def _probes(cls: type[Record]) -> set[str]:
    return {_probe(cls, key) for key in cls.about.same_if}


def _probe(cls: type[Record], key: tuple[str, ...]) -> str:
    """The field of ``key`` by which the store is asked: the title, else a reference, else any."""
    if TITLE in key:
        return TITLE
    references = [name for name in key if cls.field(name).kind.name == "reference"]
    return references[-1] if references else key[0]


def _comparable(value: Any) -> list[Any]:
    """What of a value is compared: each point of a list, text without case."""
    if value is None or isinstance(value, Draft):
        return []
    if isinstance(value, tuple):
        return [part.key if isinstance(part, Point | Address) else part for part in value]
    return [value.casefold() if isinstance(value, str) else value]


def _sort(draft: Draft) -> str:
    about = draft.type.about
    if about.order is None:
        return texts.fold(draft.titled())
    return texts.fold(about.order(*(draft.values.get(name) for name in about.title_from)))


def _contradicts(draft: Draft, known: Known, key: tuple[str, ...]) -> bool:
    """Whether something else says that the two are not one, though ``key`` agrees.

    Other sure identities that differ always do.  An address that several people share does when
    the names have nothing in common; a name alone does not outweigh different addresses.
    """
    if key[0] in _SURE:
        return False
    against: list[str] = [
        name for name in ("orcid", "ror", "registration", "iata") if name in _names(draft.type)
    ]
    if key == (TITLE,):
        against += [name for name in ("card_uid", "emails") if name in _names(draft.type)]
    for name in against:
        ours, theirs = _comparable(known.values.get(name)), _comparable(draft.values.get(name))
        if ours and theirs and set(ours).isdisjoint(theirs):
            return True
    if TITLE not in key and "given_name" in _names(draft.type):
        said, here = _name_words(draft.values), _name_words(known.values)
        return bool(said and here and said.isdisjoint(here))
    return False


def _names(cls: type[Record]) -> set[str]:
    return {f.name for f in cls.fields()}


def _name_words(values: dict[str, Any]) -> set[str]:
    parts = (values.get(name) or "" for name in ("given_name", "family_name", "native_name"))
    return set(texts.fold(" ".join(parts)).split())


def _agreement(draft: Draft, known: Known) -> int:
    return sum(
        not set(_comparable(value)).isdisjoint(_comparable(known.values.get(name)))
        for name, value in draft.values.items()
    )
