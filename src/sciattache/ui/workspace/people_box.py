"""Who is at an item or on a leg: names one may take away, and a list to tick them in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.passage import Passage
from sciattache.ui.desk import Desk
from sciattache.ui.fields.pick import Pick
from sciattache.ui.pieces import Flow, clear, link_button, quiet, section, text, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import delegation
from sciattache.ui.workspace.reading import Seen

_LINKS: dict[str, tuple[type[Attendance] | type[Passage], str]] = {
    "agenda_item": (Attendance, "item"),
    "leg": (Passage, "leg"),
}
"""By type of record: the type of the links to people, and the field that holds the record."""


class PeopleBox(QWidget):
    """The people linked to one record; without any, it is for everybody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._type, self._identity = "", ""
        self._seen: Seen | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.heading = section("")
        column.addWidget(self.heading)
        held = QWidget()
        self._names = Flow(held)
        column.addWidget(held)
        self.choose = link_button(say("Choose people"), "user-plus")
        self.choose.clicked.connect(self._pick)
        column.addWidget(self.choose)

    @staticmethod
    def fits(type_name: str) -> bool:
        """Whether records of that type are linked to people."""
        return type_name in _LINKS

    def show_people(self, seen: Seen, type_name: str, identity: str) -> None:
        """Show who is linked to the record with that id."""
        self._seen, self._type, self._identity = seen, type_name, identity
        self.heading.setText(say("Passengers") if type_name == "leg" else say("Who takes part"))
        clear(self._names)
        people = self.people()
        whole = set(delegation(seen))
        if len(whole) > 1 and whole <= set(people):
            self._names.addWidget(self._chip(say("Whole delegation"), whole))
            people = [person for person in people if person not in whole]
        for person in people:
            self._names.addWidget(self._chip(seen.name(person), {person}))
        if not self.people():
            self._names.addWidget(quiet(say("Everybody of the team, for nobody is named.")))

    def people(self) -> list[str]:
        """The ids of the people linked."""
        if self._seen is None:
            return []
        dossier = self._seen.dossier
        held: Any = dossier.passages if self._type == "leg" else dossier.attendances
        return [one.person for one in held.get(self._identity, ())]

    def link(self, wanted: list[str]) -> None:
        """Link exactly the people ``wanted``."""
        cls, owner = _LINKS[self._type]
        identity = self._identity

        def work(session: Any) -> None:
            found = session.query(cls).filter(getattr(cls, owner) == identity).all()
            held = {one.person for one in found}
            for one in found:
                if one.person not in wanted:
                    session.delete(one)
            for person in wanted:
                if person not in held:
                    session.add(cls(**{owner: identity, "person": person}))

        on_leg = self._type == "leg"
        title = say("Change the passengers") if on_leg else say("Change who takes part")
        self._desk.act(title, work)

    def _chip(self, name: str, people: set[str]) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        away = tool_button("x", say("Take away {name}", name=name))
        away.clicked.connect(lambda: self.link([p for p in self.people() if p not in people]))
        row.addWidget(text(name))
        row.addWidget(away)
        return made

    def _pick(self) -> None:
        if self._seen is None:
            return
        listed = [one.person for one in self._seen.dossier.participants]
        listed += [person for person in self.people() if person not in listed]
        words = [(person, self._seen.name(person), "") for person in listed]
        Pick(self.choose, words, self.people(), self.link)
