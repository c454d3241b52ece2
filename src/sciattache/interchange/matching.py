"""Find the record that a draft means, among those of the office and of the same file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import product, takewhile
from typing import Any, cast

from sqlalchemy.orm import Session

from sciattache.domain.points import Address, Point
from sciattache.domain.records import Record, new_id
from sciattache.domain.standards import text as texts
from sciattache.interchange.drafts import Draft
from sciattache.store import dialect

TITLE, ID = "=title", "id"
_URN = "urn:uuid:"
_FOLDED = frozenset({"text", "identifier", "choice", "points"})
"""The kinds of field that are compared without regard to case."""
_ALIKE = 0.5
_SURE = frozenset({"card_uid", "orcid", "ror", "registration", "iata", "reference", "calendar_uid"})


@dataclass(eq=False, slots=True)
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


_Key = tuple[str, ...]
_Parts = tuple[Any, ...]
"""What a record says under the names of a key, one of several where it holds many."""


class Matcher:
    """An index of the records that a file's drafts may mean; read from the store in few queries."""

    def __init__(self, session: Session, drafts: Iterable[Draft]) -> None:
        self._session = session
        self._known: dict[tuple[type[Record], str], Known] = {}
        self._by: dict[type[Record], dict[_Key, dict[_Parts, list[Known]]]] = {}
        self._made: set[str] = set()
        self._asked: set[tuple[type[Record], str, str]] = set()
        self._said: dict[int, _Said] = {}
        self._read(drafts)

    def is_alone(self, draft: Draft) -> bool:
        """Whether a row's ``draft`` was seen to speak of one record only."""
        return id(draft) in self._said

    def has(self, draft: Draft) -> bool:
        """Whether the identity that the file gives ``draft`` is that of a record here."""
        return bool(draft.id) and (draft.type, draft.id.removeprefix(_URN)) in self._known

    def names(self, draft: Draft) -> bool:
        """Whether ``draft`` says what its record is called."""
        return bool(self._told(draft)[TITLE] or draft.titled().strip())

    def find(self, draft: Draft) -> Known | None:
        """The record that ``draft`` means, or None: the surest key that agrees decides."""
        if draft.id:
            same = self._known.get((draft.type, draft.id.removeprefix(_URN)))
            if same is not None:
                return same
        said = self._told(draft)
        for key, by in self._indexes(draft.type):
            values = [said[name] for name in _filled(key)]
            if () in values or [] in values or any(said[name] for name in _empty(key)):
                continue
            probe = _probe(draft.type, key)
            if _refers(draft.type, probe):
                self._ask(draft.type, probe, draft.values[probe])
            candidates = [known for parts in _each(values) for known in by.get(parts, ())]
            found = {
                known.id: known
                for known in candidates
                if all(_agree(said, known, name) for name in _filled(key))
                and all(known.values.get(name) is None for name in _empty(key))
                and not _contradicts(said, known, key)
            }
            if len(found) > 1:
                return max(
                    found.values(), key=lambda known: (_agreement(draft, known), -(known.rid or 0))
                )
            for known in found.values():
                return known
        return None

    def add(self, draft: Draft) -> Known:
        """A record to be, from ``draft``; later drafts find it."""
        said = self._told(draft)
        sort = said[TITLE][0] if said[TITLE] else ""
        known = Known(draft.type, new_id(), None, dict(draft.values), sort, touched=True)
        self._made.add(known.id)
        for key, by in self._indexes(draft.type):
            for parts in _each([said[name] for name in _filled(key)]):
                by.setdefault(parts, []).append(known)
        return known

    def refresh(self, known: Known) -> None:
        """Let later drafts find ``known`` by its new values too."""
        self._index(known)

    def clear(self) -> None:
        """Drop the index entry by entry, so that other threads run in between."""
        for indexes in self._by.values():
            for by in indexes.values():
                while by:
                    by.popitem()
        while self._known:
            self._known.popitem()
        while self._said:
            self._said.popitem()

    def _told(self, draft: Draft) -> _Said:
        """What ``draft`` says; kept for those whose values nothing changes any more."""
        said = self._said.get(id(draft))
        return _Said(draft) if said is None else said

    def _indexes(self, cls: type[Record]) -> Iterable[tuple[_Key, dict[_Parts, list[Known]]]]:
        if cls not in self._by:
            self._by[cls] = {key: {} for key in cls.about.same_if}
        return self._by[cls].items()

    def _index(self, known: Known) -> None:
        compared = {name: _comparable(known.values.get(name)) for name in _asked(known.type)}
        compared[TITLE] = (known.sort,)
        for key, by in self._indexes(known.type):
            for parts in _each([compared[name] for name in _filled(key)]):
                listed = by.setdefault(parts, [])
                if known not in listed:
                    listed.append(known)

    def _read(self, drafts: Iterable[Draft]) -> None:
        wanted: dict[tuple[type[Record], str], set[Any]] = defaultdict(set)
        for draft in drafts:
            if draft.is_alone:
                self._said[id(draft)] = said = _Said(draft)
                _want(wanted, said)
            else:
                for one in draft.all():
                    _want(wanted, _Said(one))
        for (cls, probe), values in wanted.items():
            if values:
                read = [known.rid for (of, _), known in self._known.items() if of is cls]
                self._fetch(cls, probe, values, read)

    def _ask(self, cls: type[Record], probe: str, id: str) -> None:
        """Read what refers to a record that the store has; to one just made nothing does."""
        if id not in self._made and (cls, probe, id) not in self._asked:
            self._asked.add((cls, probe, id))
            self._fetch(cls, probe, {id})

    def _fetch(
        self, cls: type[Record], probe: str, values: set[Any], read: Sequence[int | None] = ()
    ) -> None:
        """Read the records that have one of ``values``, but those whose rows are ``read``."""
        table, tag = cls.type_name(), cls.about.tag
        cursor = self._session.connection().connection.cursor()
        wanted: Sequence[Any] = sorted(values)
        kind = "" if probe in (TITLE, ID) else cls.field(probe).kind.name
        column = {TITLE: "e.sort", ID: "e.id"}.get(probe, f"r.{probe}")
        if kind in _FOLDED:
            speech = dialect.of(self._session)
            wanted = speech.alike(cursor, table, probe, kind == "points", wanted)
            column = "r.rid"
        loads = [(f.name, f.kind.load) for f in cls.fields()]
        columns = ", ".join(f"r.{name}" for name, _ in loads)
        cursor.execute(
            f"SELECT r.id, r.rid, e.sort, {columns} FROM {table} AS r JOIN entry AS e"
            f" ON e.t = {tag} AND e.rid = r.rid"
            " WHERE r.rid NOT IN (SELECT value FROM json_each(?))"
            f" AND {column} IN (SELECT value FROM json_each(?)) ORDER BY r.rid",
            (json.dumps(read), json.dumps(wanted, ensure_ascii=False, default=str)),
        )
        for id, rid, sort, *stored in cast("Iterator[Any]", cursor):
            if (cls, id) in self._known:
                continue
            loaded = {
                name: load(value)
                for (name, load), value in zip(loads, stored, strict=True)
                if value is not None
            }
            known = Known(cls, id, rid, loaded, sort)
            self._known[cls, id] = known
            self._index(known)


