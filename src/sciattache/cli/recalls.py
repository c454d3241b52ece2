"""Commands for what was marked higher after it left: recalls, answer-recall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.domain.office.recall import Recall
from sciattache.errors import KnownError
from sciattache.sync import partners, recalls


def list_recalls(
    store: StorePath,
    every: Annotated[bool, typer.Option("--all", help="Those that are decided too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is asked back since it was marked higher: of this office, and of others."""
    with opened(store) as office, office.session() as session:
        own = partners.me(session).site
        named = {peer.site: peer.office for peer in partners.peers(session)}
        told: list[dict[str, Any]] = [
            one.recall.plain() | {
                "id": one.recall.id, "title": one.title, "here": one.is_here,
                "office": "" if one.recall.site == own else named.get(one.recall.site, ""),
            }
            for one in recalls.listed(session)
            if every or one.recall.state == "asked"
        ]  # fmt: skip
    if as_json:
        say_json(told)
        return
    for one in told:
        whom = f"asked of {one['office'] or 'this office'}"
        state = "" if one["state"] == "asked" else f", {one['state']} by {one.get('decided_by')}"
        why = f": {one['reason']}" if one.get("reason") else ""
        print(f"{one['id'][:8]}  “{one['title']}”, now {one['marking']}, {whom}{state}{why}")
    print(f"{len(told)} recalls.")


def answer_recall(
    store: StorePath,
    id: Annotated[str, typer.Argument(metavar="ID")],
    decision: Annotated[str, typer.Argument(help="done or kept", metavar="DECISION")],
    why: Annotated[str, typer.Option(help="What was done, or why it is kept.")] = "",
) -> None:
    """Say what became of a record that is asked back; the answer goes with the next bundle."""
    with opened(store) as office, office.session() as session:
        found = record(session, id)
        if not isinstance(found, Recall):
            raise KnownError("That is no recall.", "List them with “sciattache recalls STORE”.")
        recalls.decide(session, found, decision, reason=why)
    print("Decided.")


COMMANDS: dict[str, Callable[..., None]] = {
    "recalls": list_recalls,
    "answer-recall": answer_recall,
}
