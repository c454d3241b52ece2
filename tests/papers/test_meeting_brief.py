"""A brief says what to say and what to know, and of each paragraph whether it may be told."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import catalogue
from sciattache.papers.blocks import Block, Clause, Clauses, Heading, People
from sciattache.papers.flowing.meeting_brief import briefed, meeting_brief
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

KIND = catalogue.kind_called("meeting-brief")


def plan(*paragraphs: BriefParagraph, **values: Any) -> Dossier:
    people = {id: Person(id=id, rid=n, given_name=id.title(), dealing="Touchy")
              for n, id in enumerate(("ana", "ben", "eva"))}  # fmt: skip
    return Dossier(
        Engagement(id="visit", rid=1, title="Visit"),
        items=[AgendaItem(id="talk", rid=1, engagement="visit", title="Talk", **values)],
        paragraphs={"talk": list(paragraphs)},
        people=people,
        participants=[
            Participation(id="a", rid=1, engagement="visit", person="ana", side="guest",
                          role="head"),
            Participation(id="b", rid=2, engagement="visit", person="ben", side="host"),
        ],
    )  # fmt: skip


def paragraph(text: str, disclosure: str | None = None, **more: Any) -> BriefParagraph:
    return BriefParagraph(id=text, rid=1, item="talk", text=text, disclosure=disclosure, **more)


def blocks(dossier: Dossier, language: str = "en") -> tuple[Block, ...]:
    return meeting_brief(dossier, Reader("full", language), dossier.items[0])


def clauses(dossier: Dossier, heading: str) -> tuple[Clause, ...]:
    """What stands under a heading."""
    told = blocks(dossier)
    at = next(n for n, one in enumerate(told) if isinstance(one, Heading) and one.text == heading)
    found = told[at + 1]
    assert isinstance(found, Clauses)
    return found.clauses


def test_every_paragraph_shows_whether_it_may_be_used_the_item_s_own_first() -> None:
    dossier = plan(
        paragraph("Known", "may_be_used", title="Facts"),
        paragraph("Unsaid"),
        background="Delicate",
        disclosure="not_to_be_disclosed",
    )
    assert clauses(dossier, "Background") == (
        Clause("Delicate", "1.", "", "Not to be disclosed", held=True),
        Clause("Known", "2.", "Facts", "May be used", held=False),
        Clause("Unsaid", "3.", "", "Not to be disclosed", held=True),
    )


def test_the_addendum_is_numbered_apart_and_comes_last() -> None:
    dossier = plan(
        paragraph("One", "may_be_used"),
        paragraph("Two", "may_be_used", part="addendum"),
        paragraph("Three", part="addendum"),
    )
    assert [(one.mark, one.text) for one in clauses(dossier, "Addendum")] == [
        ("1.", "Two"), ("2.", "Three"),
    ]  # fmt: skip
    headings = [one.text for one in blocks(dossier) if isinstance(one, Heading)]
    assert headings[0] == "Background"
    assert headings[-1] == "Addendum"


def test_each_line_of_the_points_is_a_point_without_the_mark_that_was_typed() -> None:
    dossier = plan(points="- Thank them\n\n2) Offer the archive\n• Ask\n1911 is the year")
    assert [one.text for one in clauses(dossier, "Points to make")] == [
        "Thank them", "Offer the archive", "Ask", "1911 is the year",
    ]  # fmt: skip


def seated(dossier: Dossier) -> list[tuple[str, ...]]:
    return [tuple(entry.name for entry in one.entries)
            for one in blocks(dossier) if isinstance(one, People)]  # fmt: skip


def test_those_who_are_named_sit_by_sides_and_nobody_reads_how_to_deal_with_them() -> None:
    dossier = plan(points="Ask", contact="eva")
    dossier.attendances["talk"] = [
        Attendance(id=id, rid=n, item="talk", person=id) for n, id in enumerate(("ben", "ana"))
    ]
    assert seated(dossier) == [("Ana",), ("Ben",), ("Eva",)]
    assert "Touchy" not in repr(blocks(dossier))


def test_where_nobody_is_named_those_who_lead_are_told() -> None:
    assert seated(plan(points="Ask")) == [("Ana",)]


@pytest.mark.parametrize(
    ("values", "is_briefed"),
    [
        ({}, False),
        ({"objective": "See the ship"}, False),
        ({"points": "Ask"}, True),
        ({"brief_purpose": "Decide"}, True),
        ({"points": "Ask", "status": "cancelled"}, False),
    ],
)
def test_a_brief_is_made_for_what_there_is_something_to_brief(
    values: dict[str, str], is_briefed: bool
) -> None:
    assert bool(briefed(plan(**values))) is is_briefed


def test_a_paragraph_alone_makes_a_brief() -> None:
    assert briefed(plan(paragraph("Known")))


def test_the_catalogue_makes_one_brief_for_each_item_named_by_its_number() -> None:
    dossier = plan(points="Ask", brief_number="D-07/1")
    dossier.items.append(
        AgendaItem(id="walk", rid=2, engagement="visit", title="Walk", defensive="Rain")
    )
    dossier.items.append(AgendaItem(id="rest", rid=3, engagement="visit", title="Rest"))
    names = [name for name, _ in catalogue.drawn(dossier) if name.startswith("meeting-brief")]
    assert names == ["meeting-brief-D-07-1.pdf", "meeting-brief-Walk.pdf"]


def made(dossier: Dossier) -> tuple[int, str]:
    """How many sides a brief has, and all that stands on them."""
    content = catalogue.draw(dossier, "meeting-brief", Wish(subject="talk"))
    with pikepdf.open(io.BytesIO(content)) as document:
        sides = len(document.pages)
    assert catalogue.too_long(KIND, content) == (sides if sides > 4 else 0)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return sides, " ".join(" ".join(pages).split())


def test_beyond_four_sides_a_brief_says_how_many_it_has() -> None:
    sides, told = made(plan(background="word " * 1500))
    assert sides <= 4
    assert "at most are wanted" not in told
    sides, told = made(plan(background="word " * 4000))
    assert sides > 4
    assert f"This paper has {sides} sides, 4 at most are wanted." in told


def test_a_brief_is_named_after_its_meeting_and_marked_as_that_is() -> None:
    _, told = made(plan(points="Ask", brief_number="D-07/1"))
    assert "Talk" in told
    assert "D-07/1" in told