class _Said(dict[str, Sequence[Any]]):
    """What a draft says under a name, as it is compared; worked out when first asked for."""

    __slots__ = ("draft",)

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft

    def __missing__(self, name: str) -> Sequence[Any]:
        found: Sequence[Any]
        if name == TITLE:
            sort = _sort(self.draft)
            found = (sort,) if sort else ()
        else:
            found = _comparable(self.draft.values.get(name))
        self[name] = found
        return found


def _want(wanted: dict[tuple[type[Record], str], set[Any]], said: _Said) -> None:
    """Add what the store is to be asked for, to find the record of a draft."""
    draft = said.draft
    for probe in _probes(draft.type):
        wanted[draft.type, probe].update(said[probe])
    if draft.id:
        wanted[draft.type, ID].add(draft.id.removeprefix(_URN))


def _each(values: Sequence[Sequence[Any]]) -> Iterable[_Parts]:
    """Every choice of one out of each of ``values``."""
    for some in values:
        if len(some) != 1:
            return product(*values)
    return ((*[some[0] for some in values],),)


def _agree(said: _Said, known: Known, name: str) -> bool:
    if name == TITLE:
        return said[TITLE] == (known.sort,)
    return not set(said[name]).isdisjoint(_comparable(known.values.get(name)))


@cache
def _probes(cls: type[Record]) -> tuple[str, ...]:
    """What the store is asked for all drafts at once; what refers to a record waits for it."""
    probes = {_probe(cls, key) for key in cls.about.same_if}
    return tuple(sorted(probe for probe in probes if not _refers(cls, probe)))


@cache
def _asked(cls: type[Record]) -> frozenset[str]:
    """Every field that must agree in a key."""
    return frozenset(name for key in cls.about.same_if for name in _filled(key)) - {TITLE}


@cache
def _refers(cls: type[Record], probe: str) -> bool:
    return probe != TITLE and cls.field(probe).kind.name == "reference"


@cache
def _probe(cls: type[Record], key: tuple[str, ...]) -> str:
    """The field of ``key`` by which the store is asked: the title, else a reference, else any."""
    if TITLE in key:
        return TITLE
    filled = _filled(key)
    references = [name for name in filled if cls.field(name).kind.name == "reference"]
    return references[-1] if references else filled[0]


