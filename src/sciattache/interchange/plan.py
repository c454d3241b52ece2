"""What an import would do, row by row; and doing it, in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.errors import Told
from sciattache.interchange.drafts import GROWING, Draft
from sciattache.interchange.matching import Known, Matcher
from sciattache.store import dialect

_FEW = 200
"""More new records than these are indexed together."""

VERDICTS = ("new", "same", "updates", "refused")
Report = Callable[[int, int], None]
"""Told how many rows are done, of how many; raises to stop."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a file: its number as a person sees it, and its draft or why there is none."""

    row: int
    draft: Draft | None
    refused: str = ""


@dataclass(frozen=True)
class Changed:
    """One value that a row changes: whose, and before and after as the field's kind holds it."""

    type: type[Record]
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens to one row: verdict, reason in words, the record, and what the row says.

    ``remarks`` are the sentences of the reason that do not merely name the ``changes``.
    """

    row: int
    verdict: str
    reason: str
    known: Known | None
    draft: Draft | None
    changes: tuple[Changed, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """What the row says, as JSON holds it."""
        return self.draft.plain() if self.draft else {}


@dataclass
class Plan:
    """What an import does; ``kept`` are contents to keep, by hash."""

    file: Path
    of: type[Record]
    rows: list[Planned]
    notes: tuple[str, ...] = ()
    contents: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    inserts: dict[type[Record], list[Known]] = field(default_factory=dict)
    updates: list[Known] = field(default_factory=list)
    written: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each verdict."""
        found = dict.fromkeys(VERDICTS, 0)
        for row in self.rows:
            found[row.verdict] += 1
        return found


def plan(
    session: Session,
    file: Path,
    cls: type[Record],
    sources: Sequence[Source],
    report: Report | None = None,
) -> Plan:
    """Decide for each row whether it is new, the same, an update, or refused; writes nothing."""
    made = Plan(file, cls, [])
    matcher = Matcher(session, (source.draft for source in sources if source.draft))
    inserts: dict[type[Record], list[Known]] = defaultdict(list)
    updates: dict[int, Known] = {}
    for done, source in enumerate(sources):
        if report and done % 500 == 0:
            report(done, len(sources))
        made.rows.append(_decide(matcher, source, inserts, updates))
    made.inserts, made.updates = dict(inserts), list(updates.values())
    matcher.clear()
    return made


def write(session: Session, made: Plan, report: Report | None = None) -> None:
    """Write what was planned, inside an open step."""
    made.written = True
    connection = session.connection()
    added = sum(map(len, made.inserts.values()))
    done, total = 0, added + len(made.updates)
    cursor, speech = connection.connection.cursor(), dialect.of(session)
    with speech.added(cursor) if added > _FEW else nullcontext():
        for cls in _titled_first():
            rows = made.inserts.get(cls, [])
            if not rows:
                continue
            names = _filled(cls, rows)
            stored = _stored(cls, names, rows)
            speech.add(cursor, cls, ("id", *names), stored, _onwards(report, done, total))
            done += len(rows)
    for known in made.updates:
        cls = known.type
        values = {
            name: None if value is None else cls.field(name).kind.store(value)
            for name, value in known.changes.items()
        }
        settings = ", ".join(f"{name} = ?" for name in values)
        connection.exec_driver_sql(
            f"UPDATE {cls.type_name()} SET {settings} WHERE rid = ?", (*values.values(), known.rid)
        )
        done += 1
        if report and done % 500 == 0:
            report(done, total)


def _onwards(report: Report | None, done: int, total: int) -> Callable[[int], None] | None:
    """Tell ``report`` of more that is done after ``done``."""
    if report is None:
        return None
    return lambda more: report(done + more, total)


def _decide(
    matcher: Matcher,
    source: Source,
    inserts: dict[type[Record], list[Known]],
    updates: dict[int, Known],
) -> Planned:
    draft = source.draft
    if draft is None:
        return Planned(source.row, "refused", source.refused, None, None)
    drafts = [draft] if matcher.is_alone(draft) else [*draft.all()]
    lacking = _lacking(matcher, drafts)
    if lacking:
        return Planned(source.row, "refused", lacking, None, draft)
    tally = _Tally(inserts, updates)
    known = _settle(matcher, draft, tally)
    verdict = "new" if tally.main == "new" else ("updates" if tally.changed else "same")
    remarks = (*tally.told, *(line for one in drafts for line in one.kept))
    reason = " ".join((*tally.labels, *remarks))
    return Planned(source.row, verdict, reason, known, draft, tuple(tally.changes), remarks)


@dataclass(slots=True)
class _Tally:
    inserts: dict[type[Record], list[Known]]
    updates: dict[int, Known]
    main: str = ""
    changed: bool = False
    told: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)


def _settle(
    matcher: Matcher, draft: Draft, tally: _Tally, *, is_main: bool = True, via: str = ""
) -> Known:
    """Find or make the record of ``draft``, those it refers to first, those below it after.

    ``via`` is the field by which ``draft`` refers to the record that it stands below.
    """
    plain = draft if matcher.is_alone(draft) else _plain(matcher, draft, tally)
    known = matcher.find(plain)
    is_new = known is None
    if known is None:
        known = matcher.add(plain)
        tally.inserts[draft.type].append(known)
        tally.changed = True
        if not is_main:
            new = Told(f"New {draft.type.about.label.lower()}")
            called = _called(draft, via)[:80]
            tally.told.append(
                Told("{new}: {called}.", new=new, called=called)
                if called
                else Told("{new}.", new=new)
            )
    elif _merge(known, plain, tally):
        matcher.refresh(known)
    if is_main:
        tally.main = "new" if is_new else "same"
    for name, child in draft.children:
        child.values[name] = known.id
        _settle(matcher, child, tally, is_main=False, via=name)
    return known


