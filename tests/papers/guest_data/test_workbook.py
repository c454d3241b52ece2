"""Guests' data as a workbook: what goes out, and what comes back from it."""

import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.catalogue import draw
from sciattache.papers.guest_data import answers, taking
from sciattache.papers.guest_data.questions import PARTS, QUESTIONS, of_part
from sciattache.papers.guest_data.refusals import Refusal
from sciattache.papers.guest_data.returned_workbook import MARK
from sciattache.papers.kinds import Wish
from sciattache.store import dossiers, undo
from tests.papers.guest_data.conftest import column_of, differences, edited, guest_row

LAYAL, ZHANG = "Layal Abou Zeineddine", "Zhang Yutong"


def test_every_question_stands_in_one_part() -> None:
    assert [q for part in PARTS for q in of_part(part)] == list(QUESTIONS)


@pytest.mark.parametrize("language", words.languages())
def test_every_choice_is_read_back_from_its_word(language: str) -> None:
    for question in QUESTIONS:
        if question.field.vocabulary is not None:
            for code, word in answers.choices(question.field.words.name, language):
                assert answers.understood(question, word, None, language) == code


@pytest.mark.parametrize("guest", [None, "layal"])
@pytest.mark.parametrize("language", words.languages())
def test_what_nobody_touched_is_no_change(visit, language, guest) -> None:
    rows = visit.look(visit.make("guest-data", language=language, guest=guest))
    assert [row.refusal for row in rows] == [None] * (1 if guest else 3)
    assert differences(rows) == {}


def test_only_the_cells_to_be_filled_in_are_unlocked(visit) -> None:
    sheet = openpyxl.load_workbook(visit.make("guest-data")).worksheets[0]
    assert sheet.protection.sheet
    free = {cell.coordinate for line in sheet for cell in line if not cell.protection.locked}
    first = guest_row(sheet, 0)
    expected = {
        sheet.cell(row, column_of(sheet, question.name)).coordinate
        for row in range(first, first + 3)
        for question in QUESTIONS
    }
    assert free == expected
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[first - 1].hidden


def test_days_are_days_and_choices_are_lists(visit) -> None:
    sheet = openpyxl.load_workbook(visit.make("guest-data")).worksheets[0]
    row = guest_row(sheet, 0)

    def cell(question):
        return sheet.cell(row, column_of(sheet, question))

    assert cell("passport_expires_on").value == datetime(2029, 5, 6)
    assert cell("birthday").is_date
    assert cell("arrives_at").value == datetime(2026, 12, 7, 8, 50)
    assert cell("passport_number").value == "00123456"
    assert cell("emergency_contact").data_type == "s"
    assert cell("nationality").value == "Lebanon"
    rules = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    place = cell("visa").coordinate
    assert [kind for cells, kind in rules.items() if cells.startswith(place)] == ["list"]


def test_an_arabic_workbook_is_mirrored(visit) -> None:
    for sheet in openpyxl.load_workbook(visit.make("guest-data", language="ar")).worksheets:
        assert sheet.sheet_view.rightToLeft


def test_one_guests_workbook_holds_nobody_elses_data(visit) -> None:
    visit.change("layal", passport_number="SECRET-1")
    for kind in ("guest-data", "guest-form"):
        content = visit.make(kind, guest="zhang").read_bytes()
        rows = visit.look(visit.folder / visit.make(kind, guest="zhang").name)
        assert [row.name for row in rows] == [ZHANG]
        assert b"SECRET-1" not in content
    book = openpyxl.load_workbook(visit.make("guest-data", guest="zhang"))
    texts = {str(cell.value) for sheet in book for line in sheet for cell in line}
    assert not any("SECRET-1" in text or "Layal" in text for text in texts)


def test_the_workbook_of_all_says_whom_it_is_for(visit) -> None:
    sheet = openpyxl.load_workbook(visit.make("guest-data")).worksheets[0]
    told = [str(cell.value) for line in sheet.iter_rows(max_row=3) for cell in line]
    assert words.say("guest.for_office", "en") in told


def test_no_restriction_beside_one_says_nothing(visit) -> None:
    diet = next(question for question in QUESTIONS if question.name == "diet")
    assert answers.understood(diet, "No restriction; Vegan", None, "en") == "vegan"
    assert answers.understood(diet, "No restriction", None, "en") == "none"


def test_an_edited_cell_comes_back_as_that_change_alone(visit) -> None:
    file = edited(
        visit.make("guest-data", language="zh"),
        {(0, "nationality"): "瑞士", (1, "passport_expires_on"): date(2031, 12, 24)},
    )
    assert differences(visit.look(file)) == {
        (LAYAL, "nationality"): ("change", "LB", "CH"),
        (ZHANG, "passport_expires_on"): ("change", "", "2031-12-24"),
    }


