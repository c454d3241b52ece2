"""A guest's form as a PDF: how it is made, filled in by other programs, and taken in again."""

import ctypes
import io
import re

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sciattache.domain.standards import text as texts
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.guest_data import answers, taking
from sciattache.papers.guest_data.questions import BY_NAME, QUESTIONS
from sciattache.papers.guest_data.refusals import Refusal
from sciattache.papers.reader import Reader
from tests.papers.guest_data.conftest import differences, filled

LAYAL, ZHANG = "Layal Abou Zeineddine", "Zhang Yutong"


def _fields(file):
    with pikepdf.open(file) as document:
        return [
            {
                "name": str(field.T),
                "kind": str(field.FT),
                "tip": str(field.TU),
                "flags": int(field.get("/Ff", 0)),
                "hidden": bool(int(field.F) & 2),
                "value": str(field.V),
                "look": str(field.get("/DA", "")),
                "rect": [float(n) for n in field.Rect],
            }
            for field in document.Root.AcroForm.Fields
        ]


@pytest.mark.parametrize("guest", [None, "layal"])
@pytest.mark.parametrize("language", words.languages())
def test_what_nobody_touched_is_no_change(visit, language, guest) -> None:
    rows = visit.look(visit.make("guest-form", language=language, guest=guest))
    assert [row.refusal for row in rows] == [None] * (1 if guest else 3)
    assert differences(rows) == {}


@pytest.mark.parametrize("language", words.languages())
def test_both_forms_ask_the_same(visit, language) -> None:
    fields = _fields(visit.make("guest-form", language=language, guest="layal"))
    asked = [field["name"].split(":")[1] for field in fields]
    assert list(dict.fromkeys(asked)) == ["identity", "name", *(q.name for q in QUESTIONS)]
    reader = Reader("full", language)
    for field in fields[2:]:
        assert field["tip"].startswith(BY_NAME[field["name"].split(":")[1]].label(reader))
        assert not field["hidden"]


def test_the_identity_is_hidden_and_cannot_be_typed_in(visit) -> None:
    identity, name, *_ = _fields(visit.make("guest-form", guest="layal"))
    assert identity["hidden"]
    assert name["hidden"]
    assert identity["flags"] & 1
    assert name["value"] == LAYAL


def test_fields_are_tabbed_through_in_the_order_of_reading(visit) -> None:
    for language in ("en", "ar"):
        file = visit.make("guest-form", language=language, guest="layal")
        shown = [field for field in _fields(file) if not field["hidden"]]
        tops = [(-round(field["rect"][3]), field["rect"][0]) for field in shown]
        rtl = language == "ar"
        assert tops == sorted(tops, key=lambda at: (at[0], -at[1] if rtl else at[1]))
        with pikepdf.open(file) as document:
            assert document.pages[0].Tabs == "/R"
            direction = document.Root.get("/ViewerPreferences", {}).get("/Direction")
            assert (direction == "/R2L") is rtl
            annotations = [str(a.T) for a in document.pages[0].Annots if "/T" in a]
            assert annotations == [field["name"] for field in _fields(file)]


def test_no_two_fields_lie_on_each_other(visit) -> None:
    boxes = [f["rect"] for f in _fields(visit.make("guest-form", guest="layal")) if not f["hidden"]]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            upright = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0 or upright <= 0


@pytest.mark.parametrize("language", words.languages())
def test_what_is_known_is_shown_in_every_script(visit, language) -> None:
    file = visit.make("guest-form", language=language, guest="zhang")
    with pypdfium2.PdfDocument(file) as document:
        document.init_forms()
        plain = document[0].render(scale=2).to_pil().convert("L")
    empty = filled(file, {})
    with pikepdf.open(empty) as document:
        for field in document.Root.AcroForm.Fields:
            if f"{visit.guests['zhang']}:native_name" == field.T:
                box = [float(n) for n in field.Rect]
    high = plain.height / 2
    crop = tuple(int(2 * n) for n in (box[0] + 2, high - box[3] + 2, box[2] - 2, high - box[1] - 2))
    assert plain.crop(crop).getextrema()[0] < 90  # dark ink: 张雨桐 is written there


@pytest.mark.parametrize(
    ("question", "typed", "stored"),
    [
        ("native_name", "ليال أبو زين الدين الجديد", "ليال أبو زين الدين الجديد"),
        ("badge_name", "张雨桐 教授", "张雨桐 教授"),
        ("needs", "كرسي متحرك\nغرفة هادئة", "كرسي متحرك\nغرفة هادئة"),
        ("passport_expires_on", "٢٠٣١-١٢-٢٤", "2031-12-24"),
        ("birthday", "1979年4月13日", "1979-04-13"),
        ("arrives_at", "2026-12-07 10:05", "2026-12-07 10:05"),
        ("nationality", "CH", "CH"),
        ("passport_country", "سويسرا", "CH"),
    ],
)
def test_a_filled_field_comes_back_as_that_change_alone(visit, question, typed, stored) -> None:
    file = filled(visit.make("guest-form", language="ar", guest="layal"), {question: typed})
    ((key, (verdict, _, after)),) = differences(visit.look(file)).items()
    assert (key, verdict, after) == ((LAYAL, question), "change", stored)


