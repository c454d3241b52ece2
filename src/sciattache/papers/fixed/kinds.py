"""The kinds of paper of fixed geometry, drawn by reportlab."""

from __future__ import annotations

from sciattache.papers.imprint import imprint
from sciattache.papers.kinds import Kind, Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_STOCKS = {
    "badges": {"A4": "badge-a4", "Letter": "avery-5395"},
    "place-cards": {"A4": "tent-a4", "Letter": "tent-letter"},
}


def _badges(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.plates import name_badges  # reportlab is heavy

    about = imprint(dossier, reader, "badges")
    return name_badges(dossier, reader, about, _stock("badges", wish))


def _place_cards(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.plates import cards

    about = imprint(dossier, reader, "place-cards")
    return cards(dossier, reader, about, _stock("place-cards", wish))


def _guest_form(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.guest_form import guest_form

    return guest_form(dossier, reader, wish, imprint(dossier, reader, "guest-form"))


def _stock(name: str, wish: Wish) -> str:
    return wish.stock or _STOCKS[name][wish.size or "A4"]


KINDS = (
    Kind("badges", "Name badges", ".pdf", ("guest",), _badges),
    Kind("place-cards", "Place cards", ".pdf", ("guest",), _place_cards),
    Kind(
        "guest-form", "Guest form", ".pdf", ("full",), _guest_form, about="participant", asks=True
    ),
)
