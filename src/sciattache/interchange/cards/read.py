"""Read the cards of a vCard file, however broken, and say what could not be read."""

from __future__ import annotations

import re
from pathlib import Path

from sciattache.errors import KnownError, Told
from sciattache.interchange.cards import build, encodings, lines, properties
from sciattache.interchange.cards.card import Card, Reading
from sciattache.interchange.cards.properties import Property

LARGEST_FILE = 128 * 1024 * 1024
"""Bytes."""
MOST_PROPERTIES = 10_000
"""Properties of one card; a distribution list of this size is no longer a list of people."""
MOST_CARDS = 500_000
DEEPEST = 8
"""Cards inside cards (AGENT)."""


def read(source: Path | str | bytes) -> Reading:
    """The cards of a vCard 2.1, 3.0 or 4.0 file, each with the line where it begins.

    Cards without an end, without a name, of mixed codings or line breaks are read as far as
    they go; what is left out is named in `problems`. Raises KnownError if the file holds no
    vCard at all or is of an absurd size.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if len(data) > LARGEST_FILE:
        raise KnownError(
            "The card file is larger than 128 MiB.", "Split it, or export fewer contacts at a time."
        )
    data = encodings.as_utf8(data)
    reader = _Reader(encodings.decoder(data))
    for line in lines.logical(data):
        reader.feed(line)
    reader.finish()
    if not reader.cards:
        raise KnownError(
            "This file holds no vCard.",
            "Export the contacts again as vCard (.vcf), or choose another format.",
        )
    return Reading(tuple(reader.cards), tuple(sorted(reader.problems)))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError(
                f"{path.name} is larger than 128 MiB.",
                "Split it, or export fewer contacts at a time.",
            )
        return path.read_bytes()
    except OSError as error:
        raise KnownError(
            f"{path.name} cannot be read: {error.strerror}.",
            "Check that it exists and that you may open it.",
        ) from error


class _Reader:
    """Sorts logical lines into cards."""

    def __init__(self, decode: encodings.Decode) -> None:
        self.cards: list[tuple[int, Card]] = []
        self.problems: list[tuple[int, str]] = []
        self._decode = decode
        self._begun = 0
        self._props: list[Property] = []
        self._agent: list[str] = []
        self._depth = 0

    def feed(self, line: lines.Line) -> None:
        word = line.content.strip().upper().replace(b" ", b"")
        if self._depth:
            self._feed_agent(line, word)
        elif word == b"BEGIN:VCARD":
            self._begin(line)
        elif not self._begun:
            self._complain(
                line,
                Told(
                    "It stands outside any card and was left out: “{text}”.",
                    text=self._start(line),
                ),
            )
        elif word == b"END:VCARD":
            self._close()
        elif not line.understood:
            self._complain(line, self._no_line(line))
        else:
            self._add(line)

    def finish(self) -> None:
        if self._begun:
            self._lack_of_end()
            self._close()

    def _begin(self, line: lines.Line) -> None:
        if self._begun and self._props and self._is_open_agent(self._props[-1]):
            self._start_agent(line)
            return
        if self._begun:
            self._lack_of_end()
            self._close()
        self._begun, self._props = line.number, []

    @staticmethod
    def _is_open_agent(prop: Property) -> bool:
        return prop.name == "AGENT" and not prop.value.strip()

    def _start_agent(self, line: lines.Line) -> None:
        self._depth += 1
        self._agent.append("BEGIN:VCARD")
        if self._depth > DEEPEST:
            raise KnownError(
                f"The cards at line {line.number} are nested too deeply.",
                "The file is damaged; ask for it again.",
            )

    def _feed_agent(self, line: lines.Line, word: bytes) -> None:
        if word == b"BEGIN:VCARD":
            self._start_agent(line)
            return
        self._agent.append(self._decode(line.content))
        self._depth -= word == b"END:VCARD"
        if not self._depth:
            self._end_agent()

    def _end_agent(self) -> None:
        holder = self._props.pop()
        text = "\n".join(self._agent).replace("\\", "\\\\").replace("\n", "\\n")
        escaped = re.sub(r"([;,])", r"\\\1", text)
        self._props.append(Property(holder.line, holder.group, "AGENT", holder.params, escaped))
        self._agent = []

    def _add(self, line: lines.Line) -> None:
        prop = properties.parse(line.number, line.content, self._decode)
        if prop is None:
            self._complain(line, self._no_line(line))
            return
        if len(self._props) >= MOST_PROPERTIES:
            raise KnownError(
                f"The card at line {self._begun} has more than 10,000 lines.",
                "The file is damaged; ask for it again.",
            )
        if prop.name == "AGENT" and prop.value.strip().upper() == "BEGIN:VCARD":
            self._props.append(Property(prop.line, prop.group, "AGENT", prop.params))
            self._start_agent(line)
            return
        self._props.append(prop)

    def _close(self) -> None:
        if self._depth:
            self._depth = 0
            self._end_agent()
        if len(self.cards) >= MOST_CARDS:
            raise KnownError(
                "The file holds more than 500,000 cards.",
                "Split it, or export fewer contacts at a time.",
            )
        said = [prop.value.strip() for prop in self._props if prop.name == "VERSION"]
        version = next((text for text in said if text[:1].isdigit()), "2.1")
        self.cards.append((self._begun, build.card(self._props, version)))
        self._begun, self._props = 0, []

    def _lack_of_end(self) -> None:
        sentence = Told("This card has no END line; it was read as far as it goes.")
        self.problems.append((self._begun, sentence))

    def _complain(self, line: lines.Line, sentence: Told) -> None:
        self.problems.append((line.number, sentence))

    def _no_line(self, line: lines.Line) -> Told:
        return Told("This is no vCard line and was left out: “{text}”.", text=self._start(line))

    def _start(self, line: lines.Line) -> str:
        """How a line begins."""
        return self._decode(line.content[:60])