def test_boxes_are_the_choices_of_one_question(visit) -> None:
    file = filled(
        visit.make("guest-form", guest="layal"),
        {"diet:halal": False, "diet:vegan": True, "diet:nut_allergy": True},
    )
    taken = visit.take(file)
    assert differences(taken.rows) == {(LAYAL, "diet"): ("change", "halal", "vegan;nut_allergy")}
    assert visit.part("layal").diet == ("vegan", "nut_allergy")
    assert taken.title == f"Take in guest data of {LAYAL}"


def test_the_forms_of_several_guests_are_taken_in_at_once(visit) -> None:
    files = [
        filled(visit.make("guest-form", guest=name), {"arrival_flight": flight}, f"{name}.pdf")
        for name, flight in (("layal", "LX 2084"), ("zhang", "CA 835"))
    ]
    taken = visit.take(*files)
    assert taken.written == ((1, "arrival_flight"), (2, "arrival_flight"))
    assert visit.part("zhang").arrival_flight == "CA 835"


def test_a_form_that_pdfium_filled_in_is_taken(visit) -> None:
    file = visit.make("guest-form", guest="zhang")
    target = file.with_name("pdfium.pdf")
    box = next(f["rect"] for f in _fields(file) if f["name"].endswith(":passport_number"))
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    form, page = document.formenv, document[0]
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    pdfium.FORM_OnFocus(form, page, 0, x, y)
    pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
    typed = ctypes.create_string_buffer("E12 雨".encode("utf-16-le") + b"\0\0")
    pdfium.FORM_ReplaceSelection(form, page, ctypes.cast(typed, pdfium.FPDF_WIDESTRING))
    pdfium.FORM_ForceToKillFocus(form)
    document.save(target)
    document.close()
    assert differences(visit.look(target)) == {(ZHANG, "passport_number"): ("change", "", "E12 雨")}


def test_a_flattened_form_is_refused_with_the_reason(visit) -> None:
    file = visit.make("guest-form", guest="layal")
    with pikepdf.open(file) as document:
        document.flatten_annotations("all")
        document.save(file.with_name("flat.pdf"))
    with pytest.raises(KnownError, match=re.escape("“flat.pdf” has no fields")) as refused:
        taking.read([file.with_name("flat.pdf")])
    assert refused.value.remedy


def test_a_form_with_a_password_is_refused_with_the_reason(visit) -> None:
    file = visit.make("guest-form", guest="layal")
    target = file.with_name("sealed.pdf")
    with pikepdf.open(file) as document:
        document.save(target, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(KnownError, match="protected with a password"):
        taking.read([target])


def test_a_swapped_identity_in_a_form_is_refused(visit) -> None:
    layal, zhang = (visit.make("guest-form", guest=name) for name in ("layal", "zhang"))
    identity = next(f["value"] for f in _fields(zhang) if f["name"].endswith(":identity"))
    (row,) = visit.look(filled(layal, {"identity": identity}))
    assert "its identity is that of Zhang Yutong" in row.refusal.sentence("en")
    (row,) = visit.look(filled(layal, {"identity": "SA1.AAAA.BBBB"}))
    assert row.refusal == Refusal("altered")


def test_fields_that_nest_without_end_are_refused(visit) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    field = document.make_indirect(pikepdf.Dictionary(T="a"))
    field.Kids = pikepdf.Array([field, field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    target = visit.folder / "loop.pdf"
    document.save(target)
    with pytest.raises(KnownError, match="damaged"):
        taking.read([target])


def test_the_form_of_a_letter_office_takes_two_pages_and_says_whose_they_are(visit) -> None:
    from sciattache.domain.programmes.engagement import Engagement
    from sciattache.papers import catalogue
    from sciattache.papers.kinds import Wish

    with visit.office.session() as session:
        engagement = session.query(Engagement).one()
        wish = Wish(size="Letter", subject=visit.person("layal").id)
        made = catalogue.make(session, engagement, "guest-form", wish)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert 1 <= len(pages) <= 2
    assert all(LAYAL in page for page in pages)
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
    with pikepdf.open(io.BytesIO(made)) as document:
        assert LAYAL in str(document.docinfo["/Title"])
        links = [a for page in document.pages for a in page.Annots if a.get("/A")]
        assert {str(a.A.URI) for a in links} == {"mailto:office@embassy.example"}


def test_countries_stand_in_the_order_of_the_alphabet() -> None:
    listed = [texts.fold(word) for _, word in answers.choices("country", "fr")]
    assert listed == sorted(listed)


def test_in_large_print_a_form_is_written_larger_and_asks_the_same(visit) -> None:
    plain = _fields(visit.make("guest-form", guest="layal"))
    file = visit.make("guest-form", guest="layal", look="large")
    large = _fields(file)
    assert [field["name"] for field in large] == [field["name"] for field in plain]
    assert all(
        _points(wide) >= 1.5 * _points(usual)
        for wide, usual in zip(large, plain, strict=True)
        if usual["name"].endswith((":badge_name", ":needs", ":visa"))
    )
    assert differences(visit.look(file)) == {}


def _points(field) -> float:
    return float(field["look"].split()[1])
