"""The engine made wrong in one place each: what a test of it must find."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sciattache.sync import (
    arbiter,
    directory,
    following,
    hearing,
    incoming,
    outgoing,
    purging,
    resending,
    sending,
    stamps,
    taking,
)
from sciattache.sync.lineage import Lineage
from sciattache.sync.roots import Root
from sciattache.sync.statements import rows, run
from tests.sync.faults.schedules import run as run_schedules


@dataclass(frozen=True)
class Mutant:
    """A wrong engine: what stands where, and which machine of schedules or test finds it."""

    name: str
    owner: Any
    attribute: str
    wrong: Any
    by: str


def _as_sent(session, site: int, now: int) -> None:
    run(session, "UPDATE segment SET acked = 1 WHERE peer = ?", site)


def _only_duplicates(session, told, span):
    there = rows(
        session,
        "SELECT 1 FROM received WHERE site = ? AND inc = ? AND a = ? AND b = ?",
        told.site, told.inc, span.first, span.last,
    )  # fmt: skip
    return taking.Taken("", "duplicate") if there else None


def _once(session, site: int, *, now: int, again: bool = False):
    """Let nothing go a second time."""
    return [piece for piece in resending.pending(session, site) if piece.sent is None]


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _only_what_stands(kept: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out what somebody else has written over."""

    def cells(cls, changes, now, told):
        found = kept(cls, changes, now, told)
        over = {
            field.tag
            for step, op, mask, _ in changes
            if step not in told
            for field in outgoing._touched(cls, op, mask)
            if any(mine < step for mine, *_ in changes if mine in told)
        }
        return [{tag: one[tag] for tag in one if tag not in over} for one in found[:1]]

    return cells


def _latest_first(kept: Callable[..., Any]) -> Callable[..., Any]:
    """Take what comes last for the later."""

    def wins(self, t, id, cell, txn, place):
        kept(self, t, id, cell, txn, place)
        return True

    return wins


def _unmerged(kept: Callable[..., Any]) -> Callable[..., Any]:
    """Leave the clock where it was when a later stamp comes."""

    def ran(session, statement, *values):
        if "SET hlc = ? WHERE hlc <" not in statement:
            return kept(session, statement, *values)
        return 0

    return ran


def _blind(kept: Callable[..., Any]) -> Callable[..., Any]:
    """Let nobody have seen anything of headquarters'."""

    def ran(session, statement, *values):
        if "seen_epoch" not in statement:
            return kept(session, statement, *values)
        return 0

    return ran


MUTANTS = (
    Mutant("last writer wins, silently", arbiter, "_note", _nothing, "apart"),
    Mutant("newer wins, silently", Lineage, "saw", lambda *_: True, "apart"),
    Mutant("acknowledged once it is sent", hearing, "_acknowledge", _as_sent, "apart"),
    Mutant("what came before is taken again", taking, "_stands", _nothing, "direct"),
    Mutant("no chain is checked", taking, "_stands", _only_duplicates, "put back"),
    Mutant("no record of who went on from whom", hearing, "_note_parents", _nothing, "put back"),
    Mutant("own values written over are not told", outgoing, "_cells",
           _only_what_stands(outgoing._cells), "direct"),
    Mutant("what comes last is the later", incoming._Merging, "_wins",
           _latest_first(incoming._Merging._wins), "apart"),
    Mutant("the clock does not heed what comes", taking, "run", _unmerged(taking.run), "clocks"),
    Mutant("nobody has seen anything", taking, "run", _blind(taking.run), "direct"),
    Mutant("nothing waits for its record", incoming._Merging, "_wait_for", _nothing, "apart"),
    Mutant("nothing deleted unseen comes back", arbiter, "_bring_back", _nothing, "direct"),
    Mutant("stamps of the future stand", stamps, "_brought_back", lambda _, txns, known: txns,
           "direct"),
    Mutant("a copy of this office is not noticed", hearing, "_is_of_another_life",
           lambda *_: False, "put back"),
    Mutant("what was kept back stays", sending, "no_longer_held", lambda *_: [], "direct"),
    Mutant("what comes for a merged record is not handed on", following, "_hand_on",
           lambda *_: [], "merged"),
    Mutant("what refers to a merged record is not turned", following, "_turn", _nothing, "direct"),
    Mutant("what stands for a merged record is not shared", sending, "_never_told",
           lambda *_: [], "direct"),
    Mutant("nothing asked to be erased is", purging, "heed", lambda *_: False, "direct"),
    Mutant("what is lost never goes again", resending, "due", _once, "direct"),
    Mutant("anybody is taken for the offline root", Root, "vouches", lambda *_: True, "direct"),
    Mutant("an older directory is believed again", directory, "version", lambda _: 0, "direct"),
)  # fmt: skip
"""Each by name; ``by`` is what is known to find it."""

_DIRECT = ("exchange", "restores", "purging", "resending", "directory", "following")
_FILES = Path(__file__).parents[1]


def finds(mutant: Mutant, blank: Path, *, seeds: int = 4) -> bool:
    """Whether what is known to find a mutant does, in a process of its own."""
    child = os.fork()
    if not child:
        os._exit(_found(mutant, blank, seeds))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def _found(mutant: Mutant, blank: Path, seeds: int) -> int:
    setattr(mutant.owner, mutant.attribute, mutant.wrong)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        if mutant.by == "direct":
            files = [str(_FILES / f"test_{name}.py") for name in _DIRECT]
            words = ["-q", "-x", "-p", "no:cacheprovider", "-k", "not alike", "--capture=sys"]
            return int(pytest.main([*words, *files]) == pytest.ExitCode.TESTS_FAILED)
        return int(any(run_schedules(mutant.by, seed, blank) for seed in range(1, seeds + 1)))
