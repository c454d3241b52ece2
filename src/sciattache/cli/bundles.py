"""Commands that exchange: bundle, clashes, key, hq."""

from __future__ import annotations

import email
import email.policy
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.stores import (
    PASSPHRASE,
    AsJson,
    StorePath,
    new_key,
    opened,
    record,
    say_json,
)
from sciattache.domain.office.clash import Clash
from sciattache.errors import KnownError
from sciattache.store import office as offices
from sciattache.store.office import Office
from sciattache.sync import attachments as contents
from sciattache.sync import (
    chunks,
    clashes,
    container,
    keys,
    membership,
    partners,
    sending,
    status,
    taking,
)
from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.taking import Taken

Folder = Annotated[Path, typer.Option("-o", help="The folder to write into.", metavar="FOLDER")]
Files = Annotated[list[Path], typer.Argument(help="Bundles, mails or folders.", metavar="FILE…")]
_LARGEST_MAIL = 64_000_000


def make_bundles(
    store: StorePath,
    to: Folder,
    max_size: Annotated[str, typer.Option(help="The largest file: 3.5M, 800k.")] = "3.5M",
    attachments: Annotated[
        str, typer.Option(help="How much of files and pictures goes now: 3M, 500k, none, all.")
    ] = "3M",
    as_json: AsJson = False,
) -> None:
    """Write what has changed as bundles: to headquarters, or from there to each office."""
    cap, budget = _size(max_size), _budget(attachments)
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
                (peer, _write(folder, container.file_name(content), content))
                for content in sending.make(office, peer.site, cap=cap, budget=budget)
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
        for line in status.told_of_files(one.files):
            print(f"     {line}")
    for came_in in came:
        if came_in.outcome in ("parked", "refused"):
            print(f"     {came_in.name}: {came_in.outcome}: {came_in.reason}")
    print(f"{open_clashes} clashes wait for a decision.")


def list_clashes(store: StorePath, as_json: AsJson = False) -> None:
    """List what two offices wrote at once and nobody has decided."""
    with opened(store) as office, office.session() as session:
        told: list[dict[str, Any]] = []
        for one in clashes.waiting(session):
            clash, of, field = one.clash, one.record, one.field
            kept, other = clashes.told(clash, field)
            told.append({
                "id": clash.id, "record": of.id, "type": of.type_name(), "field": field.name,
                "label": field.label, "kept": kept, "kept_by": clash.kept_by,
                "other": other, "other_by": clash.other_by,
            })  # fmt: skip
    if as_json:
        say_json(told)
        return
    for line in told:
        print(f"{line['id'][:8]}  {line['label']}: “{line['kept']}” ({line['kept_by']}) stands,"
              f" “{line['other']}” ({line['other_by']}) was put aside")  # fmt: skip


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


def show_key(
    store: StorePath,
    to: Annotated[Path | None, typer.Option("-o", help="Write a request to join.")] = None,
    name: Annotated[str, typer.Option("--office", help="How the office is called.")] = "",
) -> None:
    """Show the office's public keys, or write the file by which it asks to join headquarters."""
    with opened(store) as office:
        if to is not None:
            _write(to.parent, to.name, membership.ask(office, name or store.stem))
            print(f"Written to {to}. Send it to headquarters.")
            return
        with office.remember() as session:
            public = membership.own_keys(session).public
    print(f"sign      {public.sign.hex()}\nrecipient {public.recipient}")


def back_up_key(
    store: StorePath, to: Annotated[Path, typer.Option("-o", help="The file to write.")]
) -> None:
    """Write the office's secret keys under a passphrase, for a safe place."""
    with opened(store) as office, office.session() as session:
        held = keys.find(session)
    if held is None:
        raise KnownError("This office has no keys yet.", "Make them with “sciattache key show”.")
    passphrase = new_key().passphrase or ""
    _write(to.parent, to.name, keys.backup(held, passphrase))
    print(f"Written to {to}.")


def restore_key(store: StorePath, file: Annotated[Path, typer.Argument(metavar="BACKUP")]) -> None:
    """Take the office's secret keys back from a backup of them."""
    passphrase = os.environ.get(PASSPHRASE) or typer.prompt("Passphrase", hide_input=True, err=True)
    try:
        held = keys.restore(_read(file), passphrase)
    except ValueError:
        raise KnownError(f"The passphrase does not open {file}.", "Try it again.") from None
    with opened(store) as office, office.remember() as session:
        keys.keep(session, held)
    print("Taken back.")


