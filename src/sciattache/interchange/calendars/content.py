"""Turn the bytes of a calendar file, however damaged, into content lines (RFC 5545 3.1)."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

import charset_normalizer

from sciattache.errors import Told

_LINE_END = re.compile(rb"\r\n|\n|\r")
_HEAD = re.compile(r'([^\s:;="]+)[ \t]*((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';\s*([^=;"]+)(?:=((?:"[^"]*"|[^;"])*))?')
_LOOKS_LIKE_A_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*[ \t]*[;:]")
_SHOUTED = re.compile(rb"[A-Z][A-Z0-9-]*[ \t]*[;:]")
_NAME_ALONE = re.compile(rb"[A-Z][A-Z0-9-]*[ \t]*")
_FOLDED_COLON = re.compile(rb"[ \t]+[;:]")
_TEXTUAL = re.compile(
    rb"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-[A-Z0-9-]+)[;:]", re.IGNORECASE
)
_INDENTED_FRAME = re.compile(rb"[ \t]+(?:BEGIN|END):V[A-Z]+[ \t]*", re.IGNORECASE)
_DATED = frozenset({"DTSTART", "DTEND", "DUE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_KNOWN_IN_ANY_CASE = frozenset(
    b"""attach attendee begin categories class comment contact created description dtend dtstamp
    dtstart due duration end exdate exrule geo last-modified location method organizer priority
    prodid rdate recurrence-id related-to resources rrule sequence status summary transp trigger
    tzid tzname tzoffsetfrom tzoffsetto uid url version calscale action""".split()
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_QUOTED_LEFTOVER = re.compile(r"=0D=0A|(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name and parameter names in capitals, its value still escaped."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT (RFC 5545 3.3.11), quoted-printable undone."""
        if self._quoted:
            return unescape(_unquote(self.value, self.parameters.get("CHARSET", "utf-8")))
        if _QUOTED_LEFTOVER.search(self.value):
            return unescape(_unquote(self.value, "utf-8"))
        return unescape(self.value)

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as a list of TEXT, split at the commas that are not escaped."""
        value = _unquote(self.value, "utf-8") if self._quoted else self.value
        parts = re.findall(r"(?:[^,\\]|\\.)+", value, re.DOTALL)
        return tuple(text for part in parts if (text := unescape(part).strip()))

    @property
    def _quoted(self) -> bool:
        return self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE"


def lines(data: bytes) -> tuple[list[Line], list[tuple[int, str]]]:
    """Give the lines of a file, and (line number, sentence) for what was guessed or passed over.

    Number 0 stands for the whole file.
    """
    data, notes = _as_utf8(data)
    found = []
    for number, raw in _unfolded(data):
        text = raw.decode("utf-8", "replace")
        line = _parse(number, text)
        if line:
            found.append(line)
        else:
            notes.append(
                (
                    number,
                    Told("“{text}” is not understood and passed over.", text=text.strip()[:40]),
                )
            )
    return found, notes


def unescape(value: str) -> str:
    """Undo the backslashes of a TEXT value."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def _as_utf8(data: bytes) -> tuple[bytes, list[tuple[int, str]]]:
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"B\0E\0", "utf-16-le"),
        (b"\0B\0E", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data.decode(codec, "replace").encode(), []
    # A fold may stand inside a character, so the bytes are judged without folds.
    joined = re.sub(rb"(?:\r\n|\n)[ \t]", b"", data)
    if b"\x1b$" in joined:
        text = data.decode("iso2022_jp", "replace")
        return text.encode(), [(0, Told("The text is read as {encoding}.", encoding="ISO-2022-JP"))]
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, joined)
    return data, []


def _guess(data: bytes, joined: bytes) -> tuple[bytes, list[tuple[int, str]]]:
    damaged = joined.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if sum(char > "\x7f" for char in damaged) - lost >= lost:
        return data, [
            (
                0,
                Told(
                    "The text is damaged in {count} places; they are shown as \ufffd.", count=lost
                ),
            )
        ]
    odd = b"\n".join(raw for raw in _LINE_END.split(joined) if not raw.isascii())
    matches = charset_normalizer.from_bytes(odd[:200_000])
    best = matches.best()
    # Among readings equally sound, that of Western Windows is the likeliest.
    western = best is None or any(
        match.encoding == "cp1252" and match.chaos <= best.chaos for match in matches
    )
    codec = "cp1252" if western or best is None else best.encoding
    return data.decode(codec, "replace").encode(), [
        (0, Told("The text is not UTF-8; read as {encoding}.", encoding=codec))
    ]


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    pieces: list[bytes] = []
    began = 0
    soft = False
    last = b""
    old_style = b"\nVERSION:1.0" in data[:2000]
    every = [(number, raw) for number, raw in enumerate(_LINE_END.split(data), 1) if raw.strip()]
    for index, (number, raw) in enumerate(every):
        if soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(raw.removeprefix(b" ") if old_style else raw)
        elif raw[:1] in b" \t" and pieces and not _INDENTED_FRAME.fullmatch(raw):
            # vCalendar 1.0 folds at a blank and keeps it; RFC 5545 adds one and takes it away.
            keeps = old_style and raw.lstrip()[:1] not in b":;"
            pieces.append(b" " + raw.lstrip() if keeps else raw[1:])
        elif pieces and _TEXTUAL.match(pieces[0]) and not _starts(every, index):
            # A fold that lost its blank, or a line break that nobody escaped.
            pieces.append(raw if 72 <= len(last) <= 76 else b"\\n" + raw)
        else:
            if pieces:
                yield began, b"".join(pieces)
            pieces, began = [raw.lstrip()], number
        last = raw
        soft = raw.endswith(b"=") and b"QUOTED-PRINTABLE" in pieces[0][:200].upper()
    if pieces:
        yield began, b"".join(pieces)


def _starts(every: list[tuple[int, bytes]], index: int) -> bool:
    """Whether a line begins a property, and is not text that ran over from the one before."""
    raw = every[index][1].lstrip()
    match = _LOOKS_LIKE_A_LINE.match(raw)
    if match:
        name = match[0].rstrip(b" \t;:").lower()
        known = name in _KNOWN_IN_ANY_CASE or name.startswith(b"x-")
        return known or bool(_SHOUTED.match(raw))
    following = every[index + 1][1] if index + 1 < len(every) else b""
    return bool(_NAME_ALONE.fullmatch(raw) and _FOLDED_COLON.match(following))


def _parse(number: int, text: str) -> Line | None:
    match = _HEAD.match(text)
    if match:
        name, parameters, value = match.groups()
    else:
        head, colon, value = text.partition(":")
        name, _, rest = head.partition(";")
        if not colon or not name.strip():
            return None
        parameters = f";{rest}" if rest else ""
    name = name.upper()
    if name in _DATED and ":" in value:
        # An unquoted zone name such as (UTC-03:00) Brasilia; a date itself has no colon.
        more, _, last = value.rpartition(":")
        if re.match(r"\s*-?\d{6}", last):
            parameters, value = f"{parameters}:{more}", last
    return Line(number, name, _parameters(parameters), value)


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if not text:
        return found
    for name, value in _PARAMETER.findall(text):
        name = name.strip().upper()
        if not value and name in {"QUOTED-PRINTABLE", "BASE64"}:
            name, value = "ENCODING", name
        value = value.replace('"', "").strip()
        found.setdefault(name, _CARET.sub(lambda m: _CARETS[m[1]], value))
    return found


def _unquote(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode())
    try:
        text = raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = raw.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")
