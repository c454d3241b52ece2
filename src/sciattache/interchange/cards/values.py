"""The text of vCard values: escapes, lists, dates and places."""

from __future__ import annotations

import re
from datetime import date

_ESCAPED = re.compile(r"\\([nN\\;,:])")
# A separator and what follows it; an escape is a backslash with any character, or at the end.
_PART = {
    separator: re.compile(
        rf"{separator}([^\\{separator}]*(?:\\(?:.|$)[^\\{separator}]*)*)", re.DOTALL
    )
    for separator in ";,"
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FULL_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](.*))?$")
_MONTH_DAY = re.compile(r"--(\d\d)-?(\d\d)$")
_MIDNIGHT = re.compile(r"(?:00(?::?00){0,2}(?:\.0+)?)?(?:Z|[+-]00:?00)?$")
_GEO = re.compile(
    r"(?:geo:)?\s*([+-]?\d+(?:\.\d*)?)\s*[,;]\s*([+-]?\d+(?:\.\d*)?)(?:[,;].*)?$", re.IGNORECASE
)
_ORCID = re.compile(r"(?<!\d)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?!\w)", re.IGNORECASE)


def plain(raw: str) -> str:
    """The text meant by an escaped value (RFC 6350, 3.4); unknown escapes stay as they are."""
    text = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], raw)
    return text.strip()


def escaped(text: str, special: str = ",;") -> str:
    """Text made safe for a line; control characters, which no line may hold, are dropped."""
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    result = clean.replace("\\", "\\\\").replace("\n", "\\n")
    for character in special:
        result = result.replace(character, "\\" + character)
    return result


def split(raw: str, separator: str, version: str) -> list[str]:
    """The still escaped parts of a value.

    In vCard 2.1 a separator after any backslash belongs to the text; later versions read
    escapes from the left, so that a doubled backslash does not protect what follows.
    """
    if version.startswith("2"):
        return re.split(rf"(?<!\\){re.escape(separator)}", raw)
    return [match[1] for match in _PART[separator].finditer(separator + raw)]


def texts(raw: str, separator: str, version: str) -> list[str]:
    """The parts of a value as plain text."""
    return [plain(part) for part in split(raw, separator, version)]


def day(raw: str) -> str:
    """A date as ISO 8601 where it is whole, "--MMDD" without a year, else the text itself."""
    text = plain(raw)
    if match := _MONTH_DAY.match(text):
        return f"--{match[1]}{match[2]}"
    match = _FULL_DATE.match(text)
    if match is None or (match[4] and not _MIDNIGHT.match(match[4])):
        return text
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return text


def without_year(iso: str, omitted: str) -> str:
    """A birthday whose year is a stand-in for "not known" (Apple writes 1604)."""
    if omitted and iso.startswith(omitted + "-") and len(iso) == 10:
        return f"--{iso[5:7]}{iso[8:10]}"
    return iso


def place(raw: str) -> str:
    """A GEO value of any version as "latitude,longitude"; empty if it is none."""
    match = _GEO.match(plain(raw))
    return f"{match[1]},{match[2]}" if match else ""


def orcid(text: str) -> str:
    """The ORCID identifier in a text, bare; empty if there is none."""
    match = _ORCID.search(text)
    return match[1].upper() if match else ""
