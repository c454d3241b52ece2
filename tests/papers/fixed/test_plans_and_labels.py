"""What labels, plans and tags say of an engagement, and what they keep to themselves."""

import io
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.errors import KnownError
from sciattache.papers import codes
from sciattache.papers.catalogue import draw
from sciattache.papers.fixed.baggage_tags import _BARS
from sciattache.papers.fixed.kinds import KINDS
from sciattache.papers.fixed.stock import MM, STOCK, boxes
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


@pytest.fixture
def dossier(planted) -> Dossier:
    return planted.dossier()


def pages(made: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]


def lines(made: bytes) -> list[str]:
    return [line.strip() for page in pages(made) for line in page.splitlines()]


def labels(dossier: Dossier, **wish) -> bytes:
    return draw(dossier, "address-labels", Wish(**wish))


def addressed(dossier: Dossier, planted, address: Address) -> None:
    for person in dossier.people.values():
        person.addresses = None
    for organisation in dossier.organisations.values():
        organisation.addresses = None
    dossier.people[planted.ids["guest"]].addresses = (address,)


BERN = Address("Bundesgasse 3", "Bern", "", "3003", "CH")


def test_the_country_is_the_last_line_in_capitals_and_in_the_senders_language(
    dossier, planted
) -> None:
    addressed(dossier, planted, BERN)
    shown = lines(labels(dossier))
    assert shown[shown.index("3003 Bern") + 1] == "SWITZERLAND"
    assert "SUISSE" in lines(labels(dossier, language="fr"))


def test_a_country_in_other_letters_is_repeated_in_those_that_every_post_reads(
    dossier, planted
) -> None:
    addressed(dossier, planted, BERN)
    assert "瑞士 · SWITZERLAND" in lines(labels(dossier, language="zh"))


def test_a_letter_within_the_country_of_the_office_names_no_country(dossier, planted) -> None:
    addressed(dossier, planted, Address("Rua do Ensaio 45", "Porto", "", "4050-999", "Portugal"))
    shown = lines(labels(dossier))
    assert "4050-999 Porto" in shown
    assert "PORTUGAL" not in shown


def test_whose_address_nobody_knows_is_named_off_the_labels(dossier, planted) -> None:
    addressed(dossier, planted, BERN)
    made = labels(dossier)
    shown = next(line for line in lines(made) if line.startswith("Without an address"))
    mate = Reader("full", "en").plain_name(dossier.people[planted.ids["mate"]])
    assert mate in shown
    stock = STOCK["avery-l7160"]
    first = next(boxes(stock))
    head = pypdfium2.PdfDocument(made)[0].get_textpage()
    above = head.get_text_bounded(0, first.y + first.height, *stock.page_size)
    assert "Without an address" in above


def test_an_organisation_is_written_to_where_nobody_of_it_has_an_address(dossier, planted) -> None:
    addressed(dossier, planted, BERN)
    host = dossier.organisations[planted.ids["host"]]
    host.addresses = (Address("Largo 1", "Lisboa", "", "1200-998"),)
    shown = lines(labels(dossier))
    assert shown[shown.index("Largo 1") - 1] == host.name


def test_a_home_address_bears_neither_title_nor_organisation(dossier, planted) -> None:
    academy = dossier.organisations[planted.ids["academy"]]
    for label, told in (("work", True), ("home", False)):
        addressed(dossier, planted, replace(BERN, label=label))
        assert (academy.name in lines(labels(dossier))) is told


