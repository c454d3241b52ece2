"""Whom a form asks, and what stands on it besides the questions."""

from __future__ import annotations

from dataclasses import dataclass

from sciattache.domain.kinds.cleaning import clean
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.answers import Guest
from sciattache.papers.guest_data.identity import Sent, sealed
from sciattache.papers.guest_data.questions import Question
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


@dataclass(frozen=True)
class Asked:
    """A guest with the answers that go out, and the identity that comes back with them."""

    guest: Guest
    answers: dict[str, str]
    identity: str


def asked(dossier: Dossier, reader: Reader, wish: Wish) -> list[Asked]:
    """The guests of a form: the one who is wished for, else all who have not declined.

    ``KnownError`` where there is none, and for a plan as it was once issued: guests are asked
    about what is known now.
    """
    if not dossier.seal:
        raise KnownError(
            "Guests are asked from the plan as it is now, in an office that can be written to.",
            "Make it without a version, from the office's own file.",
        )
    guests = [Guest(dossier, one) for one in dossier.participants if one.person in dossier.people]
    if wish.subject is not None:
        guests = [guest for guest in guests if wish.subject in (guest.one.person, guest.one.id)]
    else:
        guests = [g for g in guests if g.one.side in ("guest", None) and g.one.rsvp != "declined"]
    if not guests:
        raise KnownError(
            "There is no guest to ask.", "Add guests to the participants, or name one of them."
        )
    return [_asked(guest, reader.language) for guest in guests]


def hint(question: Question, guest: Guest, reader: Reader) -> str:
    """How an answer is written; empty where that goes without saying."""
    name = question.hint or (question.kind if question.kind in _BY_KIND else "")
    city = words.zone_city(guest.zone(question), reader.language)
    return reader.say(f"guest.hint.{name}", city=city) if name else ""


def sending(dossier: Dossier, reader: Reader) -> str:
    """Where the filled form goes."""
    address = office_address(dossier)
    if address:
        return reader.say("guest.how.send", address=address)
    return reader.say("guest.how.send_back")


def office_address(dossier: Dossier) -> str:
    """The e-mail address of the office; empty where none is known."""
    emails = dossier.post.emails if dossier.post else None
    return clean(emails[0].value, lines=False) if emails else ""


def _asked(guest: Guest, language: str) -> Asked:
    known = answers.everything_said(guest)
    sent = Sent(guest.one.id, guest.name, language, known)
    return Asked(guest, known, sealed(guest.dossier.seal, sent))


_BY_KIND = ("date", "instant", "choice", "choices")
"""The kinds of answer that are written in one way only."""
