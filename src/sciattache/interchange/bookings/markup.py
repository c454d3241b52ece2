"""HTML as a stream of tags and texts, in time that grows only with its length.

The standard library's parser looks for the end of a broken tag anew from each sign, which a hostile
mail turns into hours; this one gives up a tag that never ends, as HTML5 does (13.2.5, eof-in-tag).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,60}")
_INSIDE = re.compile(r"""(?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'>/=]{1,80})(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+"""
)
_RAW = {"script", "style", "textarea", "title", "xmp", "noframes"}
_BREAKS = frozenset(
    "address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol option p pre section table tbody td tfoot th thead tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A text, or a tag that opens or closes; ``content`` is what a raw element (script) holds."""

    text: str = ""
    opens: str = ""
    closes: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    content: str = ""


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of ``html`` in order; never fails."""
    at, end = 0, len(html)
    while at < end:
        start = html.find("<", at)
        if start < 0:
            start = end
        if start > at:
            yield Token(text=unescape(html[at:start]))
        if start == end:
            return
        at, token = _tag(html, start)
        if token is not None:
            yield token


def text(html: str) -> str:
    """What a reader sees, a line for each block and table cell."""
    parts: list[str] = []
    for token in tokens(html):
        if token.text:
            parts.append(re.sub(r"\s+", " ", token.text))
        elif (token.opens or token.closes) in _BREAKS:
            parts.append("\n")
    lines = ("".join(parts)).replace("\xa0", " ").split("\n")
    return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)


def _tag(html: str, start: int) -> tuple[int, Token | None]:
    """The tag at ``start`` and where it ends; no token for comments and the like."""
    if html.startswith("<!--", start):
        return _after(html, "-->", start + 4), None
    if html.startswith(("<!", "<?"), start):
        return _after(html, ">", start), None
    is_end = html.startswith("</", start)
    name = _NAME.match(html, start + 1 + is_end)
    if name is None:
        return start + 1, Token(text="<")
    inside = _INSIDE.match(html, name.end())
    if inside is None:
        return len(html), None
    tag = name[0].lower()
    if is_end:
        return inside.end(), Token(closes=tag)
    attributes = _attributes(html[name.end() : inside.end() - 1])
    if tag not in _RAW:
        return inside.end(), Token(opens=tag, attributes=attributes)
    close = re.compile(rf"</{tag}\b", re.I).search(html, inside.end())
    stop = close.start() if close else len(html)
    content = html[inside.end() : stop]
    return stop, Token(opens=tag, attributes=attributes, content=content)


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source[:20_000]):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _after(html: str, sign: str, start: int) -> int:
    found = html.find(sign, start)
    return len(html) if found < 0 else found + len(sign)
