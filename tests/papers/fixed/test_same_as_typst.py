"""Our line and typst's look the same in every script: two drawers, one house."""

import io
import json

import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat
from reportlab.pdfgen.canvas import Canvas

from sciattache import assets
from sciattache.papers.fixed.faces import families
from sciattache.papers.fixed.shaped import draw

SIZE = 24
PAGE = (420, 60)
ALIKE = 0.15  # of the ink may differ, at the edges of letters

LINES = {
    "latin": ("José Ångström Łódź Şafak", "en"),
    "vietnamese": ("Nguyễn Thị Ánh Nguyệt", "vi"),
    "greek": ("Αλέξανδρος Παπαδόπουλος", "el"),
    "cyrillic": ("Дмитрий Менделеев", "ru"),
    "arabic": ("محمد بن سلمان لا إله", "ar"),
    "vocalised arabic": ("مُحَمَّد", "ar"),
    "arabic with latin": ("جامعة (KAUST) 2026", "ar"),
    "hebrew": ("רבקה כהן", "he"),
    "thaana": ("ދިވެހި", "dv"),
    "devanagari": ("नरेन्द्र मिश्र", "hi"),
    "bengali": ("রবীন্দ্রনাথ ঠাকুর", "bn"),
    "gurmukhi": ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "pa"),
    "gujarati": ("ગુજરાતી", "gu"),
    "tamil": ("தமிழ்நாடு", "ta"),
    "telugu": ("శ్రీనివాస", "te"),
    "kannada": ("ಕನ್ನಡ", "kn"),
    "malayalam": ("മലയാളം", "ml"),
    "sinhala": ("ශ්‍රී ලංකා", "si"),
    "thai": ("สมชาย น้ำใจดี", "th"),
    "lao": ("ສະບາຍດີ", "lo"),
    "khmer": ("ខ្មែរ ស្រី ក្រុម", "km"),
    "myanmar": ("အောင်ဆန်းစုကြည်", "my"),
    "ethiopic": ("አበበ ቢቂላ", "am"),
    "georgian": ("მარიამ", "ka"),
    "armenian": ("Հայաստան", "hy"),
    "chinese": ("王小明 (Wang)", "zh"),
    "japanese": ("山田太郎 やまだ", "ja"),
    "korean": ("김민수", "ko"),
}


@pytest.mark.parametrize("script", LINES)
def test_a_line_looks_as_typst_sets_it(script: str) -> None:
    text, language = LINES[script]
    assert difference(ours(text, language), theirs(text, language)) < ALIKE


def test_the_comparison_sees_letters_in_the_wrong_order() -> None:
    text, language = LINES["arabic"]
    assert difference(ours(text[::-1], language), theirs(text, language)) > 2 * ALIKE


def test_the_comparison_sees_a_missing_mark() -> None:
    assert difference(ours("José Łódź", "en"), theirs("Jose Lódz", "en")) > ALIKE / 2


def ours(text: str, language: str) -> Image.Image:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE, invariant=1)
    draw(canvas, text, 10, 20, SIZE, language=language)
    canvas.save()
    return ink(target.getvalue())


def theirs(text: str, language: str) -> Image.Image:
    han = {"ja": "JP", "ko": "KR"}.get(language, "SC")
    names = [
        "Noto Serif Tibetan" if family.name == "NotoSerifTibetan" else spaced(family.name)
        for family in families()
        if "CJK" not in family.name
    ]
    rules = json.dumps([*names, f"Noto Sans CJK {han}"])[1:-1]
    source = (
        f"#set page(width: {PAGE[0]}pt, height: {PAGE[1]}pt, margin: 10pt)\n"
        f'#set text(size: {SIZE}pt, lang: "{language}", font: ({rules}))\n'
        f"#{json.dumps(text, ensure_ascii=False)}"
    )
    fonts = [str(assets.resources() / "fonts")]
    return ink(typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True))


def spaced(name: str) -> str:
    return f"Noto Sans {name.removeprefix('NotoSans')}".strip()


def ink(pdf: bytes) -> Image.Image:
    """The first page in grey, ink white on black, cut to the ink."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    found = ImageOps.invert(page.convert("L"))
    return found.crop(found.getbbox())


def difference(one: Image.Image, other: Image.Image) -> float:
    """The ink that differs, as a share of all ink, after letters were laid over one another."""
    size = (max(one.width, other.width), max(one.height, other.height))
    pictures = []
    for picture in (one, other):
        sheet = Image.new("L", size)
        sheet.paste(picture)
        pictures.append(sheet.filter(ImageFilter.GaussianBlur(1.5)))
    apart = ImageStat.Stat(ImageChops.difference(*pictures)).sum[0]
    return float(apart / max(ImageStat.Stat(picture).sum[0] for picture in pictures))
