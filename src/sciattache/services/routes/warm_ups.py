"""A warm-up stands before each key target: one that comes after it changes places with it."""

from __future__ import annotations

from collections.abc import Sequence

from sciattache.services.dossier import Dossier
from sciattache.services.routes.changes import Change, Found, Slot, slots
from sciattache.services.routes.wording import Reason, reason


def look(dossier: Dossier) -> Found:
    """What warms up for each key target, and what has to change for it."""
    held = slots(dossier)
    targets = [one for one in held if one.item.key_target]
    if not targets:
        return Found((reason("no_target"),))
    why: list[Reason] = []
    changes: list[Change] = []
    for target in targets:
        told, moved = _warmed(target, [one for one in held if _goes_with(one, target)])
        why += told
        if not {one.id for one in moved} & {one.id for one in changes}:
            changes += moved
    return Found(tuple(why), tuple(changes))


def _goes_with(one: Slot, target: Slot) -> bool:
    """Whether two items belong to one stop, or where nobody says, to one day."""
    if one.item.stop and target.item.stop:
        return one.item.stop == target.item.stop
    return one.on == target.on


def _warmed(target: Slot, held: Sequence[Slot]) -> tuple[list[Reason], list[Change]]:
    warm_ups = [one for one in held if one.item.warm_up and one is not target]
    if any(one.end <= target.start for one in warm_ups):
        return [], []
    later = [one for one in warm_ups if one.on == target.on and one.start >= target.end]
    names = {"target": target.item.title}
    if later:
        names["warm_up"] = later[0].item.title
        moved = _swapped(target, later[0], held)
        return [reason("warm_up.swap" if moved else "warm_up.late", **names)], moved
    before = [
        one for one in held
        if one.end <= target.start and not one.item.key_target and one.on == target.on
    ]  # fmt: skip
    if before:
        return [reason("warm_up.could", **names, meeting=before[-1].item.title)], []
    return [reason("warm_up.none", **names)], []


def _swapped(target: Slot, warm_up: Slot, held: Sequence[Slot]) -> list[Change]:
    """The warm-up where the target began, the target where the warm-up ended, if both have room."""
    between = [
        one for one in held
        if one not in (target, warm_up) and one.end > target.start and one.start < warm_up.end
    ]  # fmt: skip
    starts = warm_up.end - (target.end - target.start)
    ends = target.start + (warm_up.end - warm_up.start)
    free = all(one.start >= ends and one.end <= starts for one in between)
    return [warm_up.moved(target.start), target.moved(starts)] if free and ends <= starts else []
