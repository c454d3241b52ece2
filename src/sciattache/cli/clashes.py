"""Commands for what two offices wrote at once: clashes, settle-clash."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.domain.office.clash import Clash
from sciattache.errors import KnownError
from sciattache.store import query
from sciattache.sync import clashes, partners


def list_clashes(store: StorePath, as_json: AsJson = False) -> None:
    """List what two offices wrote at once and nobody has decided."""
    with opened(store) as office, office.session() as session:
        told: list[dict[str, Any]] = []
        found = clashes.waiting(session)
        titles = query.titles(session, [str(one.record.id) for one in found])
        for one in found:
            clash, of, field = one.clash, one.record, one.field
            kept, other = clashes.told(clash, field)
            is_changed = clashes.is_changed_since(one)
            now = field.kind.show(getattr(of, field.name), field, "en") if is_changed else None
            told.append({
                "id": clash.id, "record": of.id, "type": of.type_name(),
                "title": titles[str(of.id)],
                "field": field.name, "label": field.label, "kept": kept, "kept_by": clash.kept_by,
                "other": other, "other_by": clash.other_by, "now": now,
            })  # fmt: skip
    if as_json:
        say_json(told)
        return
    for line in told:
        stands = "stands" if line["now"] is None else "stood"
        print(f"{line['id'][:8]}  {line['title']}, {line['label'].lower()}:"
              f" “{line['kept']}” ({line['kept_by']}) {stands},"
              f" “{line['other']}” ({line['other_by']}) was put aside")  # fmt: skip
        if line["now"] is not None:
            print(f"          changed again since: “{line['now']}” stands now")


def settle_clash(
    store: StorePath,
    id: Annotated[str, typer.Argument(metavar="ID")],
    keep: Annotated[str, typer.Option(help="mine, theirs, or another value.")],
) -> None:
    """Decide a clash; the step can be undone."""
    with opened(store) as office, office.session() as session:
        found = record(session, id)
        if not isinstance(found, Clash):
            raise KnownError("That is no clash.", "List them with “sciattache clashes STORE”.")
        site = partners.me(session).site
        ours = (found.other_by or "").endswith(f"({site})") or found.other_by == str(site)
        meant = {"mine": "other" if ours else "kept", "theirs": "kept" if ours else "other"}
        clashes.settle(session, found, meant.get(keep, keep))
    print("Settled.")


COMMANDS = {"clashes": list_clashes, "settle-clash": settle_clash}
