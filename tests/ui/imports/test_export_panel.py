"""Giving records out in the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.interchange.cards.read import read as read_cards
from sciattache.interchange.tables import read as read_table
from sciattache.ui.desk import Desk
from sciattache.ui.exports import ExportPanel


def exported(qtbot: QtBot, panel: ExportPanel, kind: str) -> Path:
    panel.format.setCurrentIndex(panel.format.findData(kind))
    with qtbot.waitSignal(panel.written) as told:
        panel.export()
    path: Path = told.args[0].file
    return path


def panel_for(qtbot: QtBot, desk: Desk, folder: Path, **narrowed: object) -> ExportPanel:
    made = ExportPanel(desk, None, Person, **narrowed)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.file.setText(str(folder / "people.xlsx"))
    made._name()
    return made


def test_all_people_go_into_a_workbook(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    panel = panel_for(qtbot, desk, tmp_path)
    table = read_table(exported(qtbot, panel, "xlsx"))
    assert len(table.rows) == 4
    assert "4 people" in panel.told.text()


def test_only_the_people_listed_go_out(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    panel = panel_for(qtbot, desk, tmp_path, where={"country": ["ES"]})
    assert len(read_table(exported(qtbot, panel, "csv")).rows) == 1


def test_words_that_narrow_a_list_narrow_the_export(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    panel = panel_for(qtbot, desk, tmp_path, words="lodz")
    cards = read_cards(exported(qtbot, panel, "vcf3")).cards
    assert [card.full_name for _, card in cards] == ["Łucja Wiśniewska"]


def test_the_name_of_the_file_follows_the_format(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    panel = panel_for(qtbot, desk, tmp_path)
    panel.format.setCurrentIndex(panel.format.findData("csv"))
    assert panel.file.text().endswith("people.csv")


def test_what_cannot_be_a_card_is_not_offered_as_one(qtbot: QtBot, desk: Desk) -> None:
    panel = ExportPanel(desk)
    qtbot.addWidget(panel)
    panel.type.setCurrentIndex(panel.type.findData("engagement"))
    assert panel.format.findData("vcf") == -1


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    panel = panel_for(qtbot, desk, tmp_path / "nowhere")
    with qtbot.waitSignal(desk.refused) as told:
        panel.export()
    assert "folder" in told.args[0].sentence
