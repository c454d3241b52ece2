"""Hours of the day as people type them: 9, 930, 9:30, 9h30, 9.30 pm."""

from __future__ import annotations

import re
from datetime import time

_HOUR = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})?|(\d{2}))?\s*([ap]\.?m?\.?)?", re.IGNORECASE)


def read(text: str) -> time | None:
    """The hour meant, None for nothing; ``ValueError`` with a sentence when it is none.

    Digits of any script are read; 24:00 is the midnight at the end of the day.
    """
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text).strip()
    if not plain:
        return None
    found = _HOUR.fullmatch(plain)
    hour = int(found[1]) if found else 99
    minute = int(found[2] or found[3] or 0) if found else 0
    half = (found[4] or "").lower()[:1] if found else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        return time()
    if hour > 23 or minute > 59:
        raise ValueError(f"“{text.strip()[:20]}” is not an hour. Write it like 9:30.")
    return time(hour, minute)
