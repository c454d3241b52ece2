"""Fields that a word processor works out: page numbers, and the table of contents."""

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.ns import qn

from sciattache.papers.documents.lines import Lines
from sciattache.papers.documents.markup import Element, element
from sciattache.papers.documents.runs import runs


def page_of_pages(said: str, language: str) -> Iterator[Element]:
    """The runs of words such as *Page {page} of {pages}* with fields in their places."""
    before, _, rest = said.partition("{page}")
    between, _, after = rest.partition("{pages}")
    yield from runs(before, language)
    yield from field("PAGE")
    yield from runs(between, language)
    yield from field("NUMPAGES")
    yield from runs(after, language)


def field(code: str, shown: str = "1") -> Iterator[Element]:
    """A field with what is shown until it is worked out."""
    yield _mark("begin")
    yield element("r", _code(code))
    yield _mark("separate")
    yield from runs(shown, "en")
    yield _mark("end")


def contents(lines: Lines, headings: Sequence[tuple[str, int, str]]) -> Iterable[Element]:
    """A table of contents of headings: text, level and bookmark of each.

    Until it is worked out anew it has links and no page numbers: nobody knows those yet.
    """
    made = [
        lines.holding(
            f"TOC{level}",
            [element("hyperlink", *runs(text, lines.language), anchor=anchor, history=1)],
            own=lines.home,
        )
        for text, level, anchor in headings
    ]
    if not made:
        return ()
    opening = [_mark("begin", dirty=1), element("r", _code('TOC \\o "1-2" \\h \\z')),
               _mark("separate")]  # fmt: skip
    first = made[0]
    for place, each in enumerate(opening, start=1):
        first.insert(place, each)
    made[-1].append(_mark("end"))
    return made


def _mark(kind: str, **values: object) -> Element:
    return element("r", element("fldChar", fldCharType=kind, **values))


def _code(text: str) -> Element:
    made = element("instrText")
    made.text = f" {text} "
    made.set(qn("xml:space"), "preserve")
    return made
