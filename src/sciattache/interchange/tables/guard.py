"""Keep text from being taken for a formula by a spreadsheet, and take the guard off again."""

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_GUARD = re.compile(r"'[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet might run it (OWASP, CSV injection).

    Text that already begins like a guarded one gets one more, so that `unguarded` is its inverse.
    """
    return "'" + text if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """The text without its guard, if it has one."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def may_be_guarded(text: str) -> bool:
    """Whether a guard stands anywhere in this text; quick, for whole pieces of a file."""
    return _GUARD.search(text) is not None
