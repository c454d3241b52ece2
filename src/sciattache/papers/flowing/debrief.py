"""The debrief: what was meant and what came of it, what is promised, what it cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sciattache.domain import identities
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Column,
    Facts,
    Grid,
    Group,
    Heading,
    Sum,
    Text,
    filled,
)
from sciattache.papers.flowing.briefs import day_of, labelled
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.services.profile import by_due, latest


def debrief(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """For headquarters and for the file: aims, meetings, contacts, promises and costs."""
    return (
        *_aims(dossier, reader),
        *_meetings(dossier, reader),
        *_contacts(dossier, reader),
        *_promises(dossier, reader),
        *_costs(dossier, reader),
    )


def _aims(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    """What was meant, and what came of it."""
    engagement = dossier.engagement
    told = [(reader.say(f"section.{name}"), reader.text(engagement, name))
            for name in ("purpose", "success")]  # fmt: skip
    yield Facts(tuple(told))
    for name in ("debrief", "lessons"):
        came_of_it = reader.text(engagement, name)
        if came_of_it:
            yield Heading(reader.say(f"section.{name}"))
            yield Text((came_of_it,))


def _meetings(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    if not dossier.requests:
        return
    yield Heading(reader.say("section.meetings"))
    yield Facts(tuple(_counted(dossier.requests, reader)))
    rows = [
        (
            _party(dossier, reader, one.asker, one.asker_organisation),
            _party(dossier, reader, one.asked, one.asked_organisation),
            reader.choice(one, "state"),
            str(one.rating or ""),
        )
        for one in dossier.requests
    ]
    columns = (
        Column(reader.say("column.asker"), 2),
        Column(reader.say("column.asked"), 2),
        Column(reader.say("column.state"), 1, style="quiet"),
        Column(reader.say("column.rating"), 0.8, "end", "figures"),
    )
    yield filled(columns, rows)


def _counted(requests: Sequence[MeetingRequest], reader: Reader) -> Iterable[tuple[str, str]]:
    """How many meetings took place, how many did not, and how they were liked."""
    held = [one for one in requests if one.state == "held"]
    due = [one for one in requests if one.state in ("held", "no_show", "scheduled")]
    if due:
        told = reader.say("of", part=len(held), whole=len(due))
        yield reader.word("request_state", "held"), told
    for state in ("no_show", "refused"):
        count = sum(one.state == state for one in requests)
        yield reader.word("request_state", state), str(count or "")
    rated = [one.rating for one in requests if one.rating]
    if rated:
        mean = reader.decimal(sum(rated) / len(rated))
        yield reader.say("column.rating"), reader.say("rated", mean=mean, count=len(rated))


def _party(dossier: Dossier, reader: Reader, person: str | None, body: str | None) -> str:
    named = dossier.people.get(person or "")
    organisation = dossier.organisations.get(body or "")
    return "\n".join(
        filter(None, (reader.name_in_line(named), organisation.name if organisation else ""))
    )


def _contacts(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    known, id = dossier.known, dossier.engagement.id
    rows = []
    for one in latest(one for one in known.interactions if one.engagement == id):
        person = known.people.get(one.person or "")
        told = (one.subject, reader.text(one, "summary"), labelled(reader, one, "feedback"))
        said = "\n".join(filter(None, told))
        rows.append((day_of(reader, one), said, reader.name_in_line(person)))
    if rows:
        yield Heading(reader.say("section.noted"))
        yield Grid(
            (
                Column(reader.say("column.when"), 1.8),
                Column(reader.say("column.subject"), 3.4, style="titled"),
                Column(reader.say("column.who"), 1.8, style="quiet"),
            ),
            tuple(rows),
        )


def _promises(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    known, id = dossier.known, dossier.engagement.id
    rows = []
    for task in by_due(known, (one for one in known.follow_ups if one.engagement == id)):
        due, ours = known.due(task), known.colleagues.get(task.colleague or "")
        on = words.plain_date(due, reader.language) if due else ""
        rows.append((on, task.task, ours.name if ours else "", reader.choice(task, "state")))
    if rows:
        yield Heading(reader.say("section.promises"))
        yield Grid(
            (
                Column(reader.say("column.due"), 1.8),
                Column(reader.say("column.promise"), 2.8, style="titled"),
                Column(reader.say("column.who"), 1.6, style="quiet"),
                Column(reader.say("column.state"), 0.8, style="quiet"),
            ),
            tuple(rows),
        )


def _costs(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    """Estimate and actual of each kind of cost, currency by currency: nothing is converted."""
    by_currency: dict[str, list[Expense]] = defaultdict(list)
    for one in dossier.expenses:
        by_currency[one.currency or "EUR"].append(one)
    if not by_currency:
        return
    yield Heading(reader.say("section.costs"))
    rows: list[tuple[str, ...] | Group | Sum] = []
    for currency, listed in sorted(by_currency.items()):
        if len(by_currency) > 1:
            rows.append(Group(currency))
        kinds = dict.fromkeys(one.kind or "other" for one in listed)
        for kind in kinds:
            of_kind = [one for one in listed if (one.kind or "other") == kind]
            rows.append(_sums(reader, reader.word("expense_kind", kind), of_kind, currency))
        rows.append(Sum(_sums(reader, reader.say("total"), listed, currency)))
    yield Grid(
        (
            Column(reader.say("column.cost"), 2.4),
            Column(reader.say("column.estimate"), 1.2, "end", "figures"),
            Column(reader.say("column.actual"), 1.2, "end", "figures"),
            Column(reader.say("column.difference"), 1.2, "end", "figures"),
        ),
        tuple(rows),
    )
    ceiling = dossier.engagement.budget
    if ceiling:
        currency = dossier.engagement.currency or "EUR"
        spent = sum(one.actual or 0 for one in by_currency.get(currency, ()))
        of = reader.say("of", part=_amount(reader, spent, currency),
                        whole=_amount(reader, ceiling, currency))  # fmt: skip
        yield Text((reader.pair(reader.field(dossier.engagement.field("budget")), of),))


def _sums(
    reader: Reader, label: str, expenses: Sequence[Expense], currency: str
) -> tuple[str, ...]:
    """What was thought and what was paid; the difference where nothing is still to be paid."""
    estimate = sum(one.estimate or 0 for one in expenses)
    paid = [one.actual for one in expenses if one.actual is not None]
    told = _amount(reader, sum(paid), currency) if paid else ""
    more = _amount(reader, sum(paid) - estimate, currency) if len(paid) == len(expenses) else ""
    return label, _amount(reader, estimate, currency), told, more


def _amount(reader: Reader, units: int, currency: str) -> str:
    """An amount in the paper's language; minus as typographers set it."""
    return identities.amount(units, currency, reader.language).replace("-", "−")