@pytest.mark.parametrize("stock", ["avery-l7160", "avery-l7163", "avery-5160", "avery-5163"])
def test_a_label_keeps_off_the_edge_that_printers_leave_white(dossier, planted, stock) -> None:
    addressed(dossier, planted, Address("Street " * 20, "Bern " * 9, "", "3003", "CH"))
    sheet = STOCK[stock]
    made = pypdfium2.PdfDocument(labels(dossier, stock=stock, start=sheet.columns))[0]
    box = list(boxes(sheet))[sheet.columns - 1]
    picture = made.render(scale=2).to_pil().convert("L").point(lambda tone: 255 * (tone < 160))
    inside = picture.crop(
        (0, int((sheet.page_size[1] - box.y - box.height) * 2), picture.width,
         int((sheet.page_size[1] - box.y) * 2))
    )  # fmt: skip
    found = inside.getbbox()
    assert found is not None
    assert found[0] / 2 >= box.x + 2 * MM
    assert found[2] / 2 <= sheet.page_size[0] - 6 * MM


def plan(dossier: Dossier, language: str = "en") -> str:
    return " ".join(" ".join(pages(draw(dossier, "seating-plan", Wish(language=language)))).split())


def test_a_seating_plan_marks_host_and_guest_of_honour_and_who_sits_behind(
    dossier, planted
) -> None:
    reader = Reader("guest", "en")
    names = {key: reader.name(dossier.people[planted.ids[key]])
             for key in ("guest", "contact", "interpreter", "absent")}  # fmt: skip
    shown = plan(dossier)
    assert "1 · Guest of honour" in shown
    assert "4 · Host" in shown
    assert shown.index(names["interpreter"].split()[0]) < shown.index("behind place 1")
    assert names["absent"].split()[0] not in shown
    assert "Free places: 2" in shown
    assert "Entrance" in shown


def test_a_table_of_what_is_cancelled_is_not_drawn(dossier) -> None:
    assert len(pages(draw(dossier, "seating-plan", Wish()))) == 1
    off = [item for item in dossier.items if item.status == "confirmed"]
    off[0].status = "cancelled"
    assert "No table has been laid yet." in plan(dossier)


@pytest.mark.parametrize("shape", ["long", "round", "horseshoe"])
@pytest.mark.parametrize("places", [1, 3, 30, 150, 400])
def test_a_table_of_any_size_is_drawn_and_everybody_at_it_listed(dossier, shape, places) -> None:
    table = next(table for table in dossier.seatings if table.id in dossier.seats)
    table.shape, table.places = shape, places
    everybody = [id for id in dossier.people if id not in dossier.absent]
    dossier.seats[table.id] = [
        Seat(seating=table.id, number=number, person=everybody[number % len(everybody)])
        for number in range(1, places + 1, 2)
    ]
    shown = " ".join(pages(draw(dossier, "seating-plan", Wish()))).split()
    assert {str(number) for number in range(1, places + 1, 2)} <= set(shown)
    if places <= 30:  # else the numbers of the plates run together
        assert {str(number) for number in range(1, places + 1)} <= set(shown)


def cars(dossier: Dossier, audience: str) -> str:
    made = pages(draw(dossier, "car-plan", Wish(audience=audience)))
    return " ".join(" ".join(made).split())


def test_who_drives_and_how_to_ring_them_is_told_to_the_office_and_to_drivers_alone(
    dossier,
) -> None:
    (car,) = dossier.vehicles
    assert car.driver_phone
    for audience in ("full", "driver"):
        shown = cars(dossier, audience)
        assert car.plate in shown
        assert car.driver in shown
        assert car.driver_phone in shown
    with pytest.raises(KnownError, match="guest"):
        cars(dossier, "guest")


def test_whoever_has_no_car_is_told_to_the_office_alone(dossier, planted) -> None:
    mate = next(one for one in dossier.participants if one.person == planted.ids["mate"])
    mate.vehicle = None
    assert "Without a car" in cars(dossier, "full")
    assert "Without a car" not in cars(dossier, "driver")


def test_the_place_of_honour_is_told_where_seats_are_numbered(dossier) -> None:
    assert "place of honour" in cars(dossier, "full")
    for car in dossier.vehicles:
        car.seats = 28
    assert "place of honour" not in cars(dossier, "full")


