"""Editable copies, opened and printed by a word processor of somebody else's making."""

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable

import pypdfium2
import pytest

from sciattache.assets import resources
from sciattache.papers.blocks import (
    Column,
    DayBanner,
    Entry,
    Grid,
    Heading,
    Paper,
    People,
    TimedItem,
    TimedItems,
)
from sciattache.papers.documents.document import document

NAMES = ("Đặng Thị Hà", "Łukasz Øystein", "Ελένη Παπαδοπούλου", "Олександр Шевченко",
         "محمد الهاشمي", "שרה כהן", "გიორგი", "Հայկ Սարգսյան", "王小明", "田中さくら", "김민수")  # fmt: skip

Print = Callable[[Paper], list[str]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Prints a paper by LibreOffice and gives the text of each page."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    home = tmp_path_factory.mktemp("office")
    fonts = home / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{resources() / 'fonts'}</dir><cachedir>{home}/c</cachedir></fontconfig>"
    )

    def print_(paper: Paper) -> list[str]:
        file = home / f"{paper.language}.docx"
        file.write_bytes(document(paper))
        told = subprocess.run(
            [office, f"-env:UserInstallation=file://{home}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", str(home), str(file)],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, capture_output=True, text=True,
            timeout=240, check=False,
        )  # fmt: skip
        made = file.with_suffix(".pdf")
        if not made.exists():
            pytest.skip(f"LibreOffice opens no documents here: {told.stderr.strip()[-200:]}")
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
        return [unicodedata.normalize("NFKC", page) for page in pages]

    return print_


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh"])
def test_every_name_is_on_the_pages_in_every_language(printed: Print, language: str) -> None:
    items = tuple(TimedItem(f"{n:02}:00", name, remarks=name) for n, name in enumerate(NAMES, 8))
    grid = Grid(
        (Column("No"), Column("REPEATED")),
        tuple((str(n), name) for n, name in enumerate(NAMES * 5)),
    )
    blocks = (
        Heading("Names"), People(tuple(Entry(name) for name in NAMES), numbered=True),
        DayBanner("Day", "Lisboa", "UTC"), TimedItems(items), grid,
    )  # fmt: skip
    pages = printed(Paper("programme", "Visit", blocks, language=language, marking="RESTRICTED"))
    read = "\n".join(pages)
    missing = [name for name in NAMES if read.count(unicodedata.normalize("NFKC", name)) < 8]
    assert not missing
    assert len(pages) > 2
    assert all("RESTRICTED" in page for page in pages)
    assert sum("REPEATED" in page for page in pages) >= 2
    assert all(str(len(pages)) in page for page in pages)
