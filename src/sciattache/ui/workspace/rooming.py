"""Who sleeps in which kind of room: a column for each kind, and what cannot stay so."""

from __future__ import annotations

from typing import Any

from sciattache.domain.programmes.stay import Stay
from sciattache.domain.vocabularies import ROOM_KINDS
from sciattache.services import rooming
from sciattache.store import arranging
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import button, empty
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.arranging_page import ArrangingPage
from sciattache.ui.workspace.piles import Card, Pile
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.telling import tell

_NEEDS = "needs:"


class RoomsView(ArrangingPage):
    """The rooms of an engagement."""

    def __init__(self, desk: Desk) -> None:
        self.propose = button(say("Propose"), "refresh-cw", primary=True)
        missing = empty(
            say("Nobody needs a room yet"),
            say("Guests who come need one from the first day to the last."), name="bed",
        )  # fmt: skip
        super().__init__(desk, say("Rooms"), (self.propose,), missing)
        self.propose.clicked.connect(self.keep_proposal)

    def piles(self, seen: Seen) -> list[Pile]:
        rooms = rooming.propose(seen.dossier)
        stays = [one for one in seen.dossier.stays if one.person and one.state != "cancelled"]
        if not rooms and not stays:
            return []
        by_stay = {room.stay.id: room for room in rooms if room.stay is not None}
        new = [room for room in rooms if room.stay is None]
        changes = sum(1 for room in rooms if room.changes)
        self.count.setText(
            say("{count} rooms would change", count=changes) if changes
            else say("Everybody sleeps as proposed.")
        )  # fmt: skip
        cards = tuple(
            Card(
                f"{_NEEDS}{number}", seen.name(room.person),
                showing.days(
                    room.values["arrives_on"], room.values["departs_on"], self._desk.language
                ),
                tell(room.why, self._desk.language), "triangle-alert", "warn",
            )
            for number, room in enumerate(new)
        )  # fmt: skip
        found = [Pile("", say("Without a room"), str(len(cards)), cards, bool(cards))]
        for kind, words in ROOM_KINDS.terms.items():
            held = [one for one in stays if (one.room_kind or "single") == kind]
            listed = tuple(self._card(seen, one, by_stay.get(one.id)) for one in held)
            found.append(Pile(kind, say(words), str(len(held)), listed))
        return found

    def keep_proposal(self) -> None:
        """Take the rooms proposed, in one step."""
        seen = self._seen
        if seen is None:
            return
        rooms = rooming.propose(seen.dossier)
        engagement = seen.engagement
        title = say("Take rooms for {title}", title=engagement.title)
        self._desk.act(
            title, lambda session: arranging.lodge(session, engagement.id, rooms), notify=True
        )

    def move_to(self, identity: str, key: str) -> Any:
        seen = self._seen
        if seen is None:
            return
        new = [room for room in rooming.propose(seen.dossier) if room.stay is None]
        if identity.startswith(_NEEDS):
            room = new[int(identity.removeprefix(_NEEDS))]
            if key:
                values = {**room.values, "room_kind": key, "engagement": seen.engagement.id}
                title = say("Take a room for {name}", name=seen.name(room.person))
                self._desk.act(title, lambda session: session.add(Stay(**values)), notify=True)
            return
        stay = next(one for one in seen.dossier.stays if one.id == identity)
        title = say("Change the room of {name}", name=seen.name(stay.person))
        if key:
            acts.change(self._desk, Stay, stay.id, {"room_kind": key}, title)
        else:
            acts.remove(self._desk, Stay, stay.id)

    def open_one(self, identity: str) -> None:
        if not identity.startswith(_NEEDS):
            self.record_wanted.emit(Stay, identity, True)

    def _card(self, seen: Seen, stay: Stay, room: rooming.Room | None) -> Card:
        language = self._desk.language
        shared = say("with {name}", name=seen.name(stay.shares_with)) if stay.shares_with else ""
        when = showing.nights(stay.arrives_on, stay.departs_on, language)
        number = say("room {number}", number=stay.room) if stay.room else ""
        why = tell(room.why, language) if room is not None else ""
        wrong = room is not None and room.changes
        under = " · ".join(filter(None, (number, when, shared)))
        return Card(
            stay.id, seen.name(stay.person), under, why, "triangle-alert" if wrong else "", "warn"
        )
