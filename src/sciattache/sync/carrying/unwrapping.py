"""Find the bundles in what came: mails, mails in mails, archives, and what mail programs mangle."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import olefile

from sciattache.sync import container
from sciattache.sync.carrying import winmail
from sciattache.sync.container import LARGEST, MAGIC

_HEAD = 52
_SIZE = slice(12, 20)
_DEEP = 5
"""Wrappings in wrappings that are looked into."""
_MEMBERS = 2_000
"""Files in one archive or mail that are looked at."""
_MOST = 2 * LARGEST
"""Bytes that are unfolded of one file."""
WRAPPINGS = (".eml", ".msg", ".zip", ".dat")
_MAIL = re.compile(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\r?\n)?(?:[!-9;-~]+:[^\n]*\r?\n)")
_BASE64 = base64.b64encode(MAGIC[:6])
_BLANK, _BOM = b" \t\r\n", b"\xef\xbb\xbf"
_UNPACKING = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError,
    EOFError, NotImplementedError, OSError, ValueError,
)  # fmt: skip
"""What an archive that is damaged, or packed by unknown means, raises."""
_ATTACHED = "__substg1.0_37010102"
"""The stream of a .msg that holds what an attachment is (MS-OXMSG, PidTagAttachDataBinary)."""


@dataclass(frozen=True)
class Wrapped:
    """A bundle that was found, and where: “mail.eml: x.psb”."""

    name: str
    content: bytes


@dataclass
class _Looking:
    """What was found so far, how much was unfolded for it, and what could not be."""

    found: list[Wrapped] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    left: int = _MOST
    members: int = _MEMBERS

    def trouble(self, name: str, why: str) -> None:
        self.troubles.append(f"{name}: {why}")

    def may(self, name: str, size: int) -> bool:
        """Whether so many more bytes are looked at; a bomb is not unfolded."""
        self.left -= size
        self.members -= 1
        if self.left >= 0 and self.members >= 0:
            return True
        self.trouble(name, "It holds more than any bundle, and is not looked at further.")
        return False


def bundles(name: str, content: bytes) -> tuple[list[Wrapped], list[str]]:
    """The bundles in a file's content, and a sentence for each wrapping that cannot be opened.

    They are taken by what they are, not by how they are called.
    """
    looking = _Looking()
    _look(looking, name, content, 0)
    return looking.found, looking.troubles


def is_worth_reading(name: str, head: bytes) -> bool:
    """Whether a file with this name and beginning may be a bundle, or have one in it."""
    ending = f".{name.casefold().rpartition('.')[2]}"
    if ending in (container.SUFFIX, *WRAPPINGS):
        return True
    return any(is_it(head) for is_it, _ in _KINDS)


def is_cut_short(content: bytes) -> bool:
    """Whether a file begins as a bundle or an archive does and is not there to its end."""
    if content.startswith(b"PK\x03\x04"):
        return not zipfile.is_zipfile(io.BytesIO(content))
    if content.startswith(MAGIC):
        return len(content) < _HEAD + int.from_bytes(content[_SIZE], "big")
    return MAGIC.startswith(content)


def _look(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    if depth > _DEEP:
        looking.trouble(name, "It is wrapped too often.")
        return
    for is_it, look in _KINDS:
        if is_it(content):
            look(looking, name, content, depth)
            return


def _whole(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    """A bundle: as it came, or with what mail put behind it taken away."""
    end = _HEAD + int.from_bytes(content[_SIZE], "big")
    rest = content[end:]
    looking.found.append(
        Wrapped(name, content[:end] if rest and not rest.strip(_BLANK) else content)
    )


def _mangled(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    """A bundle whose line ends were doubled: undone, and its own digest says whether rightly."""
    looking.found.append(Wrapped(name, content.replace(b"\r\n", b"\n")))


def _encoded(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    """A bundle as text: what is left where a mail program did not decode it."""
    try:
        plain = base64.b64decode(re.sub(rb"\s+", b"", content), validate=True)
    except (binascii.Error, ValueError):
        looking.trouble(name, "It is damaged text.")
        return
    _look(looking, name, plain, depth + 1)


def _mail(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    try:
        told = email.message_from_bytes(
            content.lstrip(b"\xef\xbb\xbf"), policy=email.policy.compat32
        )
        for part in told.walk():
            if part.is_multipart():
                continue
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes) and looking.may(name, len(inner)):
                _look(looking, f"{name}: {_named(part.get_filename)}", inner, depth + 1)
    except RecursionError:
        looking.trouble(name, "It is wrapped too often.")


def _named(get: Callable[[], object]) -> str:
    """How an attachment is called, as far as that can be read."""
    try:
        return str(get() or "attachment")
    except (LookupError, TypeError, UnicodeError, ValueError):
        return "attachment"


def _archive(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.infolist():
                if one.is_dir():
                    continue
                if one.flag_bits & 1:
                    looking.trouble(name, "It has a password: unpack it first.")
                    return
                if not looking.may(name, one.file_size):
                    return
                with archive.open(one) as file:
                    inner = file.read(one.file_size)
                _look(looking, f"{name}: {one.filename}", inner, depth + 1)
    except _UNPACKING:
        looking.trouble(name, "It is a damaged archive.")


def _winmail(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    for inner in winmail.attachments(content):
        if not looking.may(name, len(inner)):
            return
        _look(looking, f"{name}: attachment", inner, depth + 1)


def _outlook(looking: _Looking, name: str, content: bytes, depth: int) -> None:
    try:
        for inner in _streams(content):
            if not looking.may(name, len(inner)):
                return
            _look(looking, f"{name}: attachment", inner, depth + 1)
    except Exception:  # the library raises whatever its reading of damaged files comes to
        looking.trouble(name, "It cannot be read: save the attachment out of the mail.")


def _streams(content: bytes) -> Iterator[bytes]:
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        for path in file.listdir():
            if path[-1] == _ATTACHED and file.get_size(path) <= LARGEST:
                yield file.openstream(path).read()


def _is_mangled(content: bytes) -> bool:
    return content.startswith(MAGIC.replace(b"\n", b"\r\n"))


def _is_cut_magic(content: bytes) -> bool:
    """A bundle that lost its line ends for good: who looks at it says so."""
    return content[:4] == MAGIC[:4]


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[_Looking, str, bytes, int], None]], ...] = (
    (lambda content: content.startswith(MAGIC), _whole),
    (_is_mangled, _mangled),
    (_is_cut_magic, lambda looking, name, content, _: looking.found.append(Wrapped(name, content))),
    (lambda content: content.lstrip(_BLANK).startswith(_BASE64), _encoded),
    (lambda content: content.startswith((b"PK\x03\x04", b"PK\x05\x06")), _archive),
    (winmail.is_winmail, _winmail),
    (lambda content: content.startswith(olefile.MAGIC), _outlook),
    (lambda content: _MAIL.match(content) is not None, _mail),
)
"""How each kind of wrapping is known by its beginning, and how it is looked into."""
