"""The kinds of paper of fixed geometry, drawn by reportlab or imposed."""

from __future__ import annotations

from collections.abc import Callable

from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.stock import Stock, Use, of_use
from sciattache.papers.imprint import imprint
from sciattache.papers.kinds import Kind, Wish, sheet_for
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_Pieces = Callable[[Dossier, Reader, Imprint, Stock, int], bytes]


def _pieces(
    name: str,
    pieces: Callable[[], _Pieces],
    *uses: Use,
    icon: str,
    audiences: tuple[str, ...] = ("guest",),
) -> Kind:
    """A kind that is printed on the pieces of a sheet; ``pieces`` gives what draws them."""

    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        about, stock = imprint(dossier, reader, name, wish.look), sheet_for(kind, wish)
        return pieces()(dossier, reader, about, stock, wish.start)

    stocks = of_use(*uses)
    kind = Kind(name, ".pdf", audiences, draw, stocks=stocks, group="cards", icon=icon)
    return kind


# reportlab is heavy: each drawer is imported when its paper is wanted.


def _badges() -> _Pieces:
    from sciattache.papers.fixed.plates import name_badges

    return name_badges


def _place_cards() -> _Pieces:
    from sciattache.papers.fixed.plates import cards

    return cards


def _address_labels() -> _Pieces:
    from sciattache.papers.fixed.address_labels import address_labels

    return address_labels


def _seating_plan(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.seating_plan import seating_plan

    about = imprint(dossier, reader, "seating-plan", wish.look)
    return seating_plan(dossier, reader, about, wish.size or "A4")


def _baggage_tags() -> _Pieces:
    from sciattache.papers.fixed.baggage_tags import baggage_tags

    return baggage_tags


def _car_plan(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.car_plan import car_plan

    about = imprint(dossier, reader, "car-plan", wish.look)
    return car_plan(dossier, reader, about, wish.size or "A4")


def _pocket_programme(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.pocket import pocket_programme

    about = imprint(dossier, reader, "pocket-programme", wish.look)
    return pocket_programme(dossier, reader, about, wish.size or "A4")


def _guest_form(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.fixed.guest_form import guest_form

    about = imprint(dossier, reader, "guest-form", wish.look)
    return guest_form(dossier, reader, wish, about)


KINDS = (
    _pieces("badges", _badges, "badge", icon="id-card"),
    _pieces("place-cards", _place_cards, "tent", "card", icon="armchair"),
    Kind(
        "seating-plan",
        ".pdf",
        ("guest",),
        _seating_plan,
        applies=lambda dossier: bool(dossier.seatings),
        group="cards",
        needs="No table is laid yet.",
        icon="utensils",
    ),
    Kind(
        "car-plan",
        ".pdf",
        ("full", "driver"),  # who rides with whom is not for guests, nor are the drivers' numbers
        _car_plan,
        applies=lambda dossier: bool(dossier.vehicles),
        group="cards",
        needs="There is no car yet.",
        icon="car",
    ),
    Kind(
        "pocket-programme",
        ".pdf",
        ("guest",),
        _pocket_programme,
        icon="notebook-pen",
    ),
    _pieces(
        "address-labels",
        _address_labels,
        "label",
        icon="mail",
        audiences=("full",),
    ),
    _pieces("baggage-tags", _baggage_tags, "tag", icon="tag"),
    Kind(
        "guest-form",
        ".pdf",
        ("full",),
        _guest_form,
        about="participant",
        asks=True,
        group="people",
        icon="clipboard-list",
    ),
)
