"""What files, verdicts and values of an import are called on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from sciattache.domain.fields import Field
from sciattache.errors import Told
from sciattache.interchange.drafts import Draft
from sciattache.interchange.plan import Changed, Planned
from sciattache.ui import showing
from sciattache.ui.words import say

VERDICT_LOOKS = {
    "new": ("plus", "good"),
    "updates": ("pencil", "accent"),
    "same": ("check", "quiet"),
    "refused": ("x", "bad"),
}
"""The icon and the colour of each verdict, in the order in which they are shown."""


def verdict(name: str) -> str:
    """A verdict in a word."""
    return {
        "new": say("New"),
        "updates": say("Updates"),
        "same": say("Same"),
        "refused": say("Refused"),
    }[name]


def counted(name: str, count: int) -> str:
    """How many rows have a verdict, as a sentence's part."""
    return {
        "new": say("{count} new", count=f"{count:,}"),
        "updates": say("{count} updated", count=f"{count:,}"),
        "same": say("{count} the same as here", count=f"{count:,}"),
        "refused": say("{count} refused", count=f"{count:,}"),
    }[name]


def kind(name: str, *, is_text: bool = False) -> str:
    """What a file was recognised as; a table is a text or a workbook."""
    if name == "table":
        return say("Text table") if is_text else say("Workbook")
    return {
        "cards": say("Contact cards (vCard)"),
        "ldif": say("Address book (LDIF)"),
        "windows contact": say("Windows contact"),
        "calendar": say("Calendar (iCalendar)"),
        "bookings": say("Booking confirmation"),
    }[name]


def delimiter(sign: str) -> str:
    """A delimiter by its name."""
    return {
        ",": say("Comma"),
        ";": say("Semicolon"),
        "\t": say("Tab"),
        "|": say("Vertical bar"),
        ":": say("Colon"),
        " ": say("Space character"),
        "": say("None"),
    }.get(sign, f"“{sign}”")


@dataclass(frozen=True)
class Value:
    """One value of a row in words; ``before`` and ``after`` where it changes."""

    label: str
    before: str
    after: str


def changes(row: Planned, language: str, titles: Mapping[str, str]) -> Iterator[Value]:
    """What a row changes, value by value."""
    for changed in row.changes:
        field = changed.type.field(changed.name)
        label = say(field.label)
        if row.draft is not None and changed.type is not row.draft.type:
            label = f"{say(changed.type.about.label)} · {label}"
        before, after = (
            _words(field, value, _around(row, changed), language, titles)
            for value in (changed.before, changed.after)
        )
        yield Value(label, before, after)


def values(draft: Draft, language: str) -> Iterator[Value]:
    """What a row says, value by value; records around it by their titles."""
    for name, value in draft.values.items():
        field = draft.type.field(name)
        if isinstance(value, Draft):
            yield Value(say(field.label), "", value.titled())
        elif field.kind.name not in ("blob", "reference"):
            words = _words(field, value, draft.values, language, {})
            if words:
                yield Value(say(field.label), "", words)
    for _, child in draft.children:
        yield Value(say(child.type.about.label), "", _child(draft, child))


def _child(draft: Draft, child: Draft) -> str:
    """What a record below a row says, without the row itself."""
    parts = [
        part.titled() if isinstance(part, Draft) else part
        for name in child.type.about.title_from
        if (part := child.values.get(name)) is not None
    ]
    return " · ".join(str(part) for part in parts if part) or child.titled()


def _around(row: Planned, changed: Changed) -> Mapping[str, Any]:
    if row.known is not None and row.known.type is changed.type:
        return row.known.values
    return {}


def _words(
    field: Field,
    value: Any,
    around: Mapping[str, Any],
    language: str,
    titles: Mapping[str, str],
) -> str:
    if value is None:
        return ""
    return showing.value(field, field.kind.store(value), around, language, titles)


def apart(sentence: str) -> str:
    """A sentence of ours in the reader's language; another one as it is written, full stop too."""
    if isinstance(sentence, Told):
        return say(sentence)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return f"\u2068{sentence}\u2069" if sentence and mirrored else sentence
