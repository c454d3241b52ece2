"""How the invitations stand, in one line, and what one does about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from sciattache.domain.programmes.participation import Participation
from sciattache.services import invitations
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.pieces import Flow, clear, link_button, quiet, text
from sciattache.ui.words import say
from sciattache.ui.workspace.letters import open_letters
from sciattache.ui.workspace.reading import Seen, today

_STATES: dict[str, tuple[Callable[[int], str], str, str]] = {
    "not_invited": (lambda n: say("{count} not invited", count=n), "circle-dashed", "quiet"),
    "overdue": (lambda n: say("{count} to be reminded", count=n), "triangle-alert", "warn"),
    "waiting": (lambda n: say("{count} invited", count=n), "mail", "quiet"),
    "accepted": (lambda n: say("{count} accepted", count=n), "circle-check", "good"),
    "tentative": (lambda n: say("{count} tentative", count=n), "circle-help", "warn"),
    "declined": (lambda n: say("{count} declined", count=n), "circle-x", "bad"),
}


class InvitationStrip(QWidget):
    """Counts by state, each leading to the first of its people; ways to invite and to answer."""

    wanted = Signal(str)
    """The id of a participation to go to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._held = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        held = QWidget()
        self._counts = Flow(held, gap=4)
        row.addWidget(held, 1)
        self.invite = link_button("", "send")
        self.invite.clicked.connect(self.invite_all)
        self.letters = link_button(say("Letters…"), "mail")
        self.letters.setToolTip(say("Write to those not invited yet, or to all who are"))
        self.letters.clicked.connect(self.write_letters)
        row.addWidget(self.letters)
        row.addWidget(self.invite)
        self.answers: dict[str, QToolButton] = {}
        self._label = text(say("Answer:"), "label")
        row.addWidget(self._label)
        for code, words in (
            ("accepted", say("Accepted")), ("tentative", say("Tentative")),
            ("declined", say("Declined")),
        ):  # fmt: skip
            made = QToolButton()
            made.setIcon(icon(_STATES[code][1], _STATES[code][2]))
            made.setToolTip(say("Answer of whoever is chosen: {answer}", answer=words))
            made.setAccessibleName(made.toolTip())
            made.clicked.connect(lambda _=False, code=code: self.answer(code))
            self.answers[code] = made
            row.addWidget(made)

    def show_seen(self, seen: Seen) -> None:
        """Show how the invitations stand now."""
        self._seen = seen
        found = invitations.standings(seen.dossier.participants, today())
        clear(self._counts)
        total = quiet(say("Participants: {count}", count=len(seen.dossier.participants)))
        total.setContentsMargins(0, 5, 8, 5)
        self._counts.addWidget(total)
        for state, listed in found.items():
            if listed:
                words, picture, tone = _STATES[state]
                made = link_button(words(len(listed)))
                made.setIcon(icon(picture, tone))
                first = listed[0].one.id
                made.clicked.connect(lambda _=False, first=first: self.wanted.emit(first))
                self._counts.addWidget(made)
        asked = len(found["not_invited"])
        self.invite.setText(say("Invite {count}", count=asked))
        self.invite.setToolTip(say("Mark everybody not invited yet as invited today"))
        self.invite.setVisible(bool(asked))
        self.setVisible(bool(seen.dossier.participants))

    def hold(self, identity: str) -> None:
        """Take answers for the participant with that id."""
        self._held = identity
        for made in self.answers.values():
            made.setEnabled(bool(identity))

    def invite_all(self) -> None:
        """Mark everybody not invited yet as invited today, in one step."""
        if self._seen is not None:
            people = self._seen.dossier.participants
            changes = {one.id: invitations.invited(one, today()) for one in people}
            count = sum(1 for values in changes.values() if values)
            self._change(changes, say("Invite {count} people", count=count))

    def write_letters(self) -> None:
        """Offer an invitation to each who is not invited yet; to all where nobody is left."""
        if self._seen is not None:
            found = invitations.standings(self._seen.dossier.participants, today())
            people = [one.one.person for one in found["not_invited"]]
            open_letters(self._desk, self, self._seen, people=people)

    def answer(self, code: str) -> None:
        """Keep an answer of whoever is chosen."""
        seen = self._seen
        one = seen.part(self._held) if seen is not None else None
        if seen is not None and one is not None:
            values = invitations.answered(one, code, today())
            title = say("Keep the answer of {name}", name=seen.name(one.person))
            self._change({one.id: values}, title)

    def _change(self, changes: dict[str, dict[str, Any]], title: str) -> None:
        changes = {id: values for id, values in changes.items() if values}
        if not changes:
            return

        def work(session: Any) -> None:
            for one in session.query(Participation).filter(Participation.id.in_(changes)):
                for name, value in changes[one.id].items():
                    setattr(one, name, value)

        self._desk.act(title, work, notify=True)
