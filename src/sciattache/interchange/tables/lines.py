"""Give the lines of a text file one by one, and again from a place not far back."""

from collections.abc import Callable, Iterator
from typing import TextIO

from sciattache.interchange.tables.guard import may_be_guarded
from sciattache.interchange.tables.signs import has_lost_signs, with_signs

_PIECE = 1 << 20


class Lines:
    """Lines read in pieces; those from `needed()` on are kept, so that a reader may go back.

    Lines count from 1. NUL characters are dropped and counted, lost signs put right. `guarded` is
    the last line of a piece in which guards against formulas were seen: only up to there cells
    need looking at. A line goes through `ready` on its way to the reader.
    """

    def __init__(self, file: TextIO, needed: Callable[[], int], ready: Callable[[str], str] | None):
        self._file = file
        self._needed = needed
        self._ready = ready
        self._kept: list[str] = []
        self._before = 0
        self.guarded = 0
        self.nulls = 0
        self.undecoded = False
        self.restored = False

    def since(self, line: int) -> Iterator[str]:
        """All lines from this one on, as the reader wants them."""
        place = line - self._before - 1
        while place < len(self._kept) or self._more():
            place = line - self._before - 1
            piece = self._kept[place:] if place else self._kept
            line += len(piece)
            yield from map(self._ready, piece) if self._ready else piece
            place = line - self._before - 1

    def text(self, line: int, count: int = 1) -> str:
        """The text of `count` lines from this one on, among those that are kept."""
        place = line - self._before - 1
        return "".join(self._kept[place : place + count])

    def _more(self) -> bool:
        piece = self._file.readlines(_PIECE)
        if not piece:
            return False
        text = "".join(piece)
        if "\0" in text:
            self.nulls += text.count("\0")
            piece = [line.replace("\0", "") for line in piece]
        if not text.isascii():
            self.undecoded = self.undecoded or "\ufffd" in text
            if has_lost_signs(text):
                self.restored = True
                piece = [with_signs(line) for line in piece]
        self._keep(piece, guarded=may_be_guarded(text))
        return True

    def _keep(self, piece: list[str], *, guarded: bool) -> None:
        """Put a piece behind what is still needed of the ones before."""
        drop = max(0, min(self._needed() - self._before - 1, len(self._kept)))
        self._kept = self._kept[drop:] + piece if drop < len(self._kept) else piece
        self._before += drop
        if guarded:
            self.guarded = self._before + len(self._kept)
