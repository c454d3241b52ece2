"""The attachments in a winmail.dat, by which Outlook sends some mails (MS-OXTNEF)."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE = bytes.fromhex("789f3e22")
_ATTACH_DATA = 0x0006800F
_HEAD = 6
_ATTRIBUTE = 9
"""Bytes of an attribute's level (1), id (4) and length (4); two of a sum follow its value."""


def is_winmail(content: bytes) -> bool:
    """Whether a file is of this kind, whatever its name."""
    return content.startswith(_SIGNATURE)


def attachments(content: bytes) -> Iterator[bytes]:
    """The content of each attachment, in order; it ends where the file is damaged."""
    at = _HEAD
    while at + _ATTRIBUTE <= len(content):
        id = int.from_bytes(content[at + 1 : at + 5], "little")
        size = int.from_bytes(content[at + 5 : at + 9], "little")
        value = content[at + _ATTRIBUTE : at + _ATTRIBUTE + size]
        if len(value) < size:
            return
        if id == _ATTACH_DATA:
            yield value
        at += _ATTRIBUTE + size + 2
