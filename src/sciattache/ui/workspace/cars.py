"""Who rides in which car: a column for each, in the order of the motorcade."""

from __future__ import annotations

from typing import Any

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services import cars
from sciattache.store import arranging
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import button, empty
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.arranging_page import ArrangingPage
from sciattache.ui.workspace.piles import Card, Pile
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.telling import tell


class CarsView(ArrangingPage):
    """The cars of an engagement."""

    def __init__(self, desk: Desk) -> None:
        self.propose = button(say("Propose"), "refresh-cw", primary=True)
        self.propose.setToolTip(say("Whoever has a car keeps it, as far as seats and rules allow."))
        self.anew = button(say("Distribute all again"))
        self.add = button(say("Add a vehicle"), "plus")
        missing = empty(
            say("No vehicles yet"), say("Add a car with its seats; its people are then proposed."),
            say("Add a vehicle"), self.make_vehicle, "car",
        )  # fmt: skip
        super().__init__(desk, say("Cars"), (self.add, self.anew, self.propose), missing)
        self.propose.clicked.connect(lambda: self.keep_proposal())
        self.anew.clicked.connect(lambda: self.keep_proposal(anew=True))
        self.add.clicked.connect(self.make_vehicle)

    def piles(self, seen: Seen) -> list[Pile]:
        dossier = seen.dossier
        listed = cars.motorcade(dossier.vehicles)
        if not listed:
            return []
        proposal = cars.propose(dossier)
        whys = {ride.one.id: ride for ride in proposal.rides}
        riders = [ride.one for ride in proposal.rides]
        known = {car.id for car in listed}
        walking = [one for one in riders if one.vehicle not in known]
        changes = len(proposal.changes)
        self.count.setText(
            say("{count} would change car", count=changes) if changes
            else say("Everybody rides as proposed.")
        )  # fmt: skip
        found = [
            Pile("", say("Without a car"), str(len(walking)), self._cards(seen, walking, whys))
        ]
        for car in listed:
            aboard = [one for one in riders if one.vehicle == car.id]
            room = cars.seats(car)
            note = say("{count} of {places} seats", count=len(aboard), places=room)
            over = len(aboard) > room
            if over:
                note = say(
                    "{count} too many for {places} seats", count=len(aboard) - room, places=room
                )
            found.append(Pile(car.id, car.name, note, self._cards(seen, aboard, whys), over))
        return found

    def keep_proposal(self, *, anew: bool = False) -> None:
        """Give everybody the car proposed, in one step."""
        seen = self._seen
        if seen is None:
            return
        proposal = cars.propose(seen.dossier, anew=anew)
        title = say("Give cars to {title}", title=seen.engagement.title)
        self._desk.act(title, lambda session: arranging.drive(session, proposal), notify=True)

    def move_to(self, identity: str, key: str) -> Any:
        seen = self._seen
        one = seen.part(identity) if seen is not None else None
        if seen is not None and one is not None:
            title = say("Change the car of {name}", name=seen.name(one.person))
            acts.change(self._desk, Participation, one.id, {"vehicle": key or None}, title)

    def open_one(self, identity: str) -> None:
        self.record_wanted.emit(Participation, identity, True)

    def make_vehicle(self) -> None:
        if self._seen is not None:
            self.draft_wanted.emit(Vehicle, {"engagement": self._seen.engagement.id})

    def _cards(
        self, seen: Seen, people: list[Participation], whys: dict[str, cars.Ride]
    ) -> tuple[Card, ...]:
        language = self._desk.language
        made = []
        for one in people:
            ride = whys[one.id]
            role = "" if one.role == "member" else seen.role(one, language)
            settled = ride.new == one.vehicle
            why = tell(ride.why, language) if settled else self._elsewhere(seen, ride)
            made.append(Card(
                one.id, seen.name(one.person), role, why,
                "" if settled else "info", "warn",
            ))  # fmt: skip
        return tuple(made)

    def _elsewhere(self, seen: Seen, ride: cars.Ride) -> str:
        names = {car.id: car.name for car in seen.dossier.vehicles}
        if ride.new is None:
            return tell(ride.why, self._desk.language)
        car = names.get(ride.new, "")
        return say("{car} is proposed: {why}", car=car, why=tell(ride.why, self._desk.language))
