"""What guests answered beside what is known: each answer that is other, and each that is unfit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import text as texts
from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.answers import Guest
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.identity import Sent, UnknownIdentityError, opened
from sciattache.papers.guest_data.questions import BY_NAME, Question
from sciattache.papers.guest_data.refusals import Refusal, UnfitError
from sciattache.store import dossiers

Verdict = Literal["change", "conflict", "refused"]


@dataclass(frozen=True)
class Difference:
    """One answer that is other than what is known here.

    A ``conflict`` is one where the record was changed meanwhile: ``sent`` is what went out.  One
    that is ``refused`` has its ``refusal``.
    """

    question: Question
    verdict: Verdict
    before: str
    after: str
    sent: str = ""
    refusal: Refusal | None = None
    is_new: bool = False
    """Whether the answer names an organisation that is not known yet."""


@dataclass(frozen=True)
class Row:
    """One guest of a file: whose part it is and what is other; or why nothing is taken from it."""

    number: int
    filled: Filled
    guest: Guest | None = None
    language: str = "en"
    differences: tuple[Difference, ...] = ()
    refusal: Refusal | None = None

    @property
    def name(self) -> str:
        """The guest as known here, else as the file names them."""
        return self.guest.name if self.guest else (self.filled.name or "")


def compare(session: Session, filled: Sequence[Filled], secret: bytes) -> tuple[Row, ...]:
    """Each guest of the files beside what is known now; writes nothing."""
    opens = [_opened(one, secret) for one in filled]
    twice = Counter(sent.participation for sent in opens if isinstance(sent, Sent))
    known = _Known(session)
    rows: list[Row] = []
    for number, (one, sent) in enumerate(zip(filled, opens, strict=True), 1):
        if isinstance(sent, Refusal):
            rows.append(Row(number, one, refusal=sent))
            continue
        guest = known.guest(sent.participation)
        if guest is None:
            rows.append(Row(number, one, refusal=Refusal("gone", {"name": sent.name})))
            continue
        if refusal := _refusal(one, sent, twice[sent.participation]):
            rows.append(Row(number, one, guest, refusal=refusal))
            continue
        found = tuple(_differences(one.answers, sent, guest, known))
        rows.append(Row(number, one, guest, sent.language, found))
    return tuple(rows)


def _opened(one: Filled, secret: bytes) -> Sent | Refusal:
    if not one.identity:
        return Refusal("no_identity")
    try:
        return opened(secret, one.identity)
    except UnknownIdentityError:
        return Refusal("altered")


def _refusal(one: Filled, sent: Sent, times: int) -> Refusal | None:
    """Why nothing is taken from a row whose identity is sound."""
    if times > 1:
        return Refusal("copied", {"name": sent.name})
    shown = one.name
    if shown is None or " ".join(shown.split()) != " ".join(sent.name.split()):
        return Refusal("other_name", {"shown": shown or "", "name": sent.name})
    return None


class _Known:
    """What the store says of guests, each engagement read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guests: dict[str, Guest] = {}
        self._read: set[str] = set()
        self._organisations: Mapping[str, tuple[str, str]] | None = None

    def guest(self, participation: str) -> Guest | None:
        """The participant with that id, or None who is not there."""
        found = self._session.query(Participation).filter_by(id=participation).one_or_none()
        if found is not None and found.engagement not in self._read:
            self._read.add(found.engagement)
            engagement = self._session.query(Engagement).filter_by(id=found.engagement).one()
            dossier = dossiers.load(self._session, engagement)
            held = [one for one in dossier.participants if one.person in dossier.people]
            self._guests |= {one.id: Guest(dossier, one) for one in held}
        return self._guests.get(participation)

    def organisation(self, name: str) -> str | None:
        """The organisation that is called so, by its own name; None where there is none."""
        if self._organisations is None:
            self._organisations = organisations(self._session)
        found = self._organisations.get(texts.fold(name))
        return found[1] if found else None


def organisations(session: Session) -> dict[str, tuple[str, str]]:
    """Ids and names of organisations, by all that they are called, the oldest first."""
    columns = (Organisation.id, Organisation.name, Organisation.acronym, Organisation.native_name)
    found: dict[str, tuple[str, str]] = {}
    for id, *called in session.query(*columns).order_by(Organisation.rid):
        for one in filter(None, called):
            found.setdefault(texts.fold(one), (id, called[0] or one))
    return found


def _differences(
    held: Mapping[str, Any], sent: Sent, guest: Guest, known: _Known
) -> Iterator[Difference]:
    for name, raw in held.items():
        question = BY_NAME[name]
        now = answers.said(guest, question)
        if isinstance(raw, Refusal):
            yield Difference(question, "refused", now, "", refusal=raw)
            continue
        if _as_sent(question, raw, sent):
            continue
        try:
            after = answers.understood(question, raw, guest, sent.language)
            called = known.organisation(after) if name == "organisation" and after else None
            after = called or after
            if sent.holds(name, after) or after == now:
                continue
            _refuse_unclearable(question, after, guest)
        except UnfitError as error:
            yield Difference(question, "refused", now, str(raw)[:200], refusal=error.refusal)
            continue
        is_new = name == "organisation" and bool(after) and called is None
        verdict: Verdict = "change" if sent.holds(name, now) else "conflict"
        yield Difference(question, verdict, now, after, sent.told(name), is_new=is_new)


def _as_sent(question: Question, raw: Any, sent: Sent) -> bool:
    """Whether a cell still shows what went out, as programs write it back.

    A sheet makes a number of a text of digits, and forgets its zeros in front and its plus.
    """
    text = "" if raw is None else str(raw)
    answer = sent.answers.get(question.name)
    if answer is None or sent.holds(question.name, text):
        return answer is not None
    shown = answers.shown(question, answer, sent.language)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        digits = "".join(sign for sign in shown if sign.isdigit()).lstrip("0")
        plain = all(sign.isdigit() or sign in "+ -()." for sign in shown)
        return bool(digits) and plain and digits == f"{raw:.0f}"
    return " ".join(text.split()) == " ".join(shown.split())


def _refuse_unclearable(question: Question, after: str, guest: Guest) -> None:
    """Refuse to empty for this event what holds for the person at every one."""
    if not after and getattr(guest.record(question), question.name) in (None, "", ()):
        raise UnfitError("at_every_event")
