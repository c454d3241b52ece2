"""Mails and other files as their parts: pages, texts, calendars, PDF."""

from __future__ import annotations

import email
import email.utils
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import Message
from functools import partial
from pathlib import Path
from typing import Any

from sciattache.errors import KnownError

_MOST_PARTS = 200
_DEEPEST = 12
_MOST_LINES = 10_000
"""Lines that may begin a part."""
_MOST_PAGES = 30
_KINDS = {
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".html": "page", ".htm": "page",
    ".xhtml": "page", ".json": "json", ".jsonld": "json", ".ics": "calendar", ".pdf": "pdf",
    ".txt": "text", ".text": "text",
}  # fmt: skip
_TYPES = {
    "text/html": "page", "application/xhtml+xml": "page", "text/plain": "text",
    "text/calendar": "calendar", "application/ics": "calendar", "application/pdf": "pdf",
    "application/ld+json": "json", "application/json": "json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter: its name, what it is, and its bytes; ``charset`` as it is told."""

    name: str
    kind: str
    content: bytes
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its parts, and when it was sent."""

    parts: tuple[Part, ...]
    sent: date | None
    notes: tuple[str, ...] = ()


def kind(name: str, content: bytes) -> str:
    """What a file is, by its ending and its first signs; ``text`` if nothing else."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith(b"begin:vcalendar"):
        return "calendar"
    told = _KINDS.get(Path(name).suffix.casefold(), "")
    if told in ("text", "") and (
        start.startswith((b"<!doctype html", b"<html")) or b"<body" in start
    ):
        return "page"
    return told or "text"


def opened(content: bytes) -> Letter:
    """A mail's parts, those of mails within it too; ``KnownError`` where they are no mail's."""
    try:
        if content.count(b"\n--") > _MOST_LINES:
            raise RecursionError
        message = email.message_from_bytes(content)
    except RecursionError:
        raise KnownError(
            "Its parts are too many, or nested too deeply.",
            "Save the confirmation alone, as HTML or as text.",
        ) from None
    parts: list[Part] = []
    notes: list[str] = []
    for part in _leaves(message):
        if len(parts) >= _MOST_PARTS:
            notes.append(f"Only its first {_MOST_PARTS} parts were read.")
            break
        name = _safe(part.get_filename) or ""
        what = _TYPES.get(part.get_content_type(), "") or _KINDS.get(
            Path(name).suffix.casefold(), ""
        )
        if not what or what == "mail":
            continue
        payload = _safe(partial(part.get_payload, decode=True))
        if isinstance(payload, bytes):
            parts.append(Part(name or what, what, payload, _safe(part.get_content_charset) or ""))
    return Letter(tuple(parts), _sent(message), tuple(notes))


def envelope(file: Path) -> date | None:
    """When a mail was sent whose header is kept as ``context.eml`` beside its body."""
    beside = [file.with_name("context.eml")]
    stem, sign, _ = file.name.rpartition("__")
    if sign:
        beside.append(file.with_name(f"{stem}__context.eml"))
    for path in beside:
        if path != file and path.is_file() and path.stat().st_size < 100_000:
            return _sent(email.message_from_bytes(path.read_bytes()))
    return None


def text_of(part: Part) -> str:
    """The text of a part, in the charset that it tells or the likeliest."""
    if part.kind == "pdf":
        return _pdf(part.content)
    for charset in (part.charset, "utf-8-sig"):
        if charset:
            try:
                return part.content.decode(charset)
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
    if part.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return part.content.decode("utf-16", "replace")
    return part.content.decode("cp1252", "replace")


def _leaves(message: Message) -> Iterator[Message]:
    stack: list[tuple[Message, int]] = [(message, 0)]
    while stack:
        one, depth = stack.pop()
        held = one.get_payload() if one.is_multipart() else None
        if isinstance(held, list) and depth < _DEEPEST:
            stack += [(part, depth + 1) for part in reversed(held) if isinstance(part, Message)]
        elif held is None:
            yield one


def _sent(message: Message) -> date | None:
    """The day on which a mail says that it was sent."""
    told = _safe(lambda: message.get("Date"))
    try:
        return email.utils.parsedate_to_datetime(str(told)).date() if told else None
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _pdf(content: bytes) -> str:
    import pypdfium2  # heavy: only for a PDF

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        pages = (document[number] for number in range(min(len(document), _MOST_PAGES)))
        return "\n".join(page.get_textpage().get_text_bounded()[:200_000] for page in pages)
    except pypdfium2.PdfiumError:
        return ""
    finally:
        document.close()


def _safe(ask: Callable[[], Any]) -> Any:
    """What a mail's header tells; the parser of the standard library fails on some broken ones."""
    try:
        return ask()
    except Exception:
        return None


__all__ = ["Letter", "Part", "envelope", "kind", "opened", "text_of"]
