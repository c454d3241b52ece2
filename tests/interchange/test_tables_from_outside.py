"""Tables as other people write them go where they belong, or are refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sciattache.errors import KnownError
from sciattache.interchange import importing
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store.office import Office, create


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def planned(office: Office, file: Path, wish: Wish | None = None) -> Plan:
    with office.session() as session:
        return importing.plan(session, importing.read(session, file, wish or Wish()))


def plan_of(office: Office, folder: Path, text: str, encoding: str = "utf-8") -> Plan:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return planned(office, path)


def fields(made: Plan, row: int = 0) -> dict[str, Any]:
    return made.rows[row].fields


@pytest.mark.parametrize(
    ("text", "is_a"),
    [
        ("Name,Country\nJean Dupont,France\nAna Li,China\n", "person"),
        ("Name,Country\nUniversity of Oslo,Norway\nCNRS Institut,France\n", "organisation"),
        ("Gift,Date,Donor\nVase,2026-03-04,ACME Ltd\n", "gift"),
        ("Destination,Dates,Purpose\nBerlin,3–6 March 2026,Bilateral\n", "engagement"),
        ("Meeting date,Meeting\n2026-03-04,Chips act\n", "interaction"),
        ("Venue,Address,Capacity\nGrand Hall,1 Main Street,300\n", "place"),
        ("Action,Due date,Owner\nSend the slides,2026-03-04,Marie\n", "follow_up"),
        ("Event,Participant,Job title\nCOP 31,Jean Dupont,Director\n", "participation"),
        ("id,first,last,phone\n7,Jake,Ray,617-332-3333\n", "person"),
    ],
)
def test_headings_and_values_tell_what_rows_are(
    office: Office, tmp_path: Path, text: str, is_a: str
) -> None:
    assert plan_of(office, tmp_path, text).of.type_name() == is_a


def test_the_notes_say_why_rows_are_taken_for_what_they_are(office: Office, tmp_path: Path) -> None:
    made = plan_of(office, tmp_path, "Gift,Date,Donor,Shelf\nVase,2026-03-04,ACME Ltd,B\n")
    assert made.notes == (
        "Taken as gifts because of the columns Gift, Date, Donor.",
        "Columns not taken: Shelf.",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("DATE,Qty,Price,Product description\n2026-03-04,2,$74,Boots\n", ["engagements"]),
        ("Sepal,Petal\n1.2,3.4\n", []),
        ("Title,Code\nERC grant,ERC-1\nMSCA,MSCA-2\n", ["engagements"]),
        ("Name,Size\nLondon,3\nParis,4\n", ["organisations"]),
    ],
)
def test_a_table_of_something_else_is_refused_with_the_likeliest_types(
    office: Office, tmp_path: Path, text: str, named: list[str]
) -> None:
    with pytest.raises(KnownError, match="not clear what its rows are") as refusal:
        plan_of(office, tmp_path, text)
    assert all(name in refusal.value.sentence for name in named)
    assert "--as TYPE" in (refusal.value.remedy or "")


def test_what_belongs_to_an_engagement_says_that_it_needs_one(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(KnownError) as refusal:
        plan_of(office, tmp_path, "Flight,From,To\nAF1234,CDG,LHR\n")
    assert "legs" in refusal.value.sentence
    assert "--into ENGAGEMENT" in (refusal.value.remedy or "")


def test_a_heading_whose_values_say_otherwise_is_left_alone(office: Office, tmp_path: Path) -> None:
    made = plan_of(office, tmp_path, "Title,State,City,Date\nTalk,Iowa,Ames,2026-03-04\n")
    assert fields(made) == {"title": "Talk", "city": "Ames", "starts_on": "2026-03-04"}
    assert "Columns not taken: State." in made.notes


@pytest.mark.parametrize(
    ("encoding", "text", "wanted"),
    [
        ("utf-16", "Vorname;Nachname;Land\nJürgen;Müller;Deutschland\n", ("Jürgen", "Müller", "DE")),
        ("cp1252", "Nom;Prénom;Pays\nLefèvre;Hélène;Côte d’Ivoire\n", ("Hélène", "Lefèvre", "CI")),
        ("koi8-r", "ФИО;Страна\nИванов Иван Иванович;Россия\nПетрова Анна Сергеевна;Россия\n",
         ("Иван", "Иванов", "RU")),
        ("gb18030", "姓名,国家\n王小明,中国\n李雷,中国\n", ("小明", "王", "CN")),
        ("shift_jis", "氏名,国\n山田太郎,日本\n田中花子,日本\n", ("太郎", "山田", "JP")),
        ("cp1256", "الاسم الكامل,الدولة\nأحمد علي,مصر\nمحمد صالح,مصر\n", ("أحمد", "علي", "EG")),
        ("utf-8", "Nome completo,País\nJoão Silva,Brasil\n", ("João", "Silva", "BR")),
        ("utf-8", "Nombre,Apellidos,País\nMaría José,García,España\n", ("María José", "García", "ES")),
    ],
)  # fmt: skip
def test_headings_in_other_languages_and_encodings_are_understood(
    office: Office, tmp_path: Path, encoding: str, text: str, wanted: tuple[str, ...]
) -> None:
    said = fields(plan_of(office, tmp_path, text, encoding))
    assert (said["given_name"], said["family_name"], said["country"]) == wanted


@pytest.mark.parametrize("heading", ["Nom", "Nombre", "Name"])
def test_a_column_of_whole_names_is_split_whatever_part_its_heading_names(
    office: Office, tmp_path: Path, heading: str
) -> None:
    said = fields(plan_of(office, tmp_path, f"{heading},E-mail\nDUPONT Jean,j@d.fr\n"))
    assert (said["given_name"], said["family_name"]) == ("Jean", "Dupont")


def test_an_office_after_a_name_is_kept_and_is_no_given_name(
    office: Office, tmp_path: Path
) -> None:
    text = 'Name,Country\n"Mark Hoban, Minister for Employment",UK\n"LI, Ana",China\n'
    made = plan_of(office, tmp_path, text)
    assert fields(made) == {
        "country": "GB", "given_name": "Mark", "family_name": "Hoban",
        "notes": "Minister for Employment",
    }  # fmt: skip
    assert fields(made, 1)["family_name"] == "Li"


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("03/04/2026", "25/04/2026"), ("2026-04-03", "2026-04-25")),
        (("03/04/2026", "04/25/2026"), ("2026-03-04", "2026-04-25")),
        (("46085", "46090"), ("2026-03-04", "2026-03-09")),
        (("4 mars 2026", "2026-03-09"), (None, "2026-03-09")),
    ],
)
def test_a_column_of_dates_is_read_as_a_whole(
    office: Office, tmp_path: Path, days: tuple[str, str], read: tuple[str | None, str]
) -> None:
    text = f"Title,Start date,City\nA visit,{days[0]},Paris\nB visit,{days[1]},Lyon\n"
    made = plan_of(office, tmp_path, text)
    assert tuple(fields(made, row).get("starts_on") for row in (0, 1)) == read


def test_amounts_are_read_by_their_column_with_the_currency_of_cell_or_heading(
    office: Office, tmp_path: Path
) -> None:
    text = "Titel;Beginn;Budget (CHF)\nReise A;03.04.2026;1.234\nReise B;05.04.2026;12,5\n"
    made = plan_of(office, tmp_path, text)
    assert [fields(made, row)["budget"] for row in (0, 1)] == [123400, 1250]
    assert fields(made)["currency"] == "CHF"
    text = (
        "Gift,Date,Donor,Value\nVase,2026-03-04,ACME Ltd,£50\nBook,2026-03-04,ACME Ltd,US$ 1.2k\n"
    )
    made = plan_of(office, tmp_path, text)
    said = [(fields(made, row)["value"], fields(made, row)["currency"]) for row in (0, 1)]
    assert said == [(5000, "GBP"), (120000, "USD")]


def test_totals_and_rows_that_say_nothing_are_refused_and_blanks_are_no_values(
    office: Office, tmp_path: Path
) -> None:
    text = (
        "Title,City,Date,Budget,Seat\nTalk,tbd,2026-03-04,50,1\nVisit,Paris,n/a,20,2\n"
        "Total,,,70,\n,,,,9\n"
    )
    made = plan_of(office, tmp_path, text)
    assert [row.verdict for row in made.rows] == ["new", "new", "refused", "refused"]
    assert made.rows[2].reason == "It is a total of the rows above, not a record."
    assert made.rows[3].reason == "No column that is taken says anything in it."
    assert "city" not in fields(made)
    assert "starts_on" not in fields(made, 1)


def test_a_participant_has_honorific_and_department(office: Office, tmp_path: Path) -> None:
    text = (
        "Meeting,Honorific,Person_Name,Job_Title,Division,Affiliation\n"
        "COP 31,Ms,Ana Li,Director,Climate,Ministry of Energy\n"
        "COP 31,Mr,Bo Ray,Adviser,Water,\n"
    )
    made = plan_of(office, tmp_path, text)
    assert made.of.type_name() == "participation"
    said = fields(made)
    assert said["person.prefix"] == "Ms"
    assert said["person.affiliation.department"] == "Climate"
    assert said["person.affiliation.organisation"] == "Ministry of Energy"
    assert fields(made, 1)["notes"] == "Water"


def test_a_list_of_people_into_an_engagement_makes_participants(
    office: Office, tmp_path: Path
) -> None:
    from sciattache.domain.programmes.engagement import Engagement

    with office.step("Insert") as session:
        visit = Engagement(title="Visit")
        session.add(visit)
        session.flush()
        id = visit.id
    path = tmp_path / "guests.csv"
    path.write_text("First name,Last name,E-mail\nAna,Li,a@l.cn\n", encoding="utf-8")
    made = planned(office, path, Wish(into=id))
    assert made.of.type_name() == "participation"
    assert fields(made)["person.emails"] == [{"value": "a@l.cn"}]


def test_people_who_share_an_address_and_a_first_name_stay_two(
    office: Office, tmp_path: Path
) -> None:
    text = "Name,E-mail\nJohn Alty,desk@trade.uk\nJohn Mahon,desk@trade.uk\n"
    made = plan_of(office, tmp_path, text)
    assert [row.verdict for row in made.rows] == ["new", "new"]


def test_a_list_of_one_column_is_not_split_at_its_spaces(office: Office, tmp_path: Path) -> None:
    made = plan_of(office, tmp_path, "Full name\nJean Dupont\nMarie Curie\n")
    assert [(row.fields["given_name"], row.fields["family_name"]) for row in made.rows] == [
        ("Jean", "Dupont"), ("Marie", "Curie"),
    ]  # fmt: skip


def test_a_second_table_in_a_sheet_is_not_read_with_the_first(
    office: Office, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Guest list"], [], ["Name", "E-mail"], ["Jean Dupont", "j@d.fr"], ["Ana Li", "a@l.cn"],
        [], ["Hotel", "Check-in"], ["Ritz", "tomorrow"], ["Savoy", "later"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    made = planned(office, tmp_path / "two.xlsx")
    assert [row.row for row in made.rows] == [4, 5]
    assert "Another table begins in row 7; to read it, make that its header row." in made.notes


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", b'[{"name": "Jean"}]', "no booking is found in it"),
        ("a.xlsx", b"PK\x03\x04garbage", "is damaged or not a workbook"),
        ("a.csv", bytes(range(256)) * 50, "is not a text table"),
        ("b.csv", b"", "there is nothing in it to import"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    office: Office, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError, match=sentence) as refusal:
        planned(office, tmp_path / name)
    assert name in str(refusal.value)
    assert refusal.value.remedy


def test_a_cell_of_three_million_characters_is_refused_for_its_length(
    office: Office, tmp_path: Path
) -> None:
    text = f"Name,Country,Notes\nJean Dupont,France,{'x' * 3_000_000}\nAna Li,China,\n"
    made = plan_of(office, tmp_path, text)
    assert [row.verdict for row in made.rows] == ["refused", "new"]
    assert "more than a million characters" in made.rows[0].reason