def _plain(matcher: Matcher, draft: Draft, tally: _Tally) -> Draft:
    """``draft`` with the ids of the records that it refers to."""
    plain = Draft(draft.type, id=draft.id, known_by=draft.known_by, apart_by=draft.apart_by)
    for name, value in draft.values.items():
        is_draft = isinstance(value, Draft)
        plain.values[name] = _settle(matcher, value, tally, is_main=False).id if is_draft else value
    return plain


def _called(draft: Draft, via: str) -> str:
    """A record's title, without that of the record above it, nor what only an id tells of."""
    values = {
        name: value
        for name, value in draft.values.items()
        if name != via
        and (isinstance(value, Draft) or draft.type.field(name).kind.name != "reference")
    }
    return Draft(draft.type, values).titled()


def _merge(known: Known, draft: Draft, tally: _Tally) -> bool:
    """Take from ``draft`` what the record lacks or, once in a file, what differs."""
    changes: dict[str, Any] = {}
    for name, value in draft.values.items():
        present = known.values.get(name)
        if present == value:
            continue
        described = known.type.field(name)
        if name in _IDENTITIES and value == f"urn:uuid:{known.id}":
            continue  # our own id, come back in a file of ours
        merged = GROWING.get(described.kind.name, _replace)(present, value)
        if merged == present or (name in draft.known_by and described.kind.name != "points"):
            continue
        if merged is value and present is not None and known.touched:
            shown = described.kind.show(present, described), described.kind.show(value, described)
            tally.told.append(
                Told(
                    "{field} stays “{here}”; this row says “{there}”.",
                    field=Told(described.label), here=shown[0], there=shown[1],
                )
            )  # fmt: skip
            continue
        changes[name] = merged
    changes |= dict.fromkeys(_left_behind(known, draft, changes))
    known.touched = True
    if not changes:
        return False
    tally.changes += [
        Changed(known.type, name, known.values.get(name), value) for name, value in changes.items()
    ]
    known.values |= changes
    tally.changed = True
    if known.rid is not None:
        known.changes |= changes
        tally.updates[id(known)] = known
    labels = ", ".join(known.type.field(name).label for name in changes)
    tally.labels.append(f"{known.type.about.label}: {labels}.")
    return True


_IDENTITIES = ("card_uid", "calendar_uid")
_TELLS_OF = {"stay": {"hotel": ("place", "room", "phone", "address")}}
"""What is true of a value alone, by type and field: another hotel has another address."""


def _left_behind(known: Known, draft: Draft, changes: Mapping[str, Any]) -> Iterator[str]:
    """What was told of a value that becomes another, where the draft does not say it anew.

    A booking that is known by its reference keeps it: its hotel may have a new name.
    """
    if draft.values.get("reference"):
        return
    for name, others in _TELLS_OF.get(known.type.type_name(), {}).items():
        if name in changes and known.values.get(name) is not None:
            for other in others:
                if known.values.get(other) is not None and draft.values.get(other) is None:
                    yield other


def _replace(present: Any, value: Any) -> Any:
    return value


def _lacking(matcher: Matcher, drafts: Sequence[Draft]) -> str:
    """Why a row is refused, of whose ``drafts`` the first is the row itself; empty if it is not."""
    owners = {id(child): name for one in drafts for name, child in one.children}
    for one in drafts:
        if matcher.has(one):
            continue
        for name, label in _required(one.type):
            if one.values.get(name) in (None, "") and owners.get(id(one)) != name:
                return Told("{field} is empty.", field=Told(label))
        if one is drafts[0] and not matcher.names(one):
            return Told("The row has no name or title.")
    return ""


@cache
def _required(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields that a draft must fill, by name and label."""
    return tuple((f.name, f.label) for f in cls.fields() if f.required and f.default is None)


def _titled_first() -> list[type[Record]]:
    """The record types in an order in which the titles that a title is made of come first."""
    ordered: list[type[Record]] = []

    def visit(cls: type[Record]) -> None:
        if cls in ordered:
            return
        for name in cls.about.title_from:
            target = cls.field(name).target
            for other in TYPES:
                if other.type_name() == target and other is not cls:
                    visit(other)
        ordered.append(cls)

    for cls in TYPES:
        visit(cls)
    return ordered


def _filled(cls: type[Record], rows: Iterable[Known]) -> list[str]:
    """The fields in which any of ``rows`` has a value."""
    filled = set().union(*(known.values for known in rows))
    return [f.name for f in cls.fields() if f.name in filled or f.default is not None]


def _stored(cls: type[Record], names: Sequence[str], rows: Iterable[Known]) -> Iterator[Any]:
    """The id of each record, then what is stored in the fields ``names``."""
    fields = [(name, cls.field(name).kind.store, cls.field(name).default) for name in names]
    for known in rows:
        values = known.values
        yield (
            known.id,
            *[
                None if (value := values.get(name, default)) is None else store(value)
                for name, store, default in fields
            ],
        )
