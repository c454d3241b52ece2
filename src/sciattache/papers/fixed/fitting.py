"""The largest size at which a text fills a box, broken where a reader would break it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sciattache.papers.fixed.characters import clean, clusters, script_of
from sciattache.papers.fixed.shaped import cut
from sciattache.papers.fixed.shaping import Line, shape

# Words that belong to what follows them: a line should not end in one.
_PARTICLES = frozenset((
    "a", "af", "al", "ap", "ben", "bin", "bint", "binti", "d", "da", "das", "de", "degli", "dei",
    "del", "della", "den", "der", "di", "do", "don", "dona", "dos", "dr", "du", "e", "el", "et",
    "i", "ibn", "ka", "la", "las", "le", "los", "mac", "mc", "mme", "mr", "mrs", "ms", "na", "ní",
    "nic", "of", "och", "ó", "prof", "san", "santa", "st", "the", "uí", "und", "v", "van", "ver",
    "vom", "von", "y", "z", "za", "zu", "zum", "zur",
))  # fmt: skip
_LOOSE_END = 1.35  # how much larger the letters must get for a line to end in such a word or half
_WORTH_A_LINE = 1.08  # and how much for one more line
_LEADING = 1.12
_HYPHENS = ("-", "‐", "–", "/")
_GAP = 0.1  # least space between the ink of two lines, in ems
_FREE_SCRIPTS = ("Hani", "Hira", "Kana", "Bopo", "Yiii")  # lines break between any two letters


@dataclass(frozen=True)
class Fitted:
    """Lines to set at one size; `leading`, `top` and `bottom` are points.

    `top` is the ink above the first baseline, `bottom` the ink below the last one (negative).
    """

    size: float
    lines: tuple[str, ...]
    leading: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From the ink of the first line to the ink of the last, in points."""
        return self.top - self.bottom + self.leading * (len(self.lines) - 1)


