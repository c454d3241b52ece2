"""Translate the recurrence rules of vCalendar 1.0 into those of RFC 5545."""

import re

from sciattache.errors import Told

_FREQUENCIES = {
    "D": "DAILY",
    "W": "WEEKLY",
    "MD": "MONTHLY",
    "MP": "MONTHLY",
    "YM": "YEARLY",
    "YD": "YEARLY",
}
_CHOOSES = {"W": "BYDAY", "MP": "BYDAY", "MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}
_NUMBERED = {"MD", "YM", "YD"}
_NUMBER = re.compile(r"\d{1,3}[+-]?|LD")
_ORDINAL = re.compile(r"\d[+-]")
_CLOCK = re.compile(r"\d{4}")
_DAYS = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"}


def translate(rule: str) -> str:
    """Give the RFC 5545 rule for one such as `MP1 1+ MO #6` (vCalendar 1.0, section 2.5).

    A rule without a count or an end happens twice there, one with `#0` forever.
    ValueError for what is no rule of that kind.
    """
    words = rule.upper().split()
    head = re.fullmatch(r"(D|W|MD|MP|YM|YD)(\d+)", words[0]) if words else None
    if not head or not int(head[2]):
        raise ValueError(Told("“{text}” is no vCalendar 1.0 rule", text=rule))
    kind = head[1]
    limits = ["COUNT=2"]
    chosen: list[str] = []
    ordinals: list[str] = []
    for word in words[1:]:
        if limit := _limit(word):
            limits = [limit] if limit != "COUNT=0" else []
        elif word in _DAYS:
            chosen += [f"{ordinal}{word}" for ordinal in ordinals or [""]]
        elif kind == "MP" and _ORDINAL.fullmatch(word):
            ordinals.append(_signed(word))
        elif kind in _NUMBERED and _NUMBER.fullmatch(word):
            chosen.append(_signed(word))
        elif not _CLOCK.fullmatch(word):  # a time of day only repeats the start's
            raise ValueError(Told("“{text}” is no vCalendar 1.0 rule", text=rule))
    parts = [f"FREQ={_FREQUENCIES[kind]}", f"INTERVAL={int(head[2])}", *limits]
    if chosen:
        parts.append(f"{_CHOOSES[kind]}={','.join(chosen)}")
    return ";".join(parts)


def _limit(word: str) -> str:
    if re.fullmatch(r"#\d+", word):
        return f"COUNT={int(word[1:])}"
    return f"UNTIL={word}" if re.fullmatch(r"\d{8}(T\d{6}Z?)?", word) else ""


def _signed(word: str) -> str:
    if word == "LD":
        return "-1"
    return f"-{word[:-1]}" if word.endswith("-") else word.rstrip("+")
