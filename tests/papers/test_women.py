"""A woman's role is said as her language says it, on every paper that names it."""

import io

import openpyxl
import pypdfium2
import pytest

from sciattache.papers.catalogue import draw
from sciattache.papers.kinds import Wish
from sciattache.services.dossier import Dossier

HERS = {"fr": "Cheffe de délégation", "es": "Jefa de delegación", "ar": "رئيسة الوفد"}


@pytest.fixture
def dossier(planted) -> Dossier:
    """Everybody in it is a woman and heads a delegation."""
    found = planted.dossier()
    for person in found.people.values():
        person.gender = "female"
    for one in found.participants:
        one.role = "head"
    return found


def cells(made: bytes, sheet: str = "") -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    pages = [book[sheet]] if sheet else book.worksheets
    return {str(cell.value) for page in pages for row in page.iter_rows() for cell in row}


def text(made: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("language", HERS)
@pytest.mark.parametrize("kind", ["transport", "contact-list", "workbook"])
def test_workbooks_name_a_womans_role(dossier, kind, language) -> None:
    assert HERS[language] in cells(draw(dossier, kind, Wish(language=language)))


@pytest.mark.parametrize("audience", ["host", "guest"])
def test_who_is_not_told_of_gender_reads_her_role_all_the_same(dossier, audience) -> None:
    made = draw(dossier, "workbook", Wish(audience=audience, language="es"))
    assert HERS["es"] in cells(made)
    assert not {"Género", "Mujer", "female"} & cells(made)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_car_plan_names_a_womans_role(dossier, language) -> None:
    assert HERS[language] in text(draw(dossier, "car-plan", Wish(language=language)))


def test_the_seating_plan_names_a_hostess_and_a_woman_of_honour(dossier) -> None:
    said = text(draw(dossier, "seating-plan", Wish(language="es")))
    assert "Anfitriona" in said
    assert "Invitada de honor" in said


def test_her_word_may_be_chosen_where_his_may(dossier) -> None:
    listed = cells(draw(dossier, "contact-list", Wish(language="fr")), "Codes")
    assert {"Chef de délégation", "Cheffe de délégation"} <= listed


def test_a_line_of_the_seating_plan_begins_with_a_capital(dossier) -> None:
    said = text(draw(dossier, "seating-plan", Wish(language="fr")))
    days = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
    assert any(day in said for day in days)
