"""Commands that exchange what changed: bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from sciattache.cli.groups import group
from sciattache.cli.making import make_bundles
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.cli.taking import take_bundles
from sciattache.sync import clashes, directory, status
from sciattache.sync.carrying import ways


def bundle_status(store: StorePath, as_json: AsJson = False) -> None:
    """Say how matters stand: what waits to go, what is acknowledged, what did not come in."""
    with opened(store) as office, office.session() as session:
        found, came = status.standings(session), status.arrivals(session, most=20)
        open_clashes = len(clashes.waiting(session))
        known = {one.site: ways.way(session, one.site) for one in found}
        vouched = directory.find(session)
    if as_json:
        say_json({
            "peers": [status.as_plain(one) | {"way": asdict(known[one.site])} for one in found],
            "arrivals": [{**asdict(one), "at": one.at.isoformat()} for one in came],
            "clashes": open_clashes,
            "directory": {"version": vouched.version, "until": vouched.until.isoformat()}
            if vouched else None,
        })  # fmt: skip
        return
    if not found:
        print("This office exchanges with nobody yet.")
    for one in found:
        days = status.days_since(one.heard_at)
        heard = "never heard of" if days is None else f"last heard of {days} days ago"
        print(f"{one.site:4} {one.office}: {one.waiting_steps} steps wait,"
              f" {one.unacknowledged_bytes} bytes not acknowledged, {heard}")  # fmt: skip
        for line in status.told_of_files(one.files):
            print(f"     {line}")
        for said, place in (("to", known[one.site].out), ("from", known[one.site].inbox)):
            if place:
                print(f"     {said} {place}")
    for came_in in came:
        if came_in.outcome in ("parked", "refused"):
            print(f"     {came_in.name}: {came_in.outcome}: {came_in.reason}")
    if vouched:
        said = "expired on" if vouched.is_over else "counts until"
        print(f"Headquarters' directory {vouched.version} {said} {vouched.until:%Y-%m-%d}.")
    print(f"{open_clashes} clashes wait for a decision.")


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "bundle": group(
        "Exchange what changed with headquarters, by file.",
        {"make": make_bundles, "take": take_bundles, "status": bundle_status},
    ),
}
"""Commands of two words."""