@cache
def _filled(key: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a key that must agree."""
    return tuple(name for name in key if not name.startswith(("-", "~")))


@cache
def _empty(key: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a key that must be empty on both sides."""
    return tuple(name[1:] for name in key if name.startswith("-"))


@cache
def _moving(key: tuple[str, ...]) -> frozenset[str]:
    """The fields of a key that may be others by now."""
    return frozenset(name[1:] for name in key if name.startswith("~"))


def _comparable(value: Any) -> Sequence[Any]:
    """What of a value is compared: each point of a list, text without case."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.casefold(),)
    if isinstance(value, tuple):
        return [part.key if isinstance(part, Point | Address) else part for part in value]
    return () if isinstance(value, Draft) else (value,)


def _sort(draft: Draft) -> str:
    about = draft.type.about
    if about.order is None:
        return texts.fold(draft.titled())
    return texts.fold(about.order(*map(draft.values.get, about.title_from)))


def _contradicts(said: _Said, known: Known, key: tuple[str, ...]) -> bool:
    """Whether something else says that the two are not one, though ``key`` agrees.

    Other sure identities that differ always do; one identifier under two names is a slip.  An
    address that several people share does when the names have nothing in common; a name alone
    does not outweigh different addresses, nor a title another city, or days that do not meet.
    Elsewhere what a surer key asks for must not differ: two guests at one hotel are two stays.
    """
    names = _names(said.draft.type)
    if key[0] in _SURE:
        return key[0] == "orcid" and _strangers(said, known)
    if said.draft.apart_by and _moving(key):
        return True  # a confirmation stands beside what is booked already, not in its place
    against: list[str] = [
        name for name in ("orcid", "ror", "registration", "iata") if name in names
    ]
    if key == (TITLE,):
        against += [name for name in ("card_uid", "emails") if name in names]
    if "given_name" not in names and key[0] != "title":
        against += _surer(said.draft.type, key, is_exact=known.touched)
    for name in (*against, *said.draft.apart_by):
        ours, theirs = _comparable(known.values.get(name)), said[name]
        if ours and theirs and set(ours).isdisjoint(theirs):
            return True
    if key[0] == "title" and {"starts_on", "ends_on"} <= names:
        return _apart(said.draft.values, known.values, is_exact=known.touched)
    return TITLE not in key and "given_name" in names and _strangers(said, known)


def _strangers(said: _Said, known: Known) -> bool:
    """Whether two people's names have nothing in common, or no family name."""
    ours, theirs = said.draft.values, known.values
    words, here = _name_words(ours), _name_words(theirs)
    if words and here and words.isdisjoint(here):
        return True
    family, other = _family_words(ours), _family_words(theirs)
    if not (family and other and family.isdisjoint(here) and other.isdisjoint(words)):
        return False
    return all(
        SequenceMatcher(None, one, two).ratio() < _ALIKE for one in family for two in other
    )  # a slip of the pen is no other family


def _family_words(values: dict[str, Any]) -> set[str]:
    return set(texts.fold(values.get("family_name") or "").split())


def _surer(cls: type[Record], key: tuple[str, ...], *, is_exact: bool) -> list[str]:
    """What the keys before ``key`` ask for.

    Days, and what may be another by now, only between rows of one file (``is_exact``).
    """
    before = takewhile(lambda other: other != key, cls.about.same_if)
    asked = {name.lstrip("-~") for other in before for name in other} - {*key, TITLE} - _SURE
    if is_exact:
        return list(asked)
    days = {name for name in asked if cls.field(name).kind.name in ("date", "instant")}
    return list(asked - days - _moving(key))


def _apart(one: dict[str, Any], other: dict[str, Any], *, is_exact: bool) -> bool:
    """Whether two visits are known to be elsewhere, or on days that do not meet.

    Two rows of one file are two visits where their first days differ (``is_exact``).
    """
    cities = {_comparable(values["city"])[0] for values in (one, other) if values.get("city")}
    if len(cities) > 1:
        return True
    begins, starts = one.get("starts_on"), other.get("starts_on")
    if not begins or not starts:
        return False
    if is_exact:
        return bool(begins != starts)
    return bool(
        (one.get("ends_on") or begins) < starts or (other.get("ends_on") or starts) < begins
    )


@cache
def _names(cls: type[Record]) -> frozenset[str]:
    return frozenset(f.name for f in cls.fields())


def _name_words(values: dict[str, Any]) -> set[str]:
    parts = (values.get(name) or "" for name in ("given_name", "family_name", "native_name"))
    return set(texts.fold(" ".join(parts)).split())


def _agreement(draft: Draft, known: Known) -> int:
    return sum(
        not set(_comparable(value)).isdisjoint(_comparable(known.values.get(name)))
        for name, value in draft.values.items()
    )
