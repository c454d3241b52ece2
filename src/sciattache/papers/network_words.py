"""What the workbook and the pages on the network say alike: period, filters, marking, version."""

from __future__ import annotations

from sciattache.papers import words
from sciattache.papers.reader import Reader
from sciattache.services.network import Network


def period(network: Network, reader: Reader) -> str:
    """The period of a report in words."""
    first, last = network.filters.first, network.filters.last
    if first and last:
        return words.date_range(first, last, reader.language)
    if first:
        return reader.say("network.from", date=words.plain_date(first, reader.language))
    if last:
        return reader.say("network.until", date=words.plain_date(last, reader.language))
    return reader.say("network.always")


def as_of(network: Network, reader: Reader) -> str:
    """The day whose state is told."""
    return reader.say("as_of", date=words.plain_date(network.on, reader.language))


def said_filters(network: Network, reader: Reader) -> list[tuple[str, str]]:
    """Everything that decides what a report tells, in pairs."""
    say, clearance = reader.say, network.filters.clearance
    return [
        (say("network.period"), period(network, reader)),
        (say("network.day"), words.plain_date(network.on, reader.language)),
        (say("network.people_as_of"), say("network.people_whole")),
        (say("column.marking"), network.marking or say("network.none")),
        (say("network.clearance"),
         say("network.every_marking") if clearance is None else str(clearance)),
        (say("network.left_out"), str(network.left_out)),
        (say("network.version"), network.version),
    ]  # fmt: skip


def told_above(network: Network, reader: Reader, title: str) -> tuple[str, ...]:
    """The lines above a sheet: the report, what it is of, its marking."""
    about = [as_of(network, reader), network.marking]
    if network.left_out:
        about.append(reader.pair(reader.say("network.left_out"), str(network.left_out)))
    return (
        reader.say("paper.network"),
        " · ".join((title, period(network, reader))),
        " · ".join(filter(None, about)),
    )


def said_outcome(reader: Reader, kind: str) -> str:
    """The word for a kind of outcome; what stands for none."""
    return reader.word("outcome_kind", kind) if kind else reader.say("network.none")