def test_answers_are_taken_in_as_one_step_that_undo_takes_back(visit) -> None:
    file = edited(
        visit.make("guest-data"),
        {
            (0, "arrives_at"): datetime(2026, 12, 7, 9, 15),
            (0, "diet"): "Vegan; Nut allergy",
            (0, "emails"): "layal@new.example",
            (1, "phones"): "+86 10 6552 9988",
            (1, "organisation"): "hawc",
            (1, "passport_name"): "ZHANG YUTONG",
            (2, "organisation"): "Institute of Ice",
        },
    )
    taken = visit.take(file)
    assert taken.title == "Take in guest data of From glacier to ocean"
    assert len(taken.written) == 6  # “hawc” is what the guest's organisation is called already
    part, person = visit.part("layal"), visit.person("layal")
    assert part.arrives_at == datetime(2026, 12, 7, 9, 15, tzinfo=UTC)
    assert part.arrival_zone == "Europe/Lisbon"
    assert part.diet == ("vegan", "nut_allergy")
    assert [(p.value, p.label) for p in person.emails] == [
        ("layal@new.example", "work"), ("l@home.example", "home"),
    ]  # fmt: skip
    assert visit.person("zhang").phones[0].value == "+861065529988"
    assert visit.part("zhang").passport_name == "ZHANG YUTONG"
    with visit.office.session() as session:
        found = session.query(Organisation).filter_by(name="Institute of Ice").one()
        assert visit.part("matteo").organisation == found.id
        assert undo.next_undo(session).title == taken.title
        undo.undo(session)
        assert session.query(Organisation).count() == 1
    assert visit.part("layal").arrives_at == datetime(2026, 12, 7, 8, 50, tzinfo=UTC)
    assert differences(visit.look(file)).keys() >= {(LAYAL, "diet"), (ZHANG, "phones")}


def test_what_was_changed_here_meanwhile_is_a_conflict(visit) -> None:
    file = edited(visit.make("guest-data"), {(0, "passport_number"): "NEW-1"})
    visit.change("layal", passport_number="OFFICE-2")
    (row, *_) = visit.look(file)
    (one,) = row.differences
    assert (one.verdict, one.before, one.after, one.sent) == (
        "conflict", "OFFICE-2", "NEW-1", "00123456",
    )  # fmt: skip
    assert visit.take(file).written == ()
    assert visit.part("layal").passport_number == "OFFICE-2"
    visit.take(file, conflicts=True)
    assert visit.part("layal").passport_number == "NEW-1"


def test_what_is_as_here_already_is_no_difference(visit) -> None:
    file = edited(visit.make("guest-data"), {(0, "passport_number"): "NEW-1"})
    visit.change("layal", passport_number="NEW-1")
    assert differences(visit.look(file)) == {}


@pytest.mark.parametrize(
    ("question", "value", "sentence"),
    [
        ("birthday", "1979-02-31", "is not a date"),
        ("birthday", "2199-02-03", "has not come yet"),
        ("passport_expires_on", "03/04/2030", "may be two dates"),
        ("passport_expires_on", True, "logical value"),
        ("arrives_at", "2026-12-07", "is not a date and hour"),
        ("nationality", "Atlantis", "is not a country"),
        ("visa", "Perhaps", "is not one of the choices"),
        ("diet", "Vegan; gravel", "is not one of the choices"),
        ("emails", "nobody", "is not an e-mail address"),
        ("phones", "none", "is not a phone number"),
        ("badge_name", "x" * 301, "longer than 300"),
        ("title", datetime(2026, 1, 2), "holds a date"),
    ],
)  # fmt: skip
def test_an_unfit_answer_is_refused_and_the_others_go_in(visit, question, value, sentence) -> None:
    file = edited(visit.make("guest-data"), {(0, question): value, (0, "native_name"): "ليال"})
    taken = visit.take(file)
    (refused,) = [one for one in taken.rows[0].differences if one.verdict == "refused"]
    assert refused.question.name == question
    assert sentence in refused.refusal.sentence("en")
    assert taken.written == ((1, "native_name"),)
    assert visit.person("layal").native_name == "ليال"


def test_a_formula_is_refused_where_it_stands(visit) -> None:
    file = edited(visit.make("guest-data"), {(1, "title"): '=HYPERLINK("http://x")'})
    assert [
        (one.question.name, one.verdict, one.refusal)
        for row in visit.look(file)
        for one in row.differences
    ] == [("title", "refused", Refusal("formula"))]


