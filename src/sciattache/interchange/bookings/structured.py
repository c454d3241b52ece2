"""The schema.org objects that a page or a JSON text holds, as plain dictionaries."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from sciattache.interchange.bookings import markup

_DEEPEST = 40
_MOST = 2_000
"""Objects that are looked at in one file."""
_TRAILING = re.compile(r",(\s*[}\]])")
_WRAPPED = re.compile(r"\A\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*\Z")
_VALUES = {
    "meta": "content", "link": "href", "a": "href", "area": "href", "img": "src", "audio": "src",
    "embed": "src", "iframe": "src", "source": "src", "video": "src", "object": "data",
    "data": "value", "meter": "value", "time": "datetime",
}  # fmt: skip
"""Where an element of microdata holds its value (HTML5, 5.2.4)."""


def of_page(html: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects in the JSON-LD blocks and the microdata of a page, and what was not readable."""
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    for token in markup.tokens(html):
        if token.opens == "script" and "ld+json" in token.attributes.get("type", "").lower():
            try:
                found += objects(loads(token.content))
            except ValueError as error:
                problems.append(f"A block of JSON-LD cannot be read: {error}")
    return [*found, *microdata(html)][:_MOST], problems


def loads(source: str) -> Any:
    """JSON, mended only where it can mean one thing; ``ValueError`` with a sentence otherwise.

    Mended are: a comment or CDATA around it, character references instead of quotation marks,
    raw line breaks within strings, and commas before a closing bracket.
    """
    plain = _WRAPPED.sub("", source).strip("\ufeff \t\r\n;")
    attempts = [plain, _TRAILING.sub(r"\1", plain)]
    if "&quot;" in plain or "&#34;" in plain:
        attempts.append(_TRAILING.sub(r"\1", unescape(plain)))
    reason = ""
    for attempt in attempts:
        try:
            return json.loads(attempt, strict=False)
        except RecursionError:
            raise ValueError("it is nested too deeply.") from None
        except ValueError as error:
            reason = reason or str(error)
    raise ValueError(reason)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value: of lists, of @graph, by themselves."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    given = 0
    while stack and given < _MOST:
        one, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(one, list):
            stack += [(part, depth + 1) for part in reversed(one)]
        elif isinstance(one, dict):
            if "@graph" in one:
                stack.append((one["@graph"], depth + 1))
            if "@type" in one:
                given += 1
                yield one


def microdata(html: str) -> list[dict[str, Any]]:
    """The outermost items of a page's microdata, in the form that JSON-LD has."""
    tops: list[dict[str, Any]] = []
    open_items: list[tuple[int, dict[str, Any]]] = []
    texts: list[tuple[int, dict[str, Any], str, list[str]]] = []
    tags: list[str] = []
    open_tags: Counter[str] = Counter()
    for token in markup.tokens(html):
        if token.text:
            for _, _, _, parts in texts[-3:]:
                parts.append(token.text)
            continue
        if token.closes:
            _close(tags, open_tags, token.closes)
            depth = len(tags)
            while texts and depth <= texts[-1][0]:
                _, item, name, parts = texts.pop()
                _put(item, name, " ".join("".join(parts).split()))
            while open_items and depth <= open_items[-1][0]:
                open_items.pop()
            continue
        _open(token, len(tags), open_items, texts, tops)
        if token.opens not in markup.VOID:
            tags.append(token.opens)
            open_tags[token.opens] += 1
        if len(tops) > _MOST:
            break
    return tops


def _close(tags: list[str], open_tags: Counter[str], name: str) -> None:
    """Close the innermost tag of that name, and those left open within it."""
    if not open_tags[name]:
        return
    while (tag := tags.pop()) != name:
        open_tags[tag] -= 1
    open_tags[name] -= 1


def _open(
    token: markup.Token,
    depth: int,
    open_items: list[tuple[int, dict[str, Any]]],
    texts: list[tuple[int, dict[str, Any], str, list[str]]],
    tops: list[dict[str, Any]],
) -> None:
    about = token.attributes
    names = about.get("itemprop", "").split()
    above = open_items[-1][1] if open_items else None
    if "itemscope" in about:
        kind = about.get("itemtype", "").split()
        item: dict[str, Any] = {"@type": [part.rstrip("/").rpartition("/")[2] for part in kind]}
        if above is not None and names and len(open_items) < _DEEPEST:
            for name in names:
                _put(above, name, item)
        else:
            tops.append(item)
        if token.opens not in markup.VOID:
            open_items.append((depth, item))
        return
    if above is None or not names:
        return
    held = about.get(_VALUES.get(token.opens, ""), about.get("content"))
    for name in names:
        if held is not None:
            _put(above, name, held.strip())
        elif token.opens not in markup.VOID:
            texts.append((depth, above, name, []))


def _put(item: dict[str, Any], name: str, value: Any) -> None:
    present = item.get(name)
    if present is None:
        item[name] = value
    elif isinstance(present, list):
        present.append(value)
    else:
        item[name] = [present, value]