def new_headquarters(store: StorePath) -> None:
    """Make a new store that is headquarters'."""
    office = offices.open_office(store) if store.exists() else offices.create(store)
    try:
        membership.become_headquarters(office)
    finally:
        office.close()
    print(f"{store} is headquarters' now.")


def enrol_office(
    store: StorePath,
    request: Annotated[Path, typer.Argument(metavar="REQUEST")],
    to: Folder,
    clearance: Annotated[int, typer.Option(help="The highest marking that it may be sent.")] = 0,
) -> None:
    """Take an office in: writes the answer for it, and says the six words to read out."""
    with _headquarters(store) as office:
        found = membership.enrol(office, _read(request), clearance=clearance)
    path = _write(to, container.file_name(found.answer), found.answer)
    print(f"{found.peer.office} is number {found.peer.site}.")
    print(f"Answer: {path}")
    print(f"Read out by telephone: {found.words}")


def list_posts(store: StorePath, as_json: AsJson = False) -> None:
    """List the offices, and how matters stand with each."""
    with _headquarters(store) as office, office.session() as session:
        found = status.standings(session)
    if as_json:
        say_json([status.as_plain(one) for one in found])
        return
    for one in found:
        holes = f", lacks {list(one.holes)}" if one.holes else ""
        print(f"{one.site:4} {one.office} ({one.state}): up to step {one.last}{holes}")


def revoke_office(store: StorePath, site: Annotated[int, typer.Argument(metavar="NUMBER")]) -> None:
    """Take nothing more from an office's keys, and send it nothing more."""
    with _headquarters(store) as office:
        membership.revoke(office, site)
    print("Revoked.")


@contextmanager
def _headquarters(store: Path) -> Iterator[Office]:
    """Headquarters' store, opened; any other is refused."""
    with opened(store) as office:
        with office.session() as session:
            site = partners.me(session).site
        if site != HEADQUARTERS:
            raise KnownError(f"{store} is not headquarters'.", "Make one with “sciattache hq new”.")
        yield office


def _contents(files: list[Path]) -> Iterator[tuple[str, bytes]]:
    """The bundles in files, in mails' attachments, and in folders, by name."""
    for file in files:
        if file.is_dir():
            inside = sorted((*file.rglob("*.psb"), *file.rglob("*.eml")))
            yield from _contents(inside)
        elif file.suffix.casefold() == ".eml":
            mail = email.message_from_bytes(_read(file), policy=email.policy.default)
            for part in mail.walk():
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.startswith(container.MAGIC[:4]):
                    yield f"{file.name}: {part.get_filename() or 'attachment'}", content
        else:
            yield file.name, _read(file)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST_MAIL:
            raise KnownError(f"{file} is larger than any bundle.", "Check which file it is.")
        return file.read_bytes()
    except OSError as error:
        raise KnownError(
            f"{file} cannot be read: {error.strerror}.", "Check where it is."
        ) from None


def _write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole or not at all: under another name first, read back, then renamed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if Path(file.name).read_bytes() != content:
            raise OSError(0, "what was written is not what can be read")
        return Path(file.name).replace(folder / name)
    except OSError as error:
        raise KnownError(
            f"{folder / name} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None


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


def _budget(text: str) -> int:
    """Bytes of contents that go at once; less than a chunk would keep large ones back for ever."""
    words = {"none": 0, "0": 0, "all": contents.MOST}
    size = words.get(text.strip().casefold())
    if size is None:
        size = _size(text)
        if size < chunks.CHUNK:
            raise KnownError(
                f"{text} is too small for files: they go in pieces of 262144 bytes.",
                "Allow at least 300k, or write none.",
            )
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
        "chunks": one.came.chunks if one.came else 0,
        "files": len(one.came.whole) if one.came else 0,
    }


COMMANDS = {"clashes": list_clashes, "settle-clash": settle_clash}


def _group(told: str, commands: dict[str, Callable[..., None]]) -> typer.Typer:
    made = typer.Typer(no_args_is_help=True, help=told)
    for name, function in commands.items():
        made.command(name)(function)
    return made


GROUPS = {
    "bundle": _group(
        "Exchange what changed with headquarters, by file.",
        {"make": make_bundles, "take": take_bundles, "status": bundle_status},
    ),
    "key": _group(
        "The keys by which this office signs and opens bundles.",
        {"show": show_key, "backup": back_up_key, "restore": restore_key},
    ),
    "hq": _group(
        "What headquarters does: enrol offices, take their bundles, make theirs.",
        {
            "new": new_headquarters, "enrol": enrol_office, "take": take_bundles,
            "make": make_bundles, "posts": list_posts, "revoke": revoke_office,
        },
    ),
}  # fmt: skip
"""Commands of two words."""
