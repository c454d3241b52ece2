"""What readers remark of a file is said in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sciattache.interchange import importing
from sciattache.interchange.importing import Wish
from sciattache.store.office import Office
from sciattache.ui import words
from sciattache.ui.imports import wording

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Talks
DTSTART:20270320T090000Z
DTEND:nonsense
STATUS:LIKELY
END:VEVENT
BEGIN:VTODO
UID:2
END:VTODO
END:VCALENDAR
"""
CARDS = "stray\nBEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nodd line\n"
LDIF = "dn: cn=Ann\ncn: Ann Lee\nmail:: %%%\nodd\n\n"
TABLE = "Staff\n\nGiven name,Family name,City\nAnn,Lee,Bern\nBo,Ek\nTotal,1,\n"

SAID = {
    ("file.ics", CALENDAR): {
        "entrée 1, ligne 2 : La fin est illisible : « nonsense » n’est pas une date.",
        "entrée 1, ligne 2 : L’état « LIKELY » est inconnu ; considéré comme confirmé.",
        "entrée 2, ligne 9 : C’est une tâche, pas un événement.",
    },
    ("file.vcf", CARDS): {
        "Ligne 1 : Elle est hors de toute carte ; laissée de côté : « stray ».",
        "Ligne 5 : Ce n’est pas une ligne vCard ; laissée de côté : « odd line ».",
        "Ligne 2 : Cette carte n’a pas de ligne END ; elle a été lue jusqu’où elle va.",
    },
    ("file.ldif", LDIF): {
        "Ligne 3 : Son base64 est endommagé ; laissé de côté.",
        "Ligne 4 : Ce n’est pas une ligne LDIF ; laissée de côté.",
    },
    ("file.csv", TABLE): {
        "Au-dessus du tableau (ligne 1) : Staff",
        "Ligne 5 : trop peu de cellules.",
    },
}


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    translator = words.Catalogue("fr")
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(("file", "remarks"), SAID.items(), ids=[name for name, _ in SAID])
def test_the_notes_of_a_file_are_said_in_french(
    office: Office, tmp_path: Path, file: tuple[str, str], remarks: set[str]
) -> None:
    path = tmp_path / file[0]
    path.write_text(file[1], encoding="utf-8")
    with office.session() as session:
        made = importing.plan(session, importing.read(session, path, Wish()))
    assert {wording.apart(note).replace("\u00a0", " ") for note in made.notes} == remarks


@pytest.mark.usefixtures("french")
def test_why_a_row_is_refused_is_said_in_french(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(TABLE, encoding="utf-8")
    with office.session() as session:
        made = importing.plan(session, importing.read(session, path, Wish()))
    refused = [wording.apart(row.reason) for row in made.rows if row.verdict == "refused"]
    assert refused == ["C’est un total des lignes précédentes, pas une fiche."]
