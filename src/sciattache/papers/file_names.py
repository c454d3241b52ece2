"""Names of files that Windows, macOS and Linux all take."""

import re
import unicodedata

_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_MOST_BYTES = 180
"""Of UTF-8 (ext4 takes 255), so that an ending and a number fit behind."""
_MOST_SIGNS = 60


def file_name(text: str) -> str:
    """A text as the stem of a file's name, in its own script; “untitled” where nothing is left.

    Letters with their marks, digits, ``_`` and ``-`` stay; what parts folders, what Windows
    forbids or reserves (Microsoft, *Naming Files, Paths, and Namespaces*), and dots do not.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(sign if _stays(sign) else " " if sign.isspace() else "" for sign in composed)
    name = re.sub(r"\s+", "-", kept.strip(" -"))[:_MOST_SIGNS]
    name = name.encode()[:_MOST_BYTES].decode(errors="ignore").strip("-")
    if _RESERVED.fullmatch(name):
        return f"{name}_"
    return name or "untitled"


def untaken(name: str, taken: set[str]) -> str:
    """The name, numbered where ``taken`` has it in any case of letters; it is added there."""
    wanted, number = name, 1
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{name}-{number}"
    taken.add(wanted.casefold())
    return wanted


def _stays(sign: str) -> bool:
    return sign in "-_ " or unicodedata.category(sign)[0] in "LMN"
