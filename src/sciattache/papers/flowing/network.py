"""The pages on the network: what came from whom, who is known where, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sciattache.domain import vocabularies as v
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.target import Target
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.standards import codes
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Column,
    Facts,
    Figures,
    Grid,
    Group,
    Heading,
    Sum,
    Text,
    filled,
)
from sciattache.papers.network_words import said_filters, said_outcome
from sciattache.papers.reader import Reader
from sciattache.services import network as counting
from sciattache.services.network import Network, Share

_MOST = 30
"""Rows of a table of countries, sectors or fields; the workbook has all."""


def network_report(network: Network, reader: Reader) -> tuple[Block, ...]:
    """The whole in a few figures, then a part for each thing that is told."""
    say = reader.say
    meetings = sum(one.noted + one.programme for one in network.met)
    whole = (
        ("offices", len(network.offices)), ("engagements", len(network.held)),
        ("meetings", meetings), ("people", len(network.of("person"))),
        ("organisations", len(network.of("organisation"))), ("outcomes", len(network.came)),
    )  # fmt: skip
    return (
        Figures(tuple((_count(n, reader), say(f"column.{name}")) for name, n in whole)),
        *_offices(network, reader), *_activity(network, reader), *_engagements(network, reader),
        *_shares("countries", counting.by_country(network), reader),
        *_shares("sectors", counting.by_sector(network), reader),
        *_shares("fields", counting.by_field(network, most=_MOST), reader),
        *_meetings(network, reader), *_outcomes(network, reader), *_money(network, reader),
        *_indicators(network, reader),
        Heading(say("heading.network.filters")), Facts(tuple(said_filters(network, reader))),
    )  # fmt: skip


def _offices(network: Network, reader: Reader) -> Iterable[Block]:
    say = reader.say
    yield Heading(say("heading.network.offices"))
    rows = [
        (
            one.name,
            words.plain_date(one.heard_at.date(), reader.language) if one.heard_at else "",
            _count(one.step, reader),
            reader.listed(f"{a}–{b}" if a < b else str(a) for a, b in one.holes),
            _some(one.clashes, reader),
            _some(one.parked, reader),
            one.schema,
        )
        for one in network.offices
    ]
    yield filled(
        (
            Column(say("column.office"), 2.0, style="strong"),
            Column(say("column.last_word"), 1.7),
            Column(say("column.until_step"), 1.1, "end", "figures"),
            Column(say("column.lacks"), 1.0, style="quiet"),
            Column(say("column.clashes"), 0.9, "end", "figures"),
            Column(say("column.parked"), 1.1, "end", "figures"),
            Column(say("column.schema"), 0.8, "end", "figures"),
        ),
        rows,
    )


def _activity(network: Network, reader: Reader) -> Iterable[Block]:
    """What came of each office, and all together."""
    say = reader.say
    names = ("people", "organisations", "engagements", "meetings", "outcomes")
    yield Heading(say("heading.network.activity"), 2)
    counted = [
        (
            sum(k.office == one.name for k in network.of("person")),
            sum(k.office == one.name for k in network.of("organisation")),
            sum(h.office == one.name for h in network.held),
            sum(m.noted + m.programme for m in network.met if m.office == one.name),
            sum(c.office == one.name for c in network.came),
        )
        for one in network.offices
    ]
    rows: list[tuple[str, ...] | Group | Sum] = [
        (one.name, *(_count(n, reader) for n in counts))
        for one, counts in zip(network.offices, counted, strict=True)
    ]
    rows.append(
        Sum((say("total"), *(_count(sum(column), reader) for column in zip(*counted, strict=True))))
    )
    yield Grid(
        (
            Column(say("column.office"), 2.2, style="strong"),
            *(Column(say(f"column.{name}"), 1.2, "end", "figures") for name in names),
        ),
        tuple(rows),
    )


def _engagements(network: Network, reader: Reader) -> Iterable[Block]:
    """The engagements of each office in the order of their days."""
    yield Heading(reader.say("heading.network.engagements"))
    if not network.held:
        yield Text((reader.say("network.nothing"),))
        return
    rows: list[tuple[str, ...] | Group | Sum] = []
    for office in network.offices:
        mine = [one for one in network.held if one.office == office.name]
        if mine:
            rows.append(Group(office.name))
        for held in mine:
            one = held.engagement
            first, last = one.starts_on, one.ends_on or one.starts_on
            where = (reader.city(one.city) if one.city else "", reader.choice(one, "country"))
            rows.append((
                words.date_range(first, last, reader.language) if first and last else "",
                "\n".join(filter(None, (one.title, reader.choice(one, "kind")))),
                reader.listed(filter(None, where)),
                reader.choice(one, "state"),
                _count(held.participants, reader), _count(held.meetings, reader),
            ))  # fmt: skip
    yield Grid(
        (
            Column(reader.say("column.when"), 1.8),
            Column(reader.field(Engagement.field("title")), 2.8, style="titled"),
            Column(reader.say("column.place"), 1.6, style="quiet"),
            Column(reader.field(Engagement.field("state")), 1.1, style="quiet"),
            Column(reader.say("column.participants"), 1.3, "end", "figures"),
            Column(reader.say("column.meetings"), 1.1, "end", "figures"),
        ),
        tuple(rows),
    )


def _shares(what: str, shares: Sequence[Share], reader: Reader) -> Iterable[Block]:
    if not shares:
        return
    say = reader.say
    names = ("people", "organisations", *(() if what == "fields" else ("engagements",)))
    yield Heading(say(f"heading.network.{what}"))
    rows: list[tuple[str, ...] | Group | Sum] = [
        (_word(what, one.code, reader), *(_some(getattr(one, n), reader) for n in names))
        for one in shares[:_MOST]
    ]
    if what == "countries":
        sums = (sum(getattr(one, name) for one in shares) for name in names)
        rows.append(Sum((say("total"), *(_count(n, reader) for n in sums))))
    yield Grid(
        (
            Column(say(f"column.of_{what}"), 3.0),
            *(Column(say(f"column.{name}"), 1.2, "end", "figures") for name in names),
        ),
        tuple(rows),
    )
    if len(shares) > _MOST:
        yield Text((say("and_more", count=len(shares) - _MOST),))


def _meetings(network: Network, reader: Reader) -> Iterable[Block]:
    """Meetings by month, all offices together."""
    if not network.met:
        return
    say = reader.say
    yield Heading(say("heading.network.meetings"))
    rows: list[tuple[str, ...] | Group | Sum] = []
    for month in counting.months(network):
        mine = [one for one in network.met if one.month == month]
        rows.append((
            words.month(month, reader.language), _some(sum(one.noted for one in mine), reader),
            _some(sum(one.programme for one in mine), reader),
        ))  # fmt: skip
    noted, programme = (sum(getattr(one, n) for one in network.met) for n in ("noted", "programme"))
    rows.append(Sum((say("total"), _count(noted, reader), _count(programme, reader))))
    yield Grid(
        (
            Column(say("column.month"), 3.0),
            Column(say("column.noted"), 1.4, "end", "figures"),
            Column(say("column.in_programmes"), 1.4, "end", "figures"),
        ),
        tuple(rows),
    )


def _outcomes(network: Network, reader: Reader) -> Iterable[Block]:
    say = reader.say
    yield Heading(say("heading.network.outcomes"))
    if not network.came:
        yield Text((say("network.nothing"),))
        return
    rows: list[tuple[str, ...] | Group | Sum] = []
    for kind in (*v.OUTCOME_KINDS.terms, ""):
        mine = [one for one in network.came if (one.story.kind or "") == kind]
        if mine:
            rows.append(Group(f"{said_outcome(reader, kind)} · {_count(len(mine), reader)}"))
        for one in mine:
            day = one.story.happened_on
            rows.append((
                words.plain_date(day, reader.language) if day else "",
                "\n".join(filter(None, (one.story.title, one.partner))),
                one.story.result or "", one.office,
            ))  # fmt: skip
    yield Grid(
        (
            Column(say("column.date"), 1.5),
            Column(reader.field(Story.field("title")), 2.6, style="titled"),
            Column(reader.field(Story.field("result")), 3.0),
            Column(say("column.office"), 1.4, style="quiet"),
        ),
        tuple(rows),
    )


def _money(network: Network, reader: Reader) -> Iterable[Block]:
    """What was invested and returned, each currency by itself."""
    found = sorted(counting.sums(network.came), key=lambda one: (one.currency, one.kind))
    if not found:
        return
    say = reader.say
    yield Heading(say("heading.network.money"), 2)
    rows: list[tuple[str, ...] | Group | Sum] = []
    for currency in dict.fromkeys(one.currency for one in found):
        mine = [one for one in found if one.currency == currency]
        rows += [
            (
                currency or say("network.none"), said_outcome(reader, one.kind),
                _count(one.count, reader), _amount(one.invested, currency, reader),
                _amount(one.returned, currency, reader),
            )
            for one in mine
        ]  # fmt: skip
        if len(mine) == 1:
            continue
        rows.append(Sum((
            currency or say("network.none"), say("total"),
            _count(sum(one.count for one in mine), reader),
            _amount(sum(one.invested for one in mine), currency, reader),
            _amount(sum(one.returned for one in mine), currency, reader),
        )))  # fmt: skip
    yield Grid(
        (
            Column(reader.field(Story.field("currency")), 1.0, style="strong"),
            Column(reader.field(Story.field("kind")), 2.4),
            Column(say("column.outcomes"), 1.0, "end", "figures"),
            Column(reader.field(Story.field("invested")), 1.6, "end", "figures"),
            Column(reader.field(Story.field("returned")), 1.6, "end", "figures"),
        ),
        tuple(rows),
    )


def _indicators(network: Network, reader: Reader) -> Iterable[Block]:
    if not network.reached:
        return
    yield Heading(reader.say("heading.network.indicators"))
    rows = []
    for one in network.reached:
        first, last = one.target.starts_on, one.target.ends_on or one.target.starts_on
        rows.append((
            one.indicator.name, one.office,
            words.date_range(first, last, reader.language) if first and last else "",
            *(_figure(getattr(one.target, name), reader)
              for name in ("baseline", "value", "reached")),
        ))  # fmt: skip
    yield filled(
        (
            Column(reader.field(Target.field("indicator")), 2.6, style="strong"),
            Column(reader.say("column.office"), 1.5, style="quiet"),
            Column(reader.say("column.when"), 1.8),
            *(Column(reader.field(Target.field(name)), 1.0, "end", "figures")
              for name in ("baseline", "value", "reached")),
        ),
        rows,
    )  # fmt: skip


def _word(what: str, code: str, reader: Reader) -> str:
    if not code:
        return reader.say("network.none")
    vocabulary = {"countries": "country", "sectors": "sector"}.get(what)
    return reader.word(vocabulary, code) if vocabulary else code


def _count(number: int, reader: Reader) -> str:
    return reader.number(number)


def _some(number: int, reader: Reader) -> str:
    """A number; a dash for none, which is read over."""
    return _count(number, reader) if number else "–"


def _figure(number: float | None, reader: Reader) -> str:
    return "" if number is None else reader.number(number)


def _amount(minor: int, currency: str, reader: Reader) -> str:
    digits = codes.currency_digits(currency) if currency else 2
    return reader.number(minor / 10**digits, digits)
