"""Text without what no text should hold."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: str, *, lines: bool) -> str:
    """The text without control characters; on one line unless it may have ``lines``."""
    if not text.isascii():
        from sciattache.domain.standards import text as texts

        text = texts.clean(text)
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if not lines:
            text = re.sub(r"\s*[\n\t]\s*", " ", text)
    return text.strip()
