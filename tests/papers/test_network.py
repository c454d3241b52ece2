"""Headquarters' report on the network: counted by office, period, marking and currency."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.handling import Handling
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.papers import network_report, words
from sciattache.services import network as counting
from sciattache.services.network import Filters
from sciattache.store import migrate
from tests.papers.test_recalculated import agreeing, recalculated
from tests.sync.conftest import World
from tests.sync.test_exchange import settle

ON = date(2026, 6, 30)
YEAR = Filters(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    """Headquarters of Lisbon and Tokyo, whose work it has."""
    from sciattache.store.office import create

    folder = tmp_path_factory.mktemp("network")
    create(folder / "blank.sciattache").close()
    world = World(folder, folder / "blank.sciattache")
    with world.offices[0].remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("UPDATE peer SET office = 'Tokyo' WHERE site = 2")
    with world.offices[0].step("Markings") as session:
        session.add_all([Handling(name="Restricted", level=2, text="RESTRICTED"),
                         Handling(name="Secret", level=5, text="SECRET")])  # fmt: skip
    settle(world)
    for site, country in ((1, "PT"), (2, "JP")):
        _work(world.offices[site], country)
    settle(world)
    for site in (1, 2):
        world.offices[site].close()
    yield world.offices[0]
    world.offices[0].close()


def _work(office, country: str) -> None:
    with office.step("Work") as session:
        restricted = session.query(Handling).filter_by(level=2).one().id
        ana = Person(given_name="Ana", family_name=country, country=country, sectors=("ai",),
                     topics="Optics; quantum sensing")  # fmt: skip
        old = Engagement(title="Old", kind="seminar", starts_on=date(2024, 5, 1), country="FR")
        visit = Engagement(
            title=f"Visit {country}", kind="seminar", starts_on=date(2025, 12, 30),
            ends_on=date(2026, 1, 2), country=country, sectors=("ai", "energy"),
        )  # fmt: skip
        session.add_all([
            ana, old, visit, Person(given_name="Bo", family_name="Li", topics="optics"),
            Organisation(name="Institute", country=country),
        ])  # fmt: skip
        session.flush()
        session.add_all([
            Participation(engagement=visit.id, person=ana.id),
            AgendaItem(engagement=visit.id, title="Meeting", kind="meeting", status="confirmed",
                       starts_at=datetime(2026, 1, 1, 9, tzinfo=UTC)),
            AgendaItem(engagement=visit.id, title="Off", kind="meeting", status="cancelled"),
            Interaction(subject="Talk", person=ana.id, channel="meeting",
                        at=datetime(2026, 1, 31, 16, tzinfo=UTC), zone="Asia/Tokyo"),
            Interaction(subject="Mail", channel="email", at=datetime(2026, 3, 1, tzinfo=UTC)),
            Story(title="Pilot", kind="pilot", happened_on=date(2026, 2, 1), person=ana.id,
                  invested=1000_00, returned=5000_00, currency="EUR"),
            Story(title="Fund", kind="investment", happened_on=date(2026, 2, 2),
                  returned=7_000_000, currency="JPY"),
            Story(title="Paper", kind="publication", happened_on=date(2026, 3, 3),
                  handling=restricted),
            Story(title="Before", happened_on=date(2020, 1, 1), returned=1, currency="EUR"),
        ])  # fmt: skip


def told(hq, filters=YEAR, language: str = "en"):
    with hq.session() as session:
        return network_report.read(session, filters, on=ON, language=language)


def made(hq, ending: str, filters=YEAR, language: str = "en") -> bytes:
    with hq.session() as session:
        found = network_report.read(session, filters, on=ON, language=language)
        return network_report.report(session, found, ending, language=language)


def book(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def table(book, title: str) -> list[list]:
    """The rows of a sheet, its head first."""
    rows = [list(row) for row in book[title].iter_rows(values_only=True)]
    first = next(n for n, row in enumerate(rows) if not any(row)) + 1
    return rows[first:]


def test_each_office_is_told_with_what_came_of_it(hq) -> None:
    network = told(hq)
    assert [one.name for one in network.offices] == ["Lisbon", "Tokyo", "Headquarters"]
    assert all(one.heard_at and one.schema == migrate.HEAD for one in network.offices[:2])
    rows = {row[0]: row[7:] for row in table(book(made(hq, ".xlsx")), "Offices")}
    assert rows["Lisbon"] == rows["Tokyo"] == [2, 1, 1, 2, 3]
    assert rows["Headquarters"] == [0, 0, 0, 0, 0]


def test_only_what_is_of_the_period_is_counted(hq) -> None:
    network = told(hq)
    assert {one.engagement.title for one in network.held} == {"Visit PT", "Visit JP"}
    assert {one.story.title for one in network.came} == {"Pilot", "Fund", "Paper"}
    assert {one.engagement.title for one in told(hq, Filters()).held} >= {"Old"}
    assert told(hq, Filters(first=date(2026, 1, 3))).held == ()


def test_a_meeting_counts_in_the_month_of_its_own_clock(hq) -> None:
    found = {(one.month, one.noted, one.programme) for one in told(hq).met}
    assert found == {(date(2026, 1, 1), 0, 1), (date(2026, 2, 1), 1, 0)}


def test_people_are_counted_by_country_sector_and_field(hq) -> None:
    network = told(hq)
    countries = {one.code: (one.people, one.organisations, one.engagements)
                 for one in counting.by_country(network)}  # fmt: skip
    assert countries == {"PT": (1, 1, 1), "JP": (1, 1, 1), "": (2, 0, 0)}
    sectors = {one.code: (one.people, one.engagements) for one in counting.by_sector(network)}
    assert sectors == {"ai": (2, 2), "energy": (0, 2)}
    assert {one.code: one.people for one in counting.by_field(network)} == {
        "Optics": 4, "quantum sensing": 2
    }  # fmt: skip


def test_currencies_are_kept_apart(hq) -> None:
    rows = table(book(made(hq, ".xlsx")), "Investment by currency")
    assert rows[1:] == [
        ["EUR", "Pilot project", 2, Decimal(2000), Decimal(10000)],
        ["JPY", "Private investment", 2, 0, Decimal(14_000_000)],
    ]


def test_who_may_not_read_a_marking_is_told_how_much_is_left_out(hq) -> None:
    network = told(hq, Filters(YEAR.first, YEAR.last, clearance=1))
    assert {one.story.title for one in network.came} == {"Pilot", "Fund"}
    assert (network.left_out, network.marking) == (2, "")
    assert (told(hq).left_out, told(hq).marking) == (0, "RESTRICTED")


def test_the_marking_is_the_highest_of_what_is_told_and_not_of_what_there_is(hq) -> None:
    pages = pypdfium2.PdfDocument(made(hq, ".pdf"))
    foot = pages[0].get_textpage().get_text_range()
    assert "RESTRICTED" in foot and "SECRET" not in foot
    assert "As of 30 June 2026" in foot


def test_sums_are_formulas_over_the_other_sheets(hq) -> None:
    plain = openpyxl.load_workbook(io.BytesIO(made(hq, ".xlsx")))
    (row,) = [row for row in plain["Offices"].iter_rows() if row[0].value == "Lisbon"]
    formulas = [cell.value for cell in row[9:12]]
    assert all(str(one).startswith("=") for one in formulas)
    assert "NetworkEngagements" in formulas[0]
    assert "NetworkMeetings" in formulas[1]
    assert plain["Offices"].tables["NetworkOffices"].totalsRowCount == 1


@pytest.mark.parametrize("language", words.languages())
def test_the_report_speaks_each_language(hq, language: str) -> None:
    found = book(made(hq, ".xlsx", language=language))
    title = words.say("heading.network.offices", language)
    assert found.sheetnames[0] == title
    assert (found[title].sheet_view.rightToLeft or False) == (language == "ar")
    text = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(made(hq, ".pdf", language=language))
    )
    assert "heading." not in text and "column." not in text
    if language not in ("en", "ar"):  # Arabic is written as shapes
        assert words.say("network.headquarters", language) in text.replace("\n", " ")


def test_a_spreadsheet_program_comes_to_the_same_sums(hq, tmp_path) -> None:
    content = made(hq, ".xlsx")
    assert agreeing(content, recalculated(tmp_path, {"network": content}) / "network.xlsx") > 20


def test_another_ending_is_refused(hq) -> None:
    with pytest.raises(KnownError, match="not written as .txt"):
        made(hq, ".txt")