def test_a_formula_is_refused_in_an_opendocument_workbook_too(visit) -> None:
    filled = visit.make("guest-data").with_suffix(".ods")
    row = f"<table:table-row>{_cell(MARK + 'identity')}{_cell(MARK + 'title')}</table:table-row>"
    link = """<table:table-cell table:formula='of:=HYPERLINK("http://x";"Rector")'
        office:value-type="string"><text:p>Rector</text:p></table:table-cell>"""
    guest = f"<table:table-row>{_cell('none')}{link}</table:table-row>"
    with zipfile.ZipFile(filled, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", _CONTENT.format(rows=row + guest))
    (one,) = taking.read([filled])
    assert one.answers == {"title": Refusal("formula")}


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = f"""<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0">
    <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
    </manifest:manifest>"""
_CONTENT = f"""<office:document-content xmlns:office="{_OPEN}:office:1.0"
    xmlns:table="{_OPEN}:table:1.0" xmlns:text="{_OPEN}:text:1.0"><office:body>
    <office:spreadsheet><table:table table:name="Guests">{{rows}}</table:table>
    </office:spreadsheet></office:body></office:document-content>"""


def _cell(text: str) -> str:
    held = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string">{held}</table:table-cell>'


def test_an_emptied_cell_empties_the_record_but_not_the_person(visit) -> None:
    file = edited(visit.make("guest-data"), {(0, "passport_number"): None, (0, "diet"): None})
    found = differences(visit.look(file))
    assert found[LAYAL, "passport_number"] == ("change", "00123456", "")
    assert found[LAYAL, "diet"][0] == "refused"
    visit.take(file)
    assert visit.part("layal").passport_number is None
    assert visit.person("layal").diet == ("halal",)


def test_a_number_that_lost_its_zeros_is_no_change(visit) -> None:
    file = edited(
        visit.make("guest-data"), {(0, "passport_number"): 123456, (0, "phones"): 41446681800}
    )
    assert differences(visit.look(file)) == {}


def test_columns_may_move_and_the_sheet_have_another_name(visit) -> None:
    file = edited(visit.make("guest-data"), {(1, "visa"): "Granted"})
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    book.move_sheet(sheet, 1)
    sheet.title = "Feuille 1"
    sheet.insert_cols(5)
    sheet.insert_rows(1, 2)
    sheet.delete_rows(guest_row(sheet, 0))
    book.save(file)
    rows = visit.look(file)
    assert [row.name for row in rows] == [ZHANG, "Matteo Bernaschina-Rè"]
    assert differences(rows) == {(ZHANG, "visa"): ("change", "", "granted")}


def test_a_deleted_column_is_no_answer(visit) -> None:
    file = visit.make("guest-data")
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.delete_cols(column_of(sheet, "passport_number"))
    book.save(file)
    assert differences(visit.look(file)) == {}


def _with_row(file, change):
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    change(sheet, guest_row(sheet, 0))
    book.save(file)
    return file


def test_a_row_without_identity_is_refused(visit) -> None:
    def add(sheet, first):
        sheet.cell(first + 3, 2).value = "Somebody New"
        sheet.cell(first + 3, column_of(sheet, "passport_number")).value = "N1"

    (*_, added) = visit.look(_with_row(visit.make("guest-data"), add))
    assert added.refusal == Refusal("no_identity")
    assert added.differences == ()


def test_an_identity_that_was_altered_is_refused(visit) -> None:
    def alter(sheet, first):
        cell = sheet.cell(first, 1)
        cell.value = cell.value[:-1] + ("A" if cell.value[-1] != "A" else "B")

    first, *others = visit.look(_with_row(visit.make("guest-data"), alter))
    assert first.refusal == Refusal("altered")
    assert {row.refusal for row in others} == {None}


def test_a_row_that_was_copied_to_another_guest_is_refused(visit) -> None:
    def copy(sheet, first):
        sheet.cell(first + 1, 1).value = sheet.cell(first, 1).value

    first, second, _ = visit.look(_with_row(visit.make("guest-data"), copy))
    assert first.refusal == second.refusal == Refusal("copied", {"name": LAYAL})

    def swap(sheet, first):
        here, there = sheet.cell(first, 1), sheet.cell(first + 1, 1)
        here.value, there.value = there.value, here.value

    first, second, _ = visit.look(_with_row(visit.make("guest-data"), swap))
    assert first.refusal == Refusal("other_name", {"shown": LAYAL, "name": ZHANG})
    assert second.refusal == Refusal("other_name", {"shown": ZHANG, "name": LAYAL})


def test_a_guest_who_is_gone_is_refused(visit) -> None:
    file = visit.make("guest-data")
    with visit.office.step("Remove") as session:
        session.delete(session.merge(visit.part("zhang")))
    rows = visit.look(file)
    assert [row.refusal for row in rows] == [None, Refusal("gone", {"name": ZHANG}), None]


def test_another_offices_forms_are_refused(visit, tmp_path) -> None:
    from sciattache.store import office as offices

    file = visit.make("guest-data")
    other = offices.create(tmp_path / "other.sciattache")
    with other.session() as session:
        rows = taking.look(session, taking.read([file]))
    other.close()
    assert [row.refusal for row in rows] == [Refusal("altered")] * 3


def test_a_plan_as_it_was_issued_asks_nobody(visit) -> None:
    from sciattache.services import freezing

    with visit.office.session() as session:
        dossier = dossiers.load(session, session.query(Engagement).one())
    thawed = freezing.thaw(freezing.freeze(dossier))
    with pytest.raises(KnownError, match="as it is now"):
        draw(thawed, "guest-data", Wish())


def test_the_hidden_names_are_those_of_the_questions(visit) -> None:
    sheet = openpyxl.load_workbook(visit.make("guest-data", guest="layal")).worksheets[0]
    found = [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]
    marked = [name.removeprefix(MARK) for name in found if name.startswith(MARK)]
    assert marked == ["identity", "name", *(q.name for q in QUESTIONS)]
