"""Write what mail programs wrap files in, as their formats say."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from email.policy import SMTP


def mail(*attachments: tuple[str, bytes], cte: str = "base64") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Bundles"
    message["To"] = "hq@ministry.example"
    message.set_content("Here they are.")
    for name, content in attachments:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name, cte=cte
        )
    return message.as_bytes()


def mail_in_mail(inner: bytes) -> bytes:
    import email

    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Fwd: Bundles"
    message.set_content("See below.")
    message.add_attachment(email.message_from_bytes(inner, policy=SMTP))
    return message.as_bytes()


def archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return written.getvalue()


def winmail(*attachments: tuple[str, bytes]) -> bytes:
    """[MS-OXTNEF] 2.1: a signature, a key, attributes of level, id, length, data and sum."""

    def attribute(level: int, id: int, data: bytes) -> bytes:
        return (
            struct.pack("<BII", level, id, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
        )

    made = bytes.fromhex("789f3e22") + struct.pack("<H", 1)
    made += attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
    made += attribute(1, 0x00088008, b"IPM.Microsoft Mail.Note\0")
    for name, content in attachments:
        made += attribute(2, 0x00069002, bytes(14))
        made += attribute(2, 0x00018010, name.encode() + b"\0")
        made += attribute(2, 0x0006800F, content)
    return made


_SECTOR = 512
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def outlook(content: bytes) -> bytes:
    """A .msg with one attachment of 4096 bytes at least: [MS-CFB], version 3, [MS-OXMSG] 2.2.2."""
    data = content + bytes(-len(content) % _SECTOR)
    count = len(data) // _SECTOR
    used = count + 1 + 1  # the stream, the directory, room for what follows
    tables = -(-(used + 8) // (_SECTOR // 4))
    fat = [*range(1, count), _END, _END, *[_FAT] * tables]
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, count, 0, 4096,
                          _END, 0, _END, 0)  # fmt: skip
    listed = [count + 1 + number for number in range(tables)]
    header += struct.pack("<109I", *listed, *[_FREE] * (109 - tables))
    folder = (
        _entry("Root Entry", 5, child=1, start=_END)
        + _entry("__attach_version1.0_#00000000", 1, child=2)
        + _entry("__substg1.0_37010102", 2, start=0, size=len(content))
        + bytes(128)
    )
    return header + data + folder + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, *, child: int = _NONE, start: int = 0, size: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    made = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _NONE, _NONE, child)
    return made + bytes(36) + struct.pack("<IQ", start, size)


def bomb() -> bytes:
    """An archive of a few hundred kilobytes that unfolds to more than any bundle."""
    return archive(*((f"{n}.psb", bytes(40_000_000)) for n in range(4)))
