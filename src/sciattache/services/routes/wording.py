"""The sentences that say why an order or a change is proposed, and the values in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from sciattache.services.conflicts.wording import Country as Country
from sciattache.services.conflicts.wording import Names as Names
from sciattache.services.conflicts.wording import english

SENTENCES = {
    # the order of stops
    "best": "The present order is already the best of all.",
    "best.beam": "No better order than the present one was found.",
    "swap.travel": "{first} before {second} saves {span} under way.",
    "swap.way": "{first} before {second} saves {span} under way: it lies on the way.",
    "swap.days": "{first} before {second} saves days without meetings: {count}.",
    "swap.breaks": "{first} has to come before {second}: the other way round a window is missed.",
    "tight": "As planned, too little time is left between {first} and {second}: it is {span}.",
    "keeps": "{city} keeps its dates.",
    "window.after": "{city} can be on {first} at the earliest.",
    "window.before": "{city} can be until {last}.",
    "window": "{city} can be between {first} and {last}.",
    "night": "Between {first} and {second} the night is spent under way.",
    "weekend": "At the weekend nobody is met in {city}: {first} is the first day of meetings.",
    "holiday": "{day} is a public holiday in {country} ({holiday}): nobody is met in {city}.",
    "unknown": "Nobody knows where {city} is; its ways count as {span}. Give the stop a place.",
    "undated": "{city} is marked as fixed but has no dates to keep.",
    "clash": "These cannot all be kept: {cities}.",
    "clash.one": "{city} cannot be kept in any order.",
    "needs": "{city} takes days of meetings: {count}.",
    # what is booked
    "stay": "{hotel}: the nights from {first} move to {after}.",
    "stay.booked": "{hotel} was booked from {first} until {last}: book it anew from {after}.",
    "leg": "{leg} moves from {first} to {after}.",
    "leg.booked": "{leg} was booked for {first}: book it anew for {after}.",
    "leg.off": "{leg} is off: {first} and {second} do not follow one another any more.",
    "leg.off.first": "{leg} is off: {second} is not the first stop any more.",
    "leg.off.last": "{leg} is off: {first} is not the last stop any more.",
    "leg.cancel": "It was booked: cancel the booking.",
    # a trip of investors
    "success": "{city} has no success measure.",
    "no_target": "No meeting is marked as a key target.",
    "warm_up.swap": "{warm_up} goes before {target}: a warm-up comes before a key target.",
    "warm_up.late": "{warm_up} comes after {target}, and there is no room to change their order.",
    "warm_up.none": "Nothing warms up for {target}.",
    "warm_up.could": "Nothing warms up for {target}; {meeting}, before it, could.",
    "cluster": "{titles}: within {km} km of each other.",
    "day": "Another order on {day} saves {span} under way.",
    "team": "Team {team} takes {titles}.",
    "team.least": "{day}: this split is the shortest, {span} under way for both teams.",
    "team.head": "The head of delegation is in team {team}, and so at {titles}.",
    "team.third": "{titles} are at the same time: two teams are too few.",
    "team.targets": "{titles} are at the same time, and each is a key target of the head.",
}  # fmt: skip
"""Each reason's sentence: what it is about, and after a full stop the case."""


@dataclass(frozen=True)
class Span:
    """A length of time in minutes."""

    minutes: int

    @property
    def plain(self) -> str:
        """In hours and minutes: *3 h 20 min*."""
        hours, minutes = divmod(self.minutes, 60)
        parts = [f"{hours} h"] if hours else []
        return " ".join([*parts, f"{minutes} min"] if minutes or not hours else parts)


Value: TypeAlias = str | int | date | datetime | Names | Country | Span


@dataclass(frozen=True)
class Reason:
    """Why something is proposed: a sentence by its key, and what stands in its places."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in English with its places open."""
        return SENTENCES[self.key]

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return self.text.format(
            **{
                name: value.plain if isinstance(value, Span) else english(value)
                for name, value in self.values.items()
            }
        )

    def __str__(self) -> str:
        return self.sentence


def reason(key: str, **values: Value) -> Reason:
    """The reason of that key with these values."""
    return Reason(key, values)