def test_cars_stand_in_the_order_of_the_motorcade(dossier) -> None:
    (car,) = dossier.vehicles
    names = {}
    for place in (3, 1, 2):
        other = type(car)(id=f"car{place}", engagement=car.engagement, name=f"Named{place}",
                          kind="van", position=place)  # fmt: skip
        dossier.vehicles.append(other)
        names[place] = other.name
    shown = cars(dossier, "driver")
    assert shown.index("Named1") < shown.index("Named2") < shown.index("Named3")


def test_a_convoy_too_long_for_a_page_goes_on_to_the_next(dossier) -> None:
    (car,) = dossier.vehicles
    for place in range(12):
        dossier.vehicles.append(
            type(car)(id=f"car{place}", engagement=car.engagement, name=f"Named{place}",
                      kind="sedan", position=place)
        )  # fmt: skip
    made = pages(draw(dossier, "car-plan", Wish()))
    assert 1 < len(made) <= 4
    assert all(sum(f"Named{place}\r" in page for page in made) == 1 for place in range(12))


def test_a_full_coach_is_listed_to_the_last_on_its_page(dossier, planted) -> None:
    (car,) = dossier.vehicles
    car.kind, car.seats = "coach", 60
    guest = dossier.people[planted.ids["guest"]]
    for number in range(60):
        person = type(guest)(id=f"rider{number}", family_name=f"Rider{number}x",
                             native_name="小野寺 晴香")  # fmt: skip
        dossier.people[person.id] = person
        dossier.participants.append(
            Participation(id=f"part{number}", person=person.id, side="guest", vehicle=car.id,
                          organisation=planted.ids["academy"])
        )  # fmt: skip
    made = pypdfium2.PdfDocument(draw(dossier, "car-plan", Wish()))
    assert len(made) == 1
    inside = made[0].get_textpage().get_text_bounded(0, 20 * MM, 595, 842)
    assert all(f"Rider{number}x" in inside for number in range(60))


def test_a_tag_says_whose_it_is_and_whom_to_ring_but_not_the_room(dossier, planted) -> None:
    shown = " ".join(pages(draw(dossier, "baggage-tags", Wish()))[0].split())
    guest, lead = dossier.people[planted.ids["guest"]], dossier.colleagues[planted.ids["lead"]]
    stay = next(stay for stay in dossier.stays if stay.person == guest.id)
    assert stay.room and stay.hotel
    assert guest.family_name in shown
    assert stay.hotel in shown
    assert stay.room not in shown
    assert dossier.engagement.title in shown
    assert str(lead.phones[0]) in shown


def test_hosts_and_those_who_stay_at_home_get_no_tag(dossier, planted) -> None:
    for one in dossier.participants:
        if one.person == planted.ids["mate"]:
            one.side = "host"
    shown = " ".join(pages(draw(dossier, "baggage-tags", Wish())))
    for key in ("mate", "absent"):
        assert dossier.people[planted.ids[key]].family_name not in shown


def test_bars_of_two_teams_are_told_apart_in_grey_and_by_their_letter(dossier, planted) -> None:
    for one in dossier.participants:
        one.team = "A" if one.person == planted.ids["guest"] else "B"
    made = draw(dossier, "baggage-tags", Wish())
    picture = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("L")
    first, second = list(boxes(STOCK["tag-a4"]))[:2]

    def tone(box) -> int:
        return picture.getpixel((int(box.x + 4), int(picture.height - box.y - 6)))

    assert abs(tone(first) - tone(second)) > 60
    assert {"A", "B"} <= set(pages(made)[0].split())


def test_bars_beside_one_another_are_never_of_one_tone() -> None:
    tones = [Image.new("RGB", (1, 1), bar).convert("L").getpixel((0, 0)) for bar in _BARS]
    assert all(abs(one - other) > 40 for one, other in pairwise(tones))


