"""What became of a file, and what to do about it, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from sciattache.ui.words import say

_AGAIN = "Ask its sender to make it again: what was not confirmed goes with the next one."
_OTHER = "Send it on to the office that it is for, or delete it."
_WHICH = "Check which file it is."
_DROP = "Save it from there, then drop it here."

OUTCOMES = {
    "applied": ("Taken", "circle-check", "good"),
    "duplicate": ("Here already", "check", "quiet"),
    "parked": ("Waits", "clock", "warn"),
    "quarantined": ("Set aside", "triangle-alert", "bad"),
    "refused": ("Refused", "circle-x", "bad"),
}
"""The word for each outcome, its icon and its colour."""

REMEDIES = {
    "An earlier bundle has not come yet.":
        "It is taken by itself once that one comes. If it does not, ask its sender for it.",
    "Its sender goes on from a copy of itself: another bundle told other steps.":
        "Ring the sender: its office was copied, or brought back from a backup. Nothing is lost.",
    "It is sealed for another office.": _OTHER,
    "It is for another office.": _OTHER,
    "A mail or copy program changed its line ends.":
        "Ask for it on a stick, or inside a ZIP file.",
    "It is not a bundle.": _WHICH,
    "It is not sealed as bundles are.": _WHICH,
    "It is not what an office sends that asks to join.": _WHICH,
    "It needs a newer SciAttaché.": "Install the newer SciAttaché, then take it once more.",
    "Nobody known here has signed it.":
        "Ask headquarters whether its sender belongs, or was shut out.",
    "Its signature is not its sender's.":
        "Trust nothing from where it came, and tell whoever is in charge of security.",
    "It names no keys.": _AGAIN,
    "An office asks to join: headquarters enrols it.": _DROP,
    "Headquarters answers: give the six words that it reads out.": _DROP,
    "It is damaged, or cut short.": _AGAIN,
    "It is cut short, or larger than any bundle.": _AGAIN,
    "Its content is not what was signed.": _AGAIN,
    "Its manifest is cut short.": _AGAIN,
    "Its manifest cannot be read.": _AGAIN,
    "Its manifest is not as offices write them.": _AGAIN,
}  # fmt: skip
"""What to do about each reason that the exchange gives."""

_BY_OUTCOME = {
    "parked": "It is taken by itself once what it waits for comes.",
    "quarantined": "Ring the sender. Nothing of it was taken, and nothing is lost.",
    "refused": _AGAIN,
}
WORDS = frozenset(
    {*REMEDIES, *REMEDIES.values(), *_BY_OUTCOME.values(), *(one[0] for one in OUTCOMES.values())}
)
"""Every sentence that is said here."""


@dataclass(frozen=True)
class Said:
    """An outcome as it is shown."""

    words: str
    icon: str
    tone: str
    reason: str
    remedy: str


def said(outcome: str, reason: str) -> Said:
    """An outcome with its reason and remedy; one that is not known is told as it is."""
    words, icon, tone = OUTCOMES.get(outcome, (outcome, "info", "quiet"))
    remedy = REMEDIES.get(reason, _BY_OUTCOME.get(outcome, ""))
    return Said(say(words), icon, tone, say(reason) if reason else "", say(remedy))
