"""The facts of a day, and facts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sciattache.services.scheduling.day import MeetingDay
from sciattache.services.scheduling.fact import Fact, Kind


@dataclass(frozen=True)
class Sentence:
    """A pattern, to be translated whole, and the values to put into it."""

    pattern: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.pattern.format(**self.values)


def of(day: MeetingDay) -> tuple[Fact, ...]:
    """Every fact of a day that a timetable must respect; what may be left out is none."""
    return tuple(sorted(_facts(day)))


def _facts(day: MeetingDay) -> Iterator[Fact]:
    if day.fairness is not None:
        yield Fact(Kind.FAIRNESS)
    yield Fact(Kind.TABLES)
    if day.lunch:
        yield from (Fact(Kind.LUNCH, (who,)) for who in day.participants)
    must = {meeting.name for meeting in day.meetings if not meeting.weight}
    for pair in day.precedences:
        if must.issuperset(pair):
            yield Fact(Kind.ORDER, pair)
    for who, slots in day.unavailable.items():
        yield from (Fact(Kind.AWAY, (who,), slot) for slot in slots)
    for meeting in day.meetings:
        if meeting.name in must:
            yield Fact(Kind.REQUEST, (meeting.name,))
            if meeting.session:
                yield Fact(Kind.SESSION, (meeting.name,))
            if meeting.fixed is not None:
                yield Fact(Kind.FIXED, (meeting.name,), meeting.fixed)


def sentences(day: MeetingDay, facts: Iterable[Fact]) -> tuple[Sentence, ...]:
    """Facts that cannot all hold, told so that like facts share a sentence; none for none."""
    by_kind: dict[Kind, list[Fact]] = {}
    for fact in sorted(facts):
        by_kind.setdefault(fact.kind, []).append(fact)
    if not by_kind:
        return ()
    told = [
        sentence for kind in sorted(by_kind, reverse=True)
        for sentence in _TELL[kind](day, by_kind[kind])
    ]  # fmt: skip
    limits = "The day has {slots} slots, and nobody is in two meetings at once."
    return (*told, Sentence(limits, {"slots": len(day.tables)}))


def _requests(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    """The meetings asked for, told by those who have most of them."""
    left = {fact.about[0] for fact in facts}
    while left:
        who, theirs = max(
            ((who, [one for one in of if one.name in left]) for who, of in day.of.items()),
            key=lambda each: len(each[1]),
        )
        others = [one.between[one.between[0] == who] for one in theirs]
        left -= {one.name for one in theirs}
        if len(others) == 1:
            yield Sentence("{one} is to meet {other}.", {"one": who, "other": others[0]})
        else:
            pattern = "{one} has {count} meetings: with {others}."
            values = {"one": who, "count": len(others), "others": ", ".join(others)}
            yield Sentence(pattern, values)


def _pair(day: MeetingDay, name: str) -> str:
    return " – ".join(day.by_name[name].between)


def _sessions(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    by_session: dict[str, list[str]] = {}
    for fact in facts:
        meeting = day.by_name[fact.about[0]]
        by_session.setdefault(meeting.session, []).append(_pair(day, meeting.name))
    for session, pairs in by_session.items():
        slots = sorted(day.sessions[session])
        values = {"pairs": ", ".join(pairs), "session": session, "slots": _numbers(slots)}
        yield Sentence("Wished in the {session} (slots {slots}): {pairs}.", values)


def _fixed(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    for fact in facts:
        values = {"pair": _pair(day, fact.about[0]), "slot": fact.slot}
        yield Sentence("The meeting {pair} is fixed in slot {slot}.", values)


def _away(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    by_person: dict[str, list[int]] = {}
    for fact in facts:
        by_person.setdefault(fact.about[0], []).append(fact.slot)
    for who, slots in by_person.items():
        pattern = "{who} cannot come in slot {slots}."
        if len(slots) > 1:
            pattern = "{who} cannot come in slots {slots}."
        yield Sentence(pattern, {"who": who, "slots": _numbers(slots)})


def _orders(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    for fact in facts:
        earlier, later = (_pair(day, name) for name in fact.about)
        pattern = "The meeting {earlier} comes before {later}."
        yield Sentence(pattern, {"earlier": earlier, "later": later})


def _lunches(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    assert day.lunch is not None
    values = {
        "people": ", ".join(fact.about[0] for fact in facts),
        "slots": _numbers(range(day.lunch[0], day.lunch[1] + 1)),
    }
    yield Sentence("One of the slots {slots} is kept free for lunch by {people}.", values)


def _tables(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    if len(set(day.tables)) == 1:
        yield Sentence("Each slot has {tables} tables.", {"tables": day.tables[0]})
    else:
        tables = ", ".join(map(str, day.tables))
        yield Sentence("The slots have {tables} tables, in this order.", {"tables": tables})


def _fairness(day: MeetingDay, facts: list[Fact]) -> Iterator[Sentence]:
    pattern = "Nobody may have more than {count} breaks more than anybody else."
    yield Sentence(pattern, {"count": day.fairness})


def _numbers(slots: Iterable[int]) -> str:
    """Slots with neighbours drawn together: 1–4, 7."""
    runs: list[list[int]] = []
    for slot in sorted(slots):
        if runs and runs[-1][-1] == slot - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


_TELL: Mapping[Kind, Callable[[MeetingDay, list[Fact]], Iterator[Sentence]]] = {
    Kind.FAIRNESS: _fairness,
    Kind.TABLES: _tables,
    Kind.LUNCH: _lunches,
    Kind.ORDER: _orders,
    Kind.AWAY: _away,
    Kind.FIXED: _fixed,
    Kind.SESSION: _sessions,
    Kind.REQUEST: _requests,
}
