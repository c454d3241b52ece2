"""The budget: estimate against actual line by line, each currency by itself, summed by formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from sciattache.domain import vocabularies as v
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.standards import codes
from sciattache.interchange.tables.formula import Formula, column, own
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.reader import Reader
from sciattache.papers.values import named
from sciattache.papers.workbooks.sheets import sheet, told, trimmed
from sciattache.services.conflicts.limits import THEIRS
from sciattache.services.dossier import Dossier

_TOTALS, _PAYERS = "BudgetTotals", "BudgetByPayer"
_ZERO = Decimal()
_USUAL = "EUR"
_UNLAWFUL = re.compile(r"[^A-Za-z0-9]")


def budget(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Totals, then by category and by payer, then the lines of each currency."""
    own_first = [dossier.engagement.currency] if dossier.engagement.budget is not None else []
    found = [*own_first, *sorted({_currency(one) for one in dossier.expenses})]
    currencies = list(dict.fromkeys(filter(None, found)))
    book = _Book(dossier, reader, currencies or [dossier.engagement.currency or _USUAL])
    return [book.totals(), book.by_category(), book.by_payer(), *map(book.lines, book.currencies)]


class _Book:
    """The sheets of a budget, which read each other's columns by the labels kept here."""

    def __init__(self, dossier: Dossier, reader: Reader, currencies: Sequence[str]) -> None:
        self.dossier, self.reader, self.currencies = dossier, reader, currencies
        say = reader.say
        self.currency, self.kind, self.payer, self.estimate, self.actual = (
            reader.field(Expense.field(name))
            for name in ("currency", "kind", "payer", "estimate", "actual")
        )
        self.expected, self.variance = say("column.expected"), say("column.variance")
        self.counts = say("column.counts")
        self.digits = max(codes.currency_digits(one) for one in currencies)

    def lines(self, currency: str) -> Sheet:
        """The lines of one currency, with what a filter leaves summed under them."""
        reader, table, digits = self.reader, _lines(currency), codes.currency_digits(currency)
        columns = [
            told(reader, Expense, "label"),
            told(reader, Expense, "kind"),
            told(reader, Expense, "payer"),
            Column("currency", self.currency, "code", 10),
            *self._money(digits, total=True),
            told(reader, Expense, "paid_on"),
            Column("person", reader.field(Expense.field("person")), "text", 26),
            Column("supplier", reader.field(Expense.field("supplier")), "text", 26),
            Column("voucher", reader.field(Expense.field("voucher")), "code", 16),
            told(reader, Expense, "notes"),
        ]
        rows = [self._line(table, one) for one in self._of(currency)]
        keep = ("currency", "kind", "payer", "estimate", "actual")
        kept, rows_ = trimmed(columns, rows, keep=keep)
        title = reader.say("heading.budget_of", currency=currency)
        return sheet(
            self.dossier, reader, table, title, kept, rows_, total_label=reader.say("total")
        )

    def totals(self) -> Sheet:
        """A row for each currency; what we pay ourselves against the ceiling, if there is one."""
        reader, visit = self.reader, self.dossier.engagement
        ceiling, left, ours = (
            reader.field(Engagement.field("budget")), reader.say("column.left"),
            reader.say("column.ours"),
        )  # fmt: skip
        columns = [
            Column("currency", self.currency, "code", 12),
            *self._money(self.digits),
            Column("ours", ours, "money", 16, self.digits),
            Column("ceiling", ceiling, "money", 16, self.digits),
            Column("left", left, "money", 16, self.digits, warns=True),
        ]
        counted = (
            f"SUMIFS({column(_PAYERS, self.expected)},"
            f"{column(_PAYERS, self.currency)},{own(_TOTALS, self.currency)},"
            f"{column(_PAYERS, self.counts)},{_quoted(reader.say('yes'))})"
        )
        rows: list[list[Value]] = []
        for currency in self.currencies:
            listed = self._of(currency)
            sums = [
                Formula(f"SUM({column(_lines(currency), label)})", value)
                for label, value in zip(self._labels(), _sums(listed), strict=True)
            ]
            mine = sum((_expected(one) for one in listed if one.payer not in THEIRS), _ZERO)
            most = visit.budget if visit.currency == currency else None
            limit = _in_major(most, currency)
            unspent = f"{own(_TOTALS, ceiling)}-{own(_TOTALS, ours)}"
            rest = None if limit is None else Formula(unspent, limit - mine)
            rows.append([currency, *sums, Formula(counted, mine), limit, rest])
        kept, rows_ = trimmed(columns, rows)
        return sheet(self.dossier, reader, _TOTALS, reader.say("paper.budget"), kept, rows_)

    def by_category(self) -> Sheet:
        """A row for each currency and category, those without a line too."""
        columns = [
            Column("currency", self.currency, "code", 12),
            told(self.reader, Expense, "kind"),
            *self._money(self.digits),
        ]
        rows = [
            [currency, word, *self._grouped(currency, "kind", code, self.kind, "BudgetByCategory")]
            for currency in self.currencies
            for code, word in self._codes("kind", v.EXPENSE_KINDS)
        ]
        title = self.reader.say("heading.by_category")
        return sheet(self.dossier, self.reader, "BudgetByCategory", title, columns, rows)

    def by_payer(self) -> Sheet:
        """A row for each currency and payer, and whether it counts against our ceiling."""
        say = self.reader.say
        columns = [
            Column("currency", self.currency, "code", 12),
            told(self.reader, Expense, "payer"),
            *self._money(self.digits),
            Column("counts", self.counts, "text", 20),
        ]
        rows = [
            [
                currency, word, *self._grouped(currency, "payer", code, self.payer, _PAYERS),
                say("no") if code in THEIRS else say("yes"),
            ]
            for currency in self.currencies
            for code, word in self._codes("payer", v.PAYERS)
        ]  # fmt: skip
        title = say("heading.by_payer")
        return sheet(self.dossier, self.reader, _PAYERS, title, columns, rows)

    def _line(self, table: str, one: Expense) -> list[Value]:
        """A line: what it will cost is what it did cost, or else what it is estimated to."""
        reader = self.reader
        estimate, actual = own(table, self.estimate), own(table, self.actual)
        expected = f"IF(ISBLANK({actual}),N({estimate}),{actual})"
        variance = f"{own(table, self.expected)}-N({estimate})"
        return [
            one.label, self._word("kind", one.kind), self._word("payer", one.payer), _currency(one),
            _major(one, "estimate"), _major(one, "actual"),
            Formula(expected, _expected(one)),
            Formula(variance, _expected(one) - (_major(one, "estimate") or _ZERO)),
            one.paid_on,
            named(self.dossier, reader, one.person) if one.person else None,
            named(self.dossier, reader, one.supplier) if one.supplier else None,
            one.voucher, one.notes,
        ]  # fmt: skip

    def _grouped(
        self, currency: str, name: str, code: str | None, label: str, table: str
    ) -> list[Value]:
        """The four sums over the lines of a currency with this category or payer."""
        lines = _lines(currency)
        listed = [one for one in self._of(currency) if (getattr(one, name) or None) == code]
        where = f"{column(lines, label)},{own(table, label)}"
        return [
            Formula(f"SUMIFS({column(lines, of)},{where})", value)
            for of, value in zip(self._labels(), _sums(listed), strict=True)
        ]

    def _codes(self, name: str, listed: v.Vocabulary) -> list[tuple[str | None, str]]:
        """The codes of a list with their words, and what stands for none where a line has none."""
        used = {getattr(one, name) or None for one in self.dossier.expenses}
        found: list[str | None] = [*listed.terms, *sorted(used - {None, *listed.terms}, key=str)]
        found += [None] if None in used else []
        return [(code, self._word(name, code)) for code in found]

    def _word(self, name: str, code: str | None) -> str:
        if not code:
            return self.reader.say("unsettled")
        return self.reader.word(Expense.field(name).words.name, code)

    def _money(self, digits: int, *, total: bool = False) -> list[Column]:
        names = ("estimate", "actual", "expected", "variance")
        return [
            Column(name, label, "money", 16, digits, total=total)
            for name, label in zip(names, self._labels(), strict=True)
        ]

    def _labels(self) -> tuple[str, str, str, str]:
        return self.estimate, self.actual, self.expected, self.variance

    def _of(self, currency: str) -> list[Expense]:
        order = [*v.EXPENSE_KINDS.terms]
        found = [one for one in self.dossier.expenses if _currency(one) == currency]
        return sorted(found, key=lambda e: order.index(e.kind) if e.kind in order else len(order))


def _lines(currency: str) -> str:
    """The name of the table with the lines of a currency."""
    return f"Budget_{_UNLAWFUL.sub('_', currency)}"


def _sums(listed: Sequence[Expense]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    estimate = sum((_major(one, "estimate") or _ZERO for one in listed), _ZERO)
    actual = sum((_major(one, "actual") or _ZERO for one in listed), _ZERO)
    expected = sum((_expected(one) for one in listed), _ZERO)
    return estimate, actual, expected, expected - estimate


def _expected(one: Expense) -> Decimal:
    actual = _major(one, "actual")
    return actual if actual is not None else _major(one, "estimate") or _ZERO


def _major(one: Expense, name: str) -> Decimal | None:
    """An amount in major units; money is kept in minor ones."""
    return _in_major(getattr(one, name), _currency(one))


def _in_major(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-codes.currency_digits(currency))


def _currency(one: Expense) -> str:
    return one.currency or _USUAL


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
