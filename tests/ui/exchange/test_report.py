"""Headquarters reports on the network from its table of offices."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pypdfium2

from sciattache.ui.exchange.report import NetworkReport

from .conftest import Sitting
from .test_exchange import _enter

World = tuple[Sitting, Sitting, Sitting]


def test_the_report_is_seen_and_its_workbook_saved(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    _enter(a, family_name="Curie", country="FR")
    hq.drop(*a.make(tmp_path / "up"))
    hq.screen.turn_to("offices")
    hq.click(hq.screen.offices.report)
    paper = hq.screen.offices.findChild(NetworkReport)
    hq.bot.waitUntil(lambda: bool(paper.content), timeout=30_000)
    text = pypdfium2.PdfDocument(paper.content)[0].get_textpage().get_text_range()
    assert "Lisbon" in text and "All years" in text
    hq.dialogs.file = tmp_path / "network.xlsx"
    hq.click(paper.workbook)
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "network.xlsx").read_bytes()))
    assert "Offices" in book.sheetnames
    paper.ends[0].setText("2026-01-01")
    paper.ends[0].editingFinished.emit()
    hq.bot.waitUntil(lambda: paper._work is None, timeout=30_000)
    text = pypdfium2.PdfDocument(paper.content)[0].get_textpage().get_text_range()
    assert "from 1 January 2026" in text
