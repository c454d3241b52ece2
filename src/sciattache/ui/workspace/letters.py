"""Letters written from the window: for whom, in which words and as what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.domain import vocabularies
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.letters import merging
from sciattache.papers.letters.letter import Composed
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.papers.outbox.outdated import Outdated
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import button, heading, quiet, text, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving
from sciattache.ui.workspace.choices import own_name
from sciattache.ui.workspace.delivery import send_out
from sciattache.ui.workspace.letters_told import look, told
from sciattache.ui.workspace.reading import Seen

_TOGETHER = "together"
_AGAIN = "again"


def open_letters(
    desk: Desk,
    parent: QWidget,
    seen: Seen,
    *,
    occasion: str = "invitation",
    people: Sequence[str] = (),
) -> LettersPanel:
    """Show the panel over ``parent``: letters to a side of the table, or to ``people`` (ids)."""
    made = LettersPanel(desk, parent, seen, occasion, people)
    made.open()
    return made


class LettersPanel(QDialog):
    """The choices, what nothing could fill, and the act."""

    written = Signal(int)
    """How many files were written."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, seen: Seen, occasion: str, people: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Letters"))
        self.setObjectName("page")
        self._desk, self._seen, self._people = desk, seen, tuple(people)
        self._outdated: tuple[Outdated, ...] = ()
        self.occasion, self.side = QComboBox(), QComboBox()
        self.language, self.form = QComboBox(), QComboBox()
        for code, label in vocabularies.LETTER_OCCASIONS.terms.items():
            self.occasion.addItem(say(label), code)
        for code in vocabularies.SIDES.terms:
            self.side.addItem(say(vocabularies.SIDES.label(code)), code)
        self.language.addItem(say("Each one’s own"), "")
        for code in words.languages():
            self.language.addItem(own_name(code), code)
        for label, ending in (
            (say("One PDF of all"), _TOGETHER), (say("A PDF for each"), ".pdf"),
            (say("A Word document for each"), ".docx"), (say("An e-mail draft for each"), ".eml"),
        ):  # fmt: skip
            self.form.addItem(label, ending)
        self.told = written("", "quiet")
        self.act = button(say("Write letters…"), "send", primary=True)
        self.act.clicked.connect(self.write)
        self._lay_out()
        self.occasion.setCurrentIndex(max(self.occasion.findData(occasion), 0))
        self._turn()
        self.occasion.currentIndexChanged.connect(lambda _: self._turn())
        for box in (self.side, self.language):
            box.currentIndexChanged.connect(lambda _: self._look())
        self._looking = desk.fetch(lambda progress: look(desk, seen, progress), self._know_outdated)

    def write(self) -> None:
        """Ask where, then write the letters in a worker's thread."""
        ending = str(self.form.currentData())
        place: Path | None
        if ending == _TOGETHER:
            name = f"{self.occasion.currentText()}.pdf"
            place = leaving.ask_file(self, say("Letters"), name, say("PDF (*.pdf)"))
        else:
            place = leaving.ask_folder(self, say("Letters"))
        if place is None:
            return
        desk, at = self._desk, place

        def job(progress: Progress) -> int:
            progress.report()
            return self._write_into(at, ending)

        self.act.setEnabled(False)
        desk.run(say("Write letters"), job, self._done, lambda: self.act.setEnabled(True))

    def _write_into(self, place: Path, ending: str) -> int:
        identity, occasion = self._seen.engagement.id, str(self.occasion.currentData())
        with self._desk.read() as session:
            found = session.query(Engagement).filter_by(id=identity).one()
            dossier = load(session, found)
        composed = self._composed(dossier)
        kind = merging.kind_of(occasion)
        if ending == _TOGETHER:
            names = tuple(one.name for one in composed)
            content = merging.one_file(composed)
            said = tuple(one.said for one in composed)
            files = {place: Outgoing(place.name, content, kind, "guest", "", names, said=said)}
        else:
            way = "email" if ending == ".eml" else "file"
            files = {
                place / name: Outgoing(
                    name,
                    content,
                    kind,
                    "guest",
                    one.paper.language,
                    (one.name,),
                    way,
                    said=(one.said,),
                )
                for name, content, one in merging.files(dossier, composed, ending)
            }
        send_out(self._desk, dossier, files)
        return len(composed)

    def _composed(self, dossier: Dossier) -> list[Composed]:
        occasion = str(self.occasion.currentData())
        side = str(self.side.currentData())
        people = self._again() if side == _AGAIN else self._people
        to = merging.recipients(
            dossier, occasion, side="" if side == _AGAIN else side, people=people
        )
        language = str(self.language.currentData() or "")
        return list(merging.compose_all(dossier, to, occasion, language=language))

    def _done(self, count: int) -> None:
        self._desk.notify(say("{count} letters written", count=count))
        self.written.emit(count)
        self.accept()

    def _again(self) -> tuple[str, ...]:
        """Who holds a letter of this occasion that says something else now."""
        kind = merging.kind_of(str(self.occasion.currentData()))
        found = (one.person for one in self._outdated if one.kind == kind and one.turns)
        return tuple(dict.fromkeys(found))

    def _know_outdated(self, letters: tuple[Outdated, ...]) -> None:
        if not isValid(self):
            return
        self._outdated = letters
        self._offer_again()
        self._look()

    def _offer_again(self) -> None:
        """Offer to write again to those whose letter says something else now, if there are any."""
        self.side.blockSignals(True)
        held = self.side.findData(_AGAIN)
        if held >= 0:
            self.side.removeItem(held)
        if not self._people and (count := len(self._again())):
            self.side.addItem(say("Whose letter is out of date ({count})", count=count), _AGAIN)
        self.side.blockSignals(False)

    def _turn(self) -> None:
        """Turn to the side that an occasion is for."""
        self._offer_again()
        self.side.setCurrentIndex(
            self.side.findData("host" if self.occasion.currentData() == "thank_you" else "guest")
        )
        self._look()

    def _look(self) -> None:
        """Tell how many letters there are, and what nothing fills in them."""
        try:
            composed = self._composed(self._seen.dossier)
        except KnownError as error:
            self.act.setEnabled(False)
            self.told.setText(f"{error.sentence} {error.remedy}".strip())
            return
        self.act.setEnabled(True)
        lines = [say("Letters: {count}", count=len(composed))]
        lines += [
            say("{name}: nothing fills {places}", name=one.name,
                places=", ".join(f"{{{place}}}" for place in one.missing))
            for one in composed if one.missing
        ]  # fmt: skip
        more = len(lines) - 8
        if more > 0:
            lines = [*lines[:8], say("And {count} more.", count=more)]
        kind = merging.kind_of(str(self.occasion.currentData()))
        if old := told([one for one in self._outdated if one.kind == kind], self._desk.language):
            lines += ["", old]
        self.told.setText("\n".join(lines))
        if self.isVisible():
            self.adjustSize()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading(say("Letters")))
        column.addWidget(quiet(self._seen.engagement.title or ""))
        for words_, box in (
            (say("Occasion"), self.occasion), (say("For"), self.side),
            (say("Language"), self.language), (say("As"), self.form),
        ):  # fmt: skip
            label = text(words_, "label")
            label.setBuddy(box)
            box.setAccessibleName(words_)
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label)
            pair.addWidget(box)
            column.addLayout(pair)
            if box is self.side and self._people:
                label.hide()
                box.hide()
        column.addWidget(self.told)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        close = button(say("Close"))
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        foot.addWidget(self.act)
        column.addLayout(foot)
        self.setMinimumWidth(440)
