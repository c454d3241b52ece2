"""The briefing book: its tabs, their numbers and what stands in them; for whom it is made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from sciattache import demonstration
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.blocks import (
    Biography,
    Block,
    Cover,
    Entry,
    Grid,
    Heading,
    Map,
    PageBreak,
    Paper,
    People,
    Tab,
    Text,
)
from sciattache.papers.flowing.book import PARTS, briefing_book
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.route_map import route_map
from sciattache.papers.typesetting import typeset
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load

TODAY = date(2026, 3, 20)


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Dossier]]:
    """The engagements of the demonstration office by their kinds."""
    path: Path = tmp_path_factory.mktemp("book") / "office.sciattache"
    office = demonstration.make(path, today=TODAY)
    with office.session() as session:
        made = {one.kind: load(session, one) for one in session.query(Engagement)}
    yield made
    office.close()


@pytest.fixture
def visit(dossiers: dict[str, Dossier]) -> Dossier:
    return dossiers["inbound_delegation"]


def english() -> Reader:
    return Reader("full", "en")


def tabs(blocks: tuple[Block, ...]) -> list[Tab]:
    return [block for block in blocks if isinstance(block, Tab)]


def pages(made: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]


def guest(visit: Dossier, family_name: str) -> Person:
    return next(one for one in visit.people.values() if one.family_name == family_name)


def test_a_book_has_the_tabs_that_say_something_numbered_in_their_order(visit: Dossier) -> None:
    made = tabs(briefing_book(visit, english(), None))
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    words = [english().say(f"tab.{name}") for name in PARTS]
    assert [one.title for one in made] == [word for word in words if word in
                                           {one.title for one in made}]  # fmt: skip
    assert "Biographies" in {one.title for one in made}
    bare = Dossier(Engagement(title="x", kind="seminar", purpose="Talk"))
    assert [one.title for one in tabs(briefing_book(bare, english(), None))] == ["Scene-setter"]


def test_the_parts_of_a_book_can_be_chosen(visit: Dossier) -> None:
    made = tabs(briefing_book(visit, english(), None, ("map", "bios")))
    assert [(one.number, one.title) for one in made] == [(1, "Biographies"), (2, "Map")]


def test_a_part_that_no_book_has_is_refused_with_those_that_it_has(visit: Dossier) -> None:
    with pytest.raises(KnownError, match="no part “bio”") as refused:
        catalogue.draw(visit, "briefing-book", Wish(parts=("bio",)))
    assert "bios" in refused.value.remedy
    with pytest.raises(KnownError, match="no part"):
        catalogue.draw(visit, "programme", Wish(parts=("bios",)))


def test_contents_name_the_page_on_which_each_tab_opens_and_heads_bear_its_number(
    visit: Dossier,
) -> None:
    wanted = tuple(name for name in PARTS if name != "bios")  # whose names fill a page of contents
    read = pages(catalogue.draw(visit, "briefing-book", Wish(parts=wanted)))
    listed = dict(re.findall(r"Tab (\d+)[^\d\n]*?\.[ .]*(\d+)\r?\n", read[1]))
    assert len(listed) >= 6
    for number, page in listed.items():
        head = read[int(page) - 1].split("\n")
        assert any(line.strip() == f"Tab {number}" for line in head)
    starts = sorted((int(page), int(number)) for number, page in listed.items())
    for at, text in enumerate(read[2:], 3):
        number = max(number for page, number in starts if page <= at)
        assert f"Tab {number}" in text


def test_a_page_of_a_tab_that_begins_with_a_heading_names_the_tab_at_its_head() -> None:
    lives = tuple(Biography(Entry(f"Ann {n}"), "A life. " * 90) for n in range(7))
    paper = Paper("briefing-book", "Visit", (Tab(1, "Lives"), *lives, Tab(2, "Map"), Text(("x",))))
    read = [page.replace("\u00a0", " ") for page in pages(typeset.pdf(paper))]
    assert len(read) >= 4
    assert "Tab 1 · Lives" not in read[1]
    for page in read[2:-1]:
        assert "Tab 1 · Lives" in page
    assert "Tab 2 · Map" not in read[-1]


def edge(look_at: bytes, page: int, *, left: bool) -> int:
    """How many inked pixels the outer seven millimetres of a page have, without its colours."""
    drawn = pypdfium2.PdfDocument(look_at)[page].render(scale=1).to_pil().convert("L")
    strip = 20
    across = (0, strip) if left else (drawn.width - strip, drawn.width)
    return sum(drawn.crop((across[0], 0, across[1], drawn.height)).histogram()[:200])


@pytest.mark.parametrize(("language", "left"), [("en", False), ("ar", True)])
def test_the_number_of_a_tab_stands_at_the_outer_edge_and_prints_in_greyscale(
    language: str, left: bool
) -> None:
    paper = Paper("briefing-book", "Visit", (Text(("Before",)), Tab(1, "One"), Text(("x",)),
                                             PageBreak(), Text(("y",))), language=language)  # fmt: skip
    made = typeset.pdf(paper)
    opening, going_on = edge(made, 1, left=left), edge(made, 2, left=left)
    assert edge(made, 0, left=left) == 0
    assert opening > going_on > 20  # the first page has a line along its whole edge
    assert edge(made, 1, left=not left) == 0


def test_a_principals_book_tells_their_own_part_and_not_their_own_life(visit: Dossier) -> None:
    person = guest(visit, "Brunner-Caduff")
    made = briefing_book(visit, english(), person)
    cover = next(block for block in made if isinstance(block, Cover))
    assert cover.whose == "Briefing book of Prof. Ursina Brunner-Caduff"
    lives = [block.entry.name for block in made if isinstance(block, Biography)]
    assert lives and "Prof. Ursina Brunner-Caduff" not in lives
    everybody = briefing_book(visit, english(), None)
    assert len([b for b in everybody if isinstance(b, Biography)]) == len(lives) + 1
    other_side = {visit.people[p.person].family_name for p in visit.participants
                  if p.side != "guest"}  # fmt: skip
    assert any(name and name in lives[0] for name in other_side)


def test_nobody_by_name_gets_a_book_and_each_principal_theirs(visit: Dossier) -> None:
    names = [name for name, _ in catalogue.drawn(replace(visit, items=visit.items[:2]))
             if name.startswith("briefing-book")]  # fmt: skip
    principals = [one for one in visit.participants if one.principal and one.rsvp != "declined"]
    assert "briefing-book.pdf" in names
    assert len(names) == 1 + len(principals)


def test_government_and_business_stand_apart_on_each_side() -> None:
    kinds = {"m": "ministry", "c": "company", "u": "university", "s": "startup"}
    dossier = Dossier(
        Engagement(title="x", kind="seminar"),
        participants=[Participation(id=k, person=k, side="guest", organisation=k) for k in kinds],
        people={k: Person(id=k, given_name=k.upper()) for k in kinds},
        organisations={k: Organisation(id=k, name=k, kind=kind) for k, kind in kinds.items()},
    )
    made = briefing_book(dossier, english(), None, ("delegations",))
    told = [b.text if isinstance(b, Heading) else [e.name for e in b.entries]
            for b in made if isinstance(b, Heading | People)]  # fmt: skip
    assert told == ["Guests", "Government", ["M"], "Science", ["U"], "Business", ["C", "S"]]


def test_a_side_from_one_field_alone_is_not_parted() -> None:
    dossier = Dossier(
        Engagement(title="x", kind="seminar"),
        participants=[Participation(id="a", person="a", side="host", organisation="a")],
        people={"a": Person(id="a", given_name="A")},
        organisations={"a": Organisation(id="a", name="A", kind="ministry")},
    )
    made = briefing_book(dossier, english(), None, ("delegations",))
    assert [b.text for b in made if isinstance(b, Heading)] == ["Hosts"]


def test_a_phrase_stands_beside_what_it_means() -> None:
    dossier = Dossier(
        Engagement(title="x", kind="seminar", phrases="Bom dia: good day\n你好：hello")
    )
    made = briefing_book(dossier, english(), None, ("phrases",))
    grid = next(block for block in made if isinstance(block, Grid))
    assert grid.rows == (("Bom dia", "good day"), ("你好", "hello"))


def test_the_map_numbers_the_stops_in_their_order_and_begins_at_home(
    dossiers: dict[str, Dossier],
) -> None:
    drawn = route_map(dossiers["roadshow"], english())
    assert isinstance(drawn, Map)
    assert [(one.number, one.text) for one in drawn.labels] == [
        ("1", "Tokyo"), ("2", "Seoul"), ("3", "Singapore"), ("4", "Sydney"), ("", "Zurich"),
    ]  # fmt: skip
    assert all(0 < one.x < 1000 and 0 < one.y < 1000 for one in drawn.labels)
    spot = {one.text: (one.x, one.y) for one in drawn.labels}
    assert spot["Zurich"][0] < spot["Singapore"][0] < spot["Sydney"][0]  # west to east
    assert spot["Seoul"][1] < spot["Singapore"][1] < spot["Sydney"][1]  # north to south
    assert all(city in drawn.alt for city in ("Tokyo", "Sydney"))


def test_a_trip_over_the_date_line_keeps_its_cities_together() -> None:
    stops = [Stop(city="Auckland", country="NZ", zone="Pacific/Auckland"),
             Stop(city="Honolulu", country="US", zone="Pacific/Honolulu")]  # fmt: skip
    drawn = route_map(Dossier(Engagement(title="x", kind="roadshow"), stops=stops), english())
    assert drawn is not None
    auckland, honolulu = drawn.labels
    assert 100 < auckland.x < honolulu.x < 900


def test_without_a_place_that_anybody_knows_there_is_no_map() -> None:
    stop = Stop(city="Nowhere at all", zone="UTC")
    assert route_map(Dossier(Engagement(title="x", kind="x"), stops=[stop]), english()) is None


def test_of_a_photograph_the_part_is_shown_that_was_marked() -> None:
    whole = Image.new("RGB", (400, 400), "#ff0000")
    whole.paste("#0000ff", (200, 0, 400, 400))
    kept = io.BytesIO()
    whole.save(kept, "JPEG", quality=95)
    entry = Entry("Ann", photo=kept.getvalue(), box=PhotoBox(500, 0, 500, 1000))
    paper = Paper("x", "Lives", (Biography(entry, "A life."),))
    drawn = Image.open(io.BytesIO(typeset.png_pages(paper)[0])).convert("RGB")
    seen = {colour for _, colour in drawn.getcolors(1 << 20) or ()}
    assert any(blue > 200 and red < 60 for red, _, blue in seen)
    assert not any(red > 200 and blue < 60 for red, _, blue in seen)


def test_a_paper_for_one_page_is_set_smaller_rather_than_run_on() -> None:
    said = tuple(Text((f"{n} " + "What everybody should know of the visit. " * 9,))
                 for n in range(13))  # fmt: skip
    paper = Paper("scene-setter", "Scene", said)
    assert len(pypdfium2.PdfDocument(typeset.pdf(paper))) == 2
    assert len(pypdfium2.PdfDocument(typeset.fitted(paper))) == 1


def test_a_scene_setter_of_the_demonstration_is_one_page(visit: Dossier) -> None:
    read = pages(catalogue.draw(visit, "scene-setter", Wish()))
    assert len(read) == 1
    assert visit.engagement.success and visit.engagement.success.split(";")[0] in read[0]
