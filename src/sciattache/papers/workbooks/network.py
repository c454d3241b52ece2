"""The workbook on the network: offices, engagements, countries, meetings, outcomes, by formula."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sciattache.domain import vocabularies as v
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.indicator import Indicator
from sciattache.domain.office.target import Target
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.standards import codes
from sciattache.interchange.tables.formula import Formula, column, own
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.blocks import direction
from sciattache.papers.network_words import said_filters, said_outcome, told_above
from sciattache.papers.reader import Reader
from sciattache.papers.workbooks.sheets import trimmed
from sciattache.services import network as counting
from sciattache.services.network import Came, Network, Share

_OFFICES, _ENGAGEMENTS, _MEETINGS = "NetworkOffices", "NetworkEngagements", "NetworkMeetings"
_OUTCOMES, _KINDS, _MONEY = "NetworkOutcomes", "NetworkOutcomeKinds", "NetworkMoney"


def network_workbook(network: Network, reader: Reader) -> list[Sheet]:
    """A sheet for each thing that is told; sums are formulas over the sheets beneath them."""
    book = _Book(network, reader)
    return [
        book.offices(), book.engagements(),
        book.shares("countries", "NetworkCountries", counting.by_country(network)),
        book.shares("sectors", "NetworkSectors", counting.by_sector(network)),
        book.shares("fields", "NetworkFields", counting.by_field(network, most=1000)),
        book.meetings(), book.outcomes(), book.by_kind(), book.money(), book.indicators(),
        book.filters(),
    ]  # fmt: skip


class _Book:
    """The sheets, which read each other's columns by the labels kept here."""

    def __init__(self, network: Network, reader: Reader) -> None:
        self.network, self.reader = network, reader
        say = reader.say
        self.office, self.kind = say("column.office"), reader.field(Story.field("kind"))
        self.currency = reader.field(Story.field("currency"))
        self.invested = reader.field(Story.field("invested"))
        self.returned = reader.field(Story.field("returned"))
        self.noted, self.programme = say("column.noted"), say("column.in_programmes")
        used = {one.story.currency for one in network.came if one.story.currency}
        self.digits = max((codes.currency_digits(one) for one in used), default=2)

    def offices(self) -> Sheet:
        """How matters stand with each office, and what came of it, counted by formula."""
        say, net = self.reader.say, self.network
        columns = [
            Column("office", self.office, "text", 26),
            Column("heard", say("column.last_word"), "date", 14),
            Column("step", say("column.until_step"), "number", 12),
            Column("lacks", say("column.lacks"), "text", 16),
            Column("clashes", say("column.clashes"), "number", 12, total=True),
            Column("parked", say("column.parked"), "number", 14, total=True),
            Column("schema", say("column.schema"), "code", 10),
            *(Column(name, say(f"column.{name}"), "number", 14, total=True)
              for name in ("people", "organisations", "engagements", "meetings", "outcomes")),
        ]  # fmt: skip
        rows: list[list[Value]] = []
        for one in net.offices:
            mine = own(_OFFICES, self.office)
            sat = [m for m in net.met if m.office == one.name]
            noted, programme = sum(m.noted for m in sat), sum(m.programme for m in sat)
            meetings = " + ".join(
                f"SUMIFS({column(_MEETINGS, label)},{column(_MEETINGS, self.office)},{mine})"
                for label in (self.noted, self.programme)
            )
            rows.append([
                one.name, one.heard_at.date() if one.heard_at else None, one.step,
                ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in one.holes) or None,
                one.clashes, one.parked, one.schema or None,
                sum(k.office == one.name for k in net.of("person")),
                sum(k.office == one.name for k in net.of("organisation")),
                self._counted(_ENGAGEMENTS, mine, sum(h.office == one.name for h in net.held)),
                Formula(meetings, noted + programme),
                self._counted(_OUTCOMES, mine, sum(c.office == one.name for c in net.came)),
            ])  # fmt: skip
        return self._sheet("offices", _OFFICES, columns, rows, total=True)

    def engagements(self) -> Sheet:
        """Every engagement of the period."""
        say, reader = self.reader.say, self.reader
        columns = [
            Column("office", self.office, "text", 24),
            *(Column(name, reader.field(Engagement.field(name)),
                     "date" if name.endswith("_on") else "text", width)
              for name, width in (
                  ("title", 40), ("kind", 20), ("state", 16), ("starts_on", 13), ("ends_on", 13),
                  ("country", 18), ("city", 18), ("sectors", 28))),
            Column("participants", say("column.participants"), "number", 13, total=True),
            Column("meetings", say("column.meetings"), "number", 13, total=True),
        ]  # fmt: skip
        rows: list[list[Value]] = []
        for held in self.network.held:
            one = held.engagement
            rows.append([
                held.office, one.title, reader.choice(one, "kind"), reader.choice(one, "state"),
                one.starts_on, one.ends_on, reader.choice(one, "country") or None,
                reader.city(one.city) if one.city else None,
                reader.listed(reader.word("sector", code) for code in one.sectors or ()) or None,
                held.participants, held.meetings,
            ])  # fmt: skip
        kept, rows_ = trimmed(columns, rows, keep=("office", "title", "participants", "meetings"))
        return self._sheet("engagements", _ENGAGEMENTS, kept, rows_, total=True)

    def shares(self, what: str, table: str, shares: Sequence[Share]) -> Sheet:
        """People and organisations by country, sector or field; only countries can be added up."""
        say, sums = self.reader.say, what == "countries"
        names = ["people", "organisations", *(() if what == "fields" else ("engagements",))]
        columns = [
            Column("code", say(f"column.of_{what}"), "text", 34),
            *(Column(n, say(f"column.{n}"), "number", 15, total=sums) for n in names),
        ]
        rows: list[list[Value]] = [
            [self._word(what, one.code), *(getattr(one, name) for name in names)] for one in shares
        ]
        return self._sheet(what, table, columns, rows, total=sums)

    def meetings(self) -> Sheet:
        """Meetings by month and office."""
        say = self.reader.say
        columns = [
            Column("office", self.office, "text", 26),
            Column("month", say("column.month"), "date", 14),
            Column("noted", self.noted, "number", 16, total=True),
            Column("programme", self.programme, "number", 16, total=True),
        ]
        rows: list[list[Value]] = [
            [one.office, one.month, one.noted, one.programme] for one in self.network.met
        ]
        return self._sheet("meetings", _MEETINGS, columns, rows, total=True)

    def outcomes(self) -> Sheet:
        """Every outcome, with what was invested and returned in its own currency."""
        say, reader = self.reader.say, self.reader
        columns = [
            Column("office", self.office, "text", 22), Column("kind", self.kind, "text", 22),
            Column("title", reader.field(Story.field("title")), "text", 40),
            Column("date", say("column.date"), "date", 13),
            Column("engagement", say("column.engagement"), "text", 30),
            Column("partner", say("column.partner"), "text", 30),
            Column("result", reader.field(Story.field("result")), "text", 44),
            Column("jobs", reader.field(Story.field("jobs")), "number", 10, total=True),
            Column("currency", self.currency, "code", 10),
            Column("invested", self.invested, "money", 16, self.digits),
            Column("returned", self.returned, "money", 16, self.digits),
        ]  # fmt: skip
        rows = [self._outcome(one) for one in self.network.came]
        keep = ("office", "kind", "title", "currency", "invested", "returned")
        kept, rows_ = trimmed(columns, rows, keep=keep)
        return self._sheet("outcomes", _OUTCOMES, kept, rows_, total=True)

    def by_kind(self) -> Sheet:
        """How many outcomes there are of each kind, those without any too."""
        columns = [
            Column("kind", self.kind, "text", 30),
            Column("outcomes", self.reader.say("column.outcomes"), "number", 14, total=True),
        ]
        kinds = [*v.OUTCOME_KINDS.terms]
        if any(not one.story.kind for one in self.network.came):
            kinds.append("")
        mine = own(_KINDS, self.kind)
        rows: list[list[Value]] = [
            [
                said_outcome(self.reader, kind),
                Formula(
                    f"COUNTIFS({column(_OUTCOMES, self.kind)},{mine})",
                    sum((one.story.kind or "") == kind for one in self.network.came),
                ),
            ]
            for kind in kinds
        ]
        return self._sheet("by_kind", _KINDS, columns, rows, total=True)

    def money(self) -> Sheet:
        """What was invested and returned: a row for each kind and currency, never added up."""
        columns = [
            Column("currency", self.currency, "code", 12), Column("kind", self.kind, "text", 28),
            Column("outcomes", self.reader.say("column.outcomes"), "number", 14),
            Column("invested", self.invested, "money", 18, self.digits),
            Column("returned", self.returned, "money", 18, self.digits),
        ]  # fmt: skip
        rows: list[list[Value]] = []
        where = ",".join(
            f"{column(_OUTCOMES, label)},{own(_MONEY, label)}"
            for label in (self.currency, self.kind)
        )
        for one in sorted(counting.sums(self.network.came), key=lambda s: (s.currency, s.kind)):
            digits = codes.currency_digits(one.currency) if one.currency else 2
            both = [Decimal(minor).scaleb(-digits) for minor in (one.invested, one.returned)]
            rows.append([
                one.currency or self.reader.say("network.none"),
                said_outcome(self.reader, one.kind),
                Formula(f"COUNTIFS({where})", self._of(one.currency, one.kind)),
                *(Formula(f"SUMIFS({column(_OUTCOMES, label)},{where})", value)
                  for label, value in zip((self.invested, self.returned), both, strict=True)),
            ])  # fmt: skip
        return self._sheet("money", _MONEY, columns, rows)

    def indicators(self) -> Sheet:
        """Figures that were agreed on, and how far they came."""
        reader = self.reader
        columns = [
            Column("office", self.office, "text", 24),
            Column("indicator", reader.field(Target.field("indicator")), "text", 36),
            Column("unit", reader.field(Indicator.field("unit")), "text", 14),
            *(Column(name, reader.field(Target.field(name)), "date", 13)
              for name in ("starts_on", "ends_on")),
            *(Column(name, reader.field(Target.field(name)), "number", 13)
              for name in ("baseline", "value", "reached")),
        ]  # fmt: skip
        rows: list[list[Value]] = [
            [
                one.office, one.indicator.name, reader.choice(one.indicator, "unit") or None,
                one.target.starts_on, one.target.ends_on, one.target.baseline, one.target.value,
                one.target.reached,
            ]
            for one in self.network.reached
        ]  # fmt: skip
        return self._sheet("indicators", "NetworkIndicators", columns, rows)

    def filters(self) -> Sheet:
        """What the report tells of: its period, whose marking was left out, its version."""
        say = self.reader.say
        columns = [
            Column("what", say("column.what"), "text", 34),
            Column("value", say("column.filter"), "text", 60),
        ]
        rows: list[list[Value]] = [[*pair] for pair in said_filters(self.network, self.reader)]
        return self._sheet("filters", "NetworkFilters", columns, rows)

    def _outcome(self, one: Came) -> list[Value]:
        story = one.story
        digits = codes.currency_digits(story.currency) if story.currency else 2
        both = [
            None if minor is None else Decimal(minor).scaleb(-digits)
            for minor in (story.invested, story.returned)
        ]
        has_money = any(value is not None for value in both)
        return [
            one.office, said_outcome(self.reader, story.kind or ""), story.title,
            story.happened_on, one.engagement or None, one.partner or None, story.result,
            story.jobs, (story.currency or self.reader.say("network.none")) if has_money else None,
            *both,
        ]  # fmt: skip

    def _of(self, currency: str, kind: str) -> int:
        return sum(
            (one.story.currency or "", one.story.kind or "") == (currency, kind)
            and (one.story.invested is not None or one.story.returned is not None)
            for one in self.network.came
        )

    def _counted(self, table: str, mine: str, value: int) -> Formula:
        return Formula(f"COUNTIFS({column(table, self.office)},{mine})", value)

    def _word(self, what: str, code: str) -> str:
        if not code:
            return self.reader.say("network.none")
        vocabulary = {"countries": "country", "sectors": "sector"}.get(what)
        return self.reader.word(vocabulary, code) if vocabulary else code

    def _sheet(
        self,
        what: str,
        table: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value]],
        *,
        total: bool = False,
    ) -> Sheet:
        title = self.reader.say(f"heading.network.{what}")
        rtl = direction(self.reader.language) == "rtl"
        below = self.reader.say("total") if total else ""
        block = told_above(self.network, self.reader, title)
        return Sheet(title, tuple(columns), rows, rtl, table, block, below)
