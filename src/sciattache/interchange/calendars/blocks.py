"""Nest content lines into BEGIN/END blocks, closing what a broken file leaves open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sciattache.errors import Told
from sciattache.interchange.calendars.content import Line

# These stand side by side in a calendar, never inside one another.
ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"})
_SIBLINGS = ENTRIES | {"VTIMEZONE"}


@dataclass(slots=True)
class Block:
    """A component: its properties in file order and the components inside it."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list["Block"] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first property of that name that is not empty."""
        return next((x for x in self.lines if x.name == name and x.value.strip()), None)

    def every(self, name: str) -> list[Line]:
        """All properties of that name."""
        return [x for x in self.lines if x.name == name]

    def walk(self) -> Iterator["Block"]:
        """This block and all below it."""
        yield self
        for block in self.inside:
            yield from block.walk()


def nest(lines: Iterable[Line]) -> tuple[Block, list[tuple[int, str]]]:
    """Give a nameless root that holds the file's blocks, and (line number, sentence) per repair."""
    root = Block("", 0)
    stack = [root]
    repairs: list[tuple[int, str]] = []
    for line in lines:
        if line.name == "BEGIN":
            _begin(line, stack, repairs)
        elif line.name == "END":
            _end(line, stack, repairs)
        else:
            stack[-1].lines.append(line)
    repairs += [
        (b.number, Told("{name} is not closed: the file ends inside it.", name=b.name))
        for b in stack[1:]
    ]
    return root, repairs


def _begin(line: Line, stack: list[Block], repairs: list[tuple[int, str]]) -> None:
    name = line.value.strip().upper()
    if name == "VCALENDAR" or name in _SIBLINGS:
        closed = {"VCALENDAR"} | _SIBLINGS if name == "VCALENDAR" else _SIBLINGS
        while any(b.name in closed for b in stack[1:]):
            block = stack.pop()
            repairs.append(
                (
                    block.number,
                    Told(
                        "{name} is not closed before line {line}.",
                        name=block.name,
                        line=line.number,
                    ),
                )
            )
    if len(stack) > 50:
        repairs.append((line.number, Told("{name} is nested too deep and left out.", name=name)))
        return
    block = Block(name, line.number)
    stack[-1].inside.append(block)
    stack.append(block)


def _end(line: Line, stack: list[Block], repairs: list[tuple[int, str]]) -> None:
    name = line.value.strip().upper()
    if not any(b.name == name for b in stack[1:]):
        repairs.append(
            (line.number, Told("{name} closes nothing and is passed over.", name=f"END:{name}"))
        )
        return
    while (block := stack.pop()).name != name:
        repairs.append(
            (
                block.number,
                Told("{name} is not closed before line {line}.", name=block.name, line=line.number),
            )
        )
