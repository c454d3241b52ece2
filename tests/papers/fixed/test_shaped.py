"""Lines drawn on a reportlab canvas: text that can be found again, small and reproducible."""

import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.shaped import cut, draw, measure

NAMES = [
    "José Łódź",
    "Nguyễn Thị Ánh Nguyệt",
    "صلاح الدين الأيوبي",
    "محمد بن سلمان",
    "רבקה כהן",
    "ދިވެހި",
    "नरेन्द्र मिश्र",
    "தமிழ்நாடு",
    "ශ්‍රී",
    "สมชาย น้ำใจดี",
    "ខ្មែរ",
    "အောင်ဆန်းစုကြည်",
    "አበበ ቢቂላ",
    "王小明",
    "山田太郎",
    "김민수",
]


def drawn(*texts: str, size: float = 20, **how: object) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(500, 800), invariant=1, pageCompression=1)
    for number, text in enumerate(texts):
        draw(canvas, text, 40, 760 - number * 40, size, **how)  # type: ignore[arg-type]
    canvas.save()
    return target.getvalue()


def words(text: str) -> set[str]:
    plain = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign == "\u200d")
    return set(unicodedata.normalize("NFC", plain).split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_a_name_is_found_by_pdftotext(name: str, tmp_path: Path) -> None:
    file = tmp_path / "name.pdf"
    file.write_bytes(drawn(name))
    found = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert words(found) == words(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_by_pdfium(name: str) -> None:
    page = pypdfium2.PdfDocument(drawn(name))[0]
    assert words(page.get_textpage().get_text_range()) == words(name)


def test_a_letter_that_two_texts_share_is_told_apart(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(drawn("Ω 1", "Ω 2", "ا", "الا"))[0]
    assert words(page.get_textpage().get_text_range()) == {"Ω", "1", "2", "ا", "الا"}


def test_the_same_lines_give_the_same_bytes() -> None:
    assert drawn(*NAMES) == drawn(*NAMES)


def test_a_page_of_names_in_all_scripts_stays_small() -> None:
    assert len(drawn(*NAMES)) < 60_000


def test_the_file_is_sound_and_embeds_what_it_uses(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(drawn(*NAMES, bold=True))) as pdf:
        assert pdf.check_pdf_syntax() == []
        composite = [
            font
            for font in pdf.pages[0].Resources.Font.values()
            if font.get("/Subtype") == "/Type0"
        ]
        files = [
            {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
            for font in composite
        ]
    assert len(composite) >= 10
    assert all(files)


def test_a_line_is_as_wide_as_measured() -> None:
    page = pypdfium2.PdfDocument(drawn("HHHH", size=40))[0].render(scale=2).to_pil()
    box = page.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 2 == pytest.approx(measure("HHHH", 40), abs=10)


def test_the_width_grows_with_the_size_and_the_weight() -> None:
    assert measure("Ana", 20) == pytest.approx(2 * measure("Ana", 10))
    assert measure("Ana", 10, bold=True) > measure("Ana", 10)


@pytest.mark.parametrize("name", [*NAMES, "A" * 40_000])
def test_a_line_never_passes_its_greatest_width(name: str) -> None:
    canvas = Canvas(io.BytesIO())
    assert draw(canvas, name, 0, 0, 20, max_width=60) <= 60 + 1e-6


def test_a_line_that_must_be_cut_ends_in_an_ellipsis() -> None:
    short = cut("Maximiliano Hernández", 60, 12)
    assert short.endswith("…")
    assert short.startswith("Maxi")
    assert measure(short, 12) <= 60


def test_a_right_aligned_line_ends_where_it_is_told() -> None:
    page = pypdfium2.PdfDocument(drawn("H", align="right"))[0].render(scale=2).to_pil()
    box = page.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    assert box[2] / 2 <= 40


def test_our_typefaces_live_beside_those_of_reportlab() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    draw(canvas, "王", 40, 700, 20)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(40, 650, "plain")
    draw(canvas, "Ж", 40, 600, 20)
    canvas.save()
    text = pypdfium2.PdfDocument(target.getvalue())[0].get_textpage().get_text_range()
    assert words(text) == {"王", "plain", "Ж"}