NOTHING = Fitted(0.0, (), 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class _Piece:
    text: str
    space: bool  # whether a space parts it from the piece before


@lru_cache(maxsize=1024)
def fit(
    text: str,
    box_width: float,
    box_height: float,
    largest: float,
    smallest: float,
    lines: int = 2,
    *,
    bold: bool = False,
    language: str = "",
) -> Fitted:
    """Break a text into at most `lines` lines as large as the box (points) holds.

    Words break only when one alone is wider than the box at the smallest size; what even then
    does not fit ends in an ellipsis. A box too low for the smallest size gets smaller letters.
    """
    printable = shape(clean(text), bold, language).text.strip()
    if not printable:
        return NOTHING

    def place(chosen: Sequence[str]) -> Fitted:
        shaped = [shape(line, bold, language) for line in chosen]
        return _place(shaped, box_width, box_height, largest)

    pieces = _pieces(printable)
    best = _largest(_partitions(pieces, lines, bold, language), place, smallest)
    if best.size >= smallest:
        return best
    pieces = _broken(pieces, box_width / smallest, bold, language)
    best = _largest(_partitions(pieces, lines, bold, language), place, smallest)
    if best.size >= smallest:
        return best
    return place(_filled(pieces, box_width, box_height, smallest, lines, bold, language))


def _largest(
    partitions: Sequence[Sequence[str]],
    place: Callable[[Sequence[str]], Fitted],
    smallest: float,
) -> Fitted:
    """The breaks of which the letters are largest; one more line must be worth it, or needed."""
    best = place(partitions[0])
    for chosen in partitions[1:]:
        other = place(chosen)
        looser = _loose_ends(other.lines) > _loose_ends(best.lines)
        needed = best.size < smallest <= other.size
        if needed or other.size > best.size * (_LOOSE_END if looser else _WORTH_A_LINE):
            best = other
    return best


def _loose_ends(lines: Sequence[str]) -> int:
    return sum(map(_is_loose, lines[:-1]))


def _is_loose(line: str) -> bool:
    """Whether a line ends where a reader would not pause: in a particle, or half a double name."""
    last = line.rpartition(" ")[2]
    return last.endswith(_HYPHENS) or last.casefold().rstrip(".") in _PARTICLES


def _place(shaped: Sequence[Line], width: float, height: float, largest: float) -> Fitted:
    touching = max((below.top - above.bottom for above, below in pairwise(shaped)),
                   default=0.0)  # fmt: skip
    leading = max(_LEADING, touching + _GAP) if len(shaped) > 1 else _LEADING
    top, bottom = shaped[0].top, shaped[-1].bottom
    tall = top - bottom + leading * (len(shaped) - 1)
    wide = max(line.width for line in shaped)
    size = min(largest, width / max(wide, 1e-6), height / max(tall, 1e-6))
    texts = tuple(line.text for line in shaped)
    return Fitted(size, texts, leading * size, top * size, bottom * size)


def _partitions(pieces: Sequence[_Piece], lines: int, bold: bool, language: str) -> list[list[str]]:
    """For one line, two lines and so on, the breaks that make the widest line narrowest."""
    space = shape("n n", bold, language).width - shape("nn", bold, language).width
    widths = [shape(piece.text, bold, language).width for piece in pieces]
    reach = [0.0]
    for piece, width in zip(pieces, widths, strict=True):
        reach.append(reach[-1] + width + (space if piece.space else 0.0))
    count = len(pieces)

    def cost(start: int, end: int) -> float:
        lead = space if pieces[start].space else 0.0
        width = reach[end] - reach[start] - lead
        loose = end < count and _is_loose(pieces[end - 1].text)
        return width * _LOOSE_END if loose else width

    # ends[k][j]: the least widest line of the first j pieces on k + 1 lines, and its last start
    ends: list[list[tuple[float, int]]] = [[(cost(0, end), 0) for end in range(1, count + 1)]]
    for above in range(1, min(lines, count)):
        ends.append([
            min(
                ((max(ends[above - 1][start - 1][0], cost(start, end)), start)
                 for start in range(above, end)),
                default=(float("inf"), 0),
            )
            for end in range(1, count + 1)
        ])  # fmt: skip
    return [_read_back(pieces, ends, number) for number in range(len(ends))]


def _read_back(
    pieces: Sequence[_Piece], ends: Sequence[Sequence[tuple[float, int]]], number: int
) -> list[str]:
    found: list[str] = []
    end = len(pieces)
    for row in range(number, -1, -1):
        start = ends[row][end - 1][1]
        found.append(_joined(pieces[start:end]))
        end = start
    return found[::-1]


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join((" " if piece.space else "") + piece.text for piece in pieces).strip()


def _pieces(text: str) -> list[_Piece]:
    """Words, parts of hyphenated words, and single letters of scripts that break anywhere."""
    found: list[_Piece] = []
    for word in text.split(" "):
        parts = _parts(word)
        found += [_Piece(part, number == 0 and bool(found)) for number, part in enumerate(parts)]
    return found


def _parts(word: str) -> list[str]:
    letters = clusters(word)
    if len(letters) <= 4:
        return [word]
    parts = [letters[0]]
    for before, letter in pairwise(letters):
        free = script_of(letter) in _FREE_SCRIPTS and script_of(before) in _FREE_SCRIPTS
        hyphen = before in _HYPHENS and letter.isalpha() and len(parts[-1]) > 2
        if free or hyphen:
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts


def _broken(pieces: Sequence[_Piece], ems: float, bold: bool, language: str) -> list[_Piece]:
    """The pieces again, those wider than a line broken between letters."""
    found: list[_Piece] = []
    for piece in pieces:
        if shape(piece.text, bold, language).width <= ems:
            found.append(piece)
            continue
        start, space = "", piece.space
        for letter in clusters(piece.text):
            if start and shape(start + letter, bold, language).width > ems:
                found.append(_Piece(start, space))
                start, space = "", False
            start += letter
        found.append(_Piece(start, space))
    return found


def _filled(
    pieces: Sequence[_Piece],
    width: float,
    height: float,
    size: float,
    lines: int,
    bold: bool,
    language: str,
) -> list[str]:
    """As many lines as the box holds at this size, filled in turn; the last one is cut."""
    found: list[str] = []
    rest = list(pieces)
    allowed = max(1, min(lines, int(height / (size * _LEADING))))
    while rest and len(found) < allowed - 1:
        taken = 1
        while taken < len(rest) and (
            shape(_joined(rest[: taken + 1]), bold, language).width * size <= width
        ):
            taken += 1
        found.append(_joined(rest[:taken]))
        rest = rest[taken:]
    if rest:
        found.append(cut(_joined(rest), width, size, bold, language=language))
    return found
