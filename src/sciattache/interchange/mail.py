"""Drafts of e-mails as files (RFC 5322) that mail programs open to be read over and sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formataddr

_WRITTEN = policy.SMTP.clone(refold_source="none")
"""Headers in other scripts are folded here: where words of several scripts stand beside each other
the library's newer folding loses blanks, or doubles them, which mail programs show."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
}


@dataclass(frozen=True)
class Recipient:
    """Who a draft is for: a name in any script and an address."""

    name: str
    email: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a draft."""

    name: str
    content: bytes


def draft(
    to: Sequence[Recipient],
    subject: str,
    body: str,
    *,
    attachments: Sequence[Attachment] = (),
    sender: Recipient | None = None,
    language: str = "",
) -> bytes:
    """A message that is not sent yet; the same arguments give the same bytes.

    X-Unsent makes Outlook open it for writing; who sends it, and when, the mail program says.
    An address that no header can hold is left out (``unusable`` names them).
    """
    made = EmailMessage(policy=policy.SMTP)
    made["X-Unsent"] = "1"
    if sender is not None and (address := _address(sender)):
        made.set_raw("From", _addressed(address))
    listed = [address for one in to if (address := _address(one))]
    if listed:
        made.set_raw("To", ",\r\n ".join(map(_addressed, listed)))
    made.set_raw("Subject", _folded(_line(subject), len("Subject: ")))
    made.set_content(_text(body), cte="quoted-printable")
    for one in attachments:
        kind, _, subtype = _TYPES.get(_ending(one.name), "application/octet-stream").partition("/")
        made.add_attachment(
            one.content, maintype=kind, subtype=subtype, filename=_line(one.name), cte="base64"
        )
    if language:
        made["Content-Language"] = language
    if attachments:
        made.set_boundary(_boundary(subject, body, attachments))
    return made.as_bytes(policy=_WRITTEN)


def unusable(to: Sequence[Recipient]) -> list[Recipient]:
    """Those whose address no header can hold."""
    return [one for one in to if _address(one) is None]


def _address(who: Recipient) -> Address | None:
    """A name and address for a header; a domain in another script as the network has it."""
    local, sign, domain = who.email.strip().rpartition("@")
    if not (local and sign and domain):
        return None
    try:
        return Address(_line(who.name), addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (ValueError, UnicodeError, IndexError):
        return None


def _addressed(address: Address) -> str:
    """A name and address as a header has them."""
    name = address.display_name
    if name.isascii():
        return formataddr((name, address.addr_spec))
    return f"{_folded(name, len('From: '))} <{address.addr_spec}>"


def _folded(text: str, taken: int) -> str:
    """Words for a header (RFC 2047), on lines of which the first has so many signs before it."""
    made = Header(text, None if text.isascii() else "utf-8", header_name="-" * (taken - 2))
    return made.encode(linesep="\r\n")


def _line(text: str) -> str:
    """A text on one line, so that it cannot begin another header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _text(body: str) -> str:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_CONTROL.sub("", line).rstrip() for line in lines).strip("\n") + "\n"


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2].casefold()}" if "." in name else ""


def _boundary(subject: str, body: str, attachments: Sequence[Attachment]) -> str:
    """A line that parts the message: made of what is in it, so that nothing there is the same."""
    whole = hashlib.sha256("\0".join((subject, body)).encode(errors="replace"))
    for one in attachments:
        whole.update(one.name.encode(errors="replace") + one.content)
    return f"=_{whole.hexdigest()[:40]}"
