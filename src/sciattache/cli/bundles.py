"""Commands that exchange what changed: bundle."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.groups import group
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.cli.whole_files import read, write
from sciattache.errors import KnownError
from sciattache.sync import clashes, container, membership, partners, sending, status, taking
from sciattache.sync.taking import Taken

Folder = Annotated[Path, typer.Option("-o", help="The folder to write into.", metavar="FOLDER")]
Files = Annotated[list[Path], typer.Argument(help="Bundles, mails or folders.", metavar="FILE…")]


def make_bundles(
    store: StorePath,
    to: Folder,
    max_size: Annotated[str, typer.Option(help="The largest file: 3.5M, 800k.")] = "3.5M",
    as_json: AsJson = False,
) -> None:
    """Write what has changed as bundles: to headquarters, or from there to each office."""
    cap = _size(max_size)
    with opened(store) as office:
        with office.session() as session:
            found = [one for one in partners.peers(session) if one.state == "active"]
        if not found:
            raise KnownError(
                "This office exchanges with nobody yet.", "Ask to join with “key show -o FILE”."
            )
        made: list[tuple[partners.Peer, Path]] = []
        for peer in found:
            folder = to if len(found) == 1 else to / f"{peer.site:03}"
            made += [
                (peer, write(folder, container.file_name(content), content))
                for content in sending.make(office, peer.site, cap=cap)
            ]
    if as_json:
        say_json([
            {"office": peer.office, "site": peer.site, "file": str(path),
             "bytes": path.stat().st_size}
            for peer, path in made
        ])  # fmt: skip
        return
    for _, path in made:
        print(path)


def take_bundles(
    store: StorePath,
    files: Files,
    words: Annotated[
        str, typer.Option(help="The six words that headquarters reads out, to join it.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Take bundles in, in any order; the same one twice changes nothing."""
    found: list[Taken] = []
    with opened(store) as office:
        for name, content in _contents(files):
            if content[9:10] == bytes([container.Kind.DIRECTORY]):
                found.append(Taken(name, "joined", membership.join(office, content, words=words)))
            else:
                found.append(taking.take(office, content, name))
    if as_json:
        say_json([_plain(one) for one in found])
    else:
        for one in found:
            print(f"{one.name}: {one.outcome}{f': {one.reason}' if one.reason else ''}")
    refused = [one for one in found if one.outcome == "refused"]
    if refused and len(refused) == len(found):
        raise KnownError(f"{refused[0].name} is refused: {refused[0].reason}", "Ask for it again.")


def bundle_status(store: StorePath, as_json: AsJson = False) -> None:
    """Say how matters stand: what waits to go, what is acknowledged, what did not come in."""
    with opened(store) as office, office.session() as session:
        found, came = status.standings(session), status.arrivals(session, most=20)
        open_clashes = len(clashes.waiting(session))
    if as_json:
        say_json({
            "peers": [status.as_plain(one) for one in found],
            "arrivals": [{**asdict(one), "at": one.at.isoformat()} for one in came],
            "clashes": open_clashes,
        })  # fmt: skip
        return
    if not found:
        print("This office exchanges with nobody yet.")
    for one in found:
        days = status.days_since(one.heard_at)
        heard = "never heard of" if days is None else f"last heard of {days} days ago"
        print(f"{one.site:4} {one.office}: {one.waiting_steps} steps wait,"
              f" {one.unacknowledged_bytes} bytes not acknowledged, {heard}")  # fmt: skip
    for came_in in came:
        if came_in.outcome in ("parked", "refused"):
            print(f"     {came_in.name}: {came_in.outcome}: {came_in.reason}")
    print(f"{open_clashes} clashes wait for a decision.")


def _contents(files: list[Path]) -> Iterator[tuple[str, bytes]]:
    """The bundles in files, in mails' attachments, and in folders, by name."""
    for file in files:
        if file.is_dir():
            inside = sorted((*file.rglob("*.psb"), *file.rglob("*.eml")))
            yield from _contents(inside)
        elif file.suffix.casefold() == ".eml":
            mail = email.message_from_bytes(read(file), policy=email.policy.default)
            for part in mail.walk():
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.startswith(container.MAGIC[:4]):
                    yield f"{file.name}: {part.get_filename() or 'attachment'}", content
        else:
            yield file.name, read(file)


def _size(text: str) -> int:
    units = {"k": 1_000, "m": 1_000_000}
    number = text.strip().casefold().removesuffix("b")
    factor = units.get(number[-1:], 1)
    try:
        size = int(float(number.rstrip("km")) * factor)
    except ValueError:
        raise KnownError(f"“{text}” is no size.", "Write 3.5M or 800k.") from None
    if size < 10_000:
        raise KnownError(f"{text} is too small for a bundle.", "Allow at least 10k.")
    return size


def _plain(one: Taken) -> dict[str, Any]:
    merged = one.merged
    return {
        "file": one.name,
        "outcome": one.outcome,
        "reason": one.reason,
        "site": one.site,
        "rows": merged.rows if merged else 0,
        "applied": merged.applied if merged else 0,
        "clashes": len(merged.clashes) if merged else 0,
    }


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "bundle": group(
        "Exchange what changed with headquarters, by file.",
        {"make": make_bundles, "take": take_bundles, "status": bundle_status},
    ),
}
"""Commands of two words."""