def test_a_code_on_a_tag_holds_what_guests_may_read_of_its_owner(dossier, planted) -> None:
    one = next(one for one in dossier.participants if one.person == planted.ids["guest"])
    person = dossier.people[one.person]
    person.emails, person.phones = (Point("ana@x.example"),), (Point("+351 210 000 000"),)
    held = codes.contact(dossier, Reader("guest", "en"), one)
    assert "ana@x.example" in held
    assert "210" not in held
    person.emails = None
    bare, coded = (
        pypdfium2.PdfDocument(draw(dossier, "baggage-tags", Wish()))[0].render(scale=1).to_pil()
        for person.emails in (None, (Point("ana@x.example"),))
    )
    assert sum(_dark(coded)) > sum(_dark(bare)) + 500


def _dark(picture: Image.Image) -> list[int]:
    return [tone < 90 for tone in picture.convert("L").tobytes()]


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pocket_programme_has_each_of_its_pages_once(dossier, size, language) -> None:
    made = draw(dossier, "pocket-programme", Wish(size=size, language=language))
    assert len(pages(made)) == 2
    whole = " ".join(pages(made))
    count = whole.count("of 8") if language == "en" else whole.count("صفحة")
    assert count == 8


def test_a_long_programme_becomes_a_booklet_of_whole_sheets(dossier) -> None:
    dossier.items[0].description = "Words for guests. " * 1500
    made = draw(dossier, "pocket-programme", Wish())
    sheets = pypdfium2.PdfDocument(made)
    assert len(sheets) > 2
    assert len(sheets) % 2 == 0
    assert io.BytesIO(made).read(4) == b"%PDF"


def test_a_pocket_programme_leaves_out_what_the_office_alone_reads(dossier) -> None:
    shown = " ".join(" ".join(pages(draw(dossier, "pocket-programme", Wish()))).split())
    shown = shown.replace(" ", "")
    item = next(item for item in dossier.items if item.status == "confirmed")
    assert item.title in shown
    assert item.objective and item.objective not in shown


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name != "pocket-programme"])
def test_a_plan_or_a_card_in_grey_has_no_colour(dossier, planted, kind) -> None:
    for one in dossier.participants:
        one.team = "A"
    assert not _coloured(draw(dossier, kind, Wish(look="grey")))


@pytest.mark.parametrize("kind", ["car-plan", "seating-plan", "baggage-tags"])
def test_a_plan_has_colour_where_no_grey_is_wished(dossier, planted, kind) -> None:
    for one in dossier.participants:
        one.team = "A"
    assert _coloured(draw(dossier, kind, Wish()))


def _coloured(made: bytes) -> bool:
    """Whether a page has a colour in it; clear type is none."""
    shown = [page.render(scale=2).to_pil().convert("HSV") for page in pypdfium2.PdfDocument(made)]
    return any(page.getchannel("S").getextrema()[1] for page in shown)


def test_who_is_of_no_team_has_no_bar_among_those_who_have_one(dossier) -> None:
    def blue(teams: tuple[str | None, ...]) -> int:
        for one, team in zip(dossier.participants, teams, strict=True):
            one.team = team
        made = pypdfium2.PdfDocument(draw(dossier, "baggage-tags", Wish()))[0].render().to_pil()
        shades = made.convert("RGB").getcolors(made.width * made.height)
        return sum(count for count, shade in shades if shade == (31, 78, 121))

    none, both, one = blue((None, None, None)), blue(("A", "A", "A")), blue(("A", None, None))
    assert both > one > 0
    assert none > one, "where nobody has a team, every tag has the bar"


def test_a_role_and_an_organisation_in_a_car_are_parted_between_them(dossier, planted) -> None:
    organisation = "Federal Bureau for Science Cooperation"
    one = next(one for one in dossier.participants if one.person == planted.ids["guest"])
    one.role = "deputy_head"
    found = dossier.organisation_of(one)
    assert found is not None
    found.name = organisation
    shown = lines(draw(dossier, "car-plan", Wish()))
    assert organisation in shown
    assert shown[shown.index(organisation) - 1] == "Deputy head of delegation"
