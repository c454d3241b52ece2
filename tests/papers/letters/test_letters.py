"""Letters merged for many: who gets one, what it says, and what nothing could fill."""

import email
import io
from datetime import UTC, date, datetime
from email import policy

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.letter import Letter
from sciattache.domain.office.post import Post
from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.papers import catalogue, words
from sciattache.papers.kinds import Wish
from sciattache.papers.letters import merging, places, salutations, wording
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

ON = date(2026, 10, 1)


def person(id: str, **values: object) -> Person:
    return Person(id=id, **{"family_name": id.title(), "given_name": "Ada", **values})


def dossier(*people: Person, letters: list[Letter] | None = None, **values: object) -> Dossier:
    """A visit to Bern to which everybody comes as a guest of the Academy."""
    return Dossier(**{
        "engagement": Engagement(
            id="visit", title="Glacier visit", kind="inbound_delegation", city="Bern", lead="lead",
            starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 5),
        ),
        "post": Post(name="Embassy of Examples", city="Lisbon", zone="Europe/Lisbon"),
        "participants": [Participation(id=f"p-{one.id}", person=one.id, side="guest",
                                       organisation="academy") for one in people],
        "people": {one.id: one for one in people},
        "organisations": {"academy": Organisation(id="academy", name="Academy",
                                                  addresses=(Address("Park 1", "Bern", "", "3000", "CH"),))},
        "colleagues": {"lead": Colleague(id="lead", name="Rui Leal", title="Counsellor",
                                         phones=(Point("+351 21 000"),))},
        "letters": letters or [],
        **values,
    })  # fmt: skip


def composed(of: Dossier, occasion: str = "invitation", **values: object):
    return list(merging.compose_all(of, of.participants, occasion, on=ON, **values))


def pages(pdf: bytes) -> list[str]:
    read = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return [page.replace("\u00a0", " ").replace("\r\n", "\n") for page in read]


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("occasion", ["invitation", "thank_you"])
def test_there_are_words_for_each_occasion_in_every_language(occasion: str, language: str) -> None:
    (one,) = composed(dossier(person("lovelace", gender="female")), occasion, language=language)
    assert one.missing == ()
    assert one.paper.language == language
    assert "Glacier visit" in one.letter.subject.replace("\u200f", "")
    assert "Glacier visit" in one.letter.body
    said = " ".join((one.letter.salutation, one.letter.body, one.letter.closing, one.letter.date))
    assert "{" not in said


def test_a_letter_is_on_the_head_with_date_address_and_signature() -> None:
    (one,) = composed(dossier(person("lovelace", prefix="Dr")), language="en")
    (page,) = pages(merging.one_file([one]))
    for line in (
        "Embassy of Examples", "Lisbon, 1 October 2026", "Dr Ada Lovelace", "Academy", "Park 1",
        "3000 Bern", "Switzerland", "Dear Dr Lovelace,", "3–5 November 2026", "Rui Leal", "Counsellor",
    ):  # fmt: skip
        assert line in page
    assert "Draft" not in page


@pytest.mark.parametrize(
    ("values", "language", "said"),
    [
        ({"salutation": "Dear Minister,"}, "en", "Dear Minister,"),
        ({"salutation": "Dear Minister,", "gender": "male"}, "fr", "Monsieur,"),
        ({"salutation": "Chère Ministre,", "gender": "female"}, "en", "Dear Ms Li,"),
        ({"salutation": "معالي الوزير،"}, "ar", "معالي الوزير،"),
        ({"form_of_address": "President", "gender": "female"}, "fr", "Madame,"),
        (
            {"prefix": "Dr", "gender": "female", "native_name": "ليلى"},
            "ar",
            "حضرة السيدة ليلى المحترمة،",
        ),
        ({"salutation": "Dear Minister"}, "en", "Dear Minister,"),
        ({"form_of_address": "Your Excellency"}, "en", "Your Excellency,"),
        ({"form_of_address": "Professor"}, "en", "Dear Professor,"),
        ({"form_of_address": "Monsieur le Ministre"}, "fr", "Monsieur le Ministre,"),
        ({"gender": "female"}, "en", "Dear Ms Li,"),
        ({"gender": "male"}, "es", "Estimado señor Li:"),
        ({"gender": "female"}, "fr", "Madame,"),
        ({}, "en", "Dear Ada Li,"),
        ({"name_order": "given-only", "gender": "male"}, "en", "Dear Mr Ada,"),
        ({"native_name": "李小明", "gender": "male"}, "zh", "尊敬的李小明先生："),
        ({"native_name": "李小明", "gender": "male"}, "ar", "حضرة السيد Ada Li المحترم،"),
        ({"native_name": "ليلى", "gender": "female"}, "ar", "حضرة السيدة ليلى المحترمة،"),
    ],
)
def test_a_letter_opens_as_custom_has_it(values: dict, language: str, said: str) -> None:
    assert salutations.salutation(person("li", **values), Reader("guest", language)) == said


def test_each_letter_is_in_the_language_of_who_gets_it() -> None:
    people = [person("a", languages=("ja", "fr")), person("b", languages=("ar",)), person("c")]
    assert [one.paper.language for one in composed(dossier(*people))] == ["fr", "ar", "en"]
    assert {one.paper.language for one in composed(dossier(*people), language="zh")} == {"zh"}


def test_the_offices_own_words_come_before_those_built_in() -> None:
    own = Letter(name="Ours", occasion="invitation", language="en", subject="Come, {name}",
                 body="{salutation},\n\nTo {place} on {dates}.", closing="Yours,")  # fmt: skip
    (one,) = composed(dossier(person("li"), letters=[own]), language="en")
    assert one.letter.subject == "Come, Ada Li"
    assert one.letter.body == "To Bern on 3–5 November 2026."
    assert one.letter.salutation == "Dear Ada Li,"
    assert one.letter.closing == "Yours,"
    (other,) = composed(dossier(person("li"), letters=[own]), language="es")
    assert other.letter.subject == "Invitación: Glacier visit"
    (named,) = composed(dossier(person("li"), letters=[own]), language="es", name="ours")
    assert named.paper.language == "en"


def test_a_place_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    own = Letter(name="x", occasion="invitation", language="en", body="Dear {nickname}, {Évil}")
    with pytest.raises(KnownError) as told:
        composed(dossier(person("li"), letters=[own]), language="en")
    assert "{nickname}, {évil}" in told.value.sentence
    for name in (
        "name",
        "salutation",
        "event",
        "dates",
        "place",
        "title",
        "organisation",
        "host",
        "item",
    ):
        assert f"{{{name}}}" in told.value.remedy


def test_what_is_missing_is_told_and_leaves_no_braces_behind() -> None:
    own = Letter(name="x", occasion="invitation", language="en", body="As {title} at {item}, come.")
    (one,) = composed(dossier(person("li"), letters=[own]), language="en")
    assert one.missing == ("title", "item")
    assert one.letter.body == "As at, come."


def test_a_sentence_that_leads_up_to_what_is_missing_goes_with_it() -> None:
    own = Letter(name="x", occasion="thank_you", language="en",
                 body="Thank you. What we shall remember: {items}. Until soon: {name}.")  # fmt: skip
    (one,) = composed(dossier(person("li"), letters=[own]), "thank_you", language="en")
    assert one.letter.body == "Thank you. Until soon: Ada Li."
    assert one.missing == ("items",)


def test_nobody_is_thanked_for_a_ride() -> None:
    items = [AgendaItem(id=kind, title=kind, kind=kind, status="confirmed", contact="li")
             for kind in ("movement", "meal", "free")]  # fmt: skip
    own = Letter(name="x", occasion="thank_you", language="en", body="For {items}.")
    (one,) = composed(dossier(person("li"), letters=[own], items=items), "thank_you", language="en")
    assert one.letter.body == "For meal."


def test_what_a_value_says_is_never_a_place_again() -> None:
    own = Letter(name="x", occasion="invitation", language="en", body="For {name}.")
    one = person("li", given_name="{title} {no such}")
    (letter,) = composed(dossier(one, letters=[own]), language="en")
    assert letter.letter.body == "For {title} {no such} Li."
    assert letter.missing == ()


def test_latin_words_keep_what_stands_beside_them_in_place_in_an_arabic_letter() -> None:
    (one,) = composed(dossier(person("li")), language="ar")
    assert "«\u200fGlacier visit\u200f»" in one.letter.body
    assert "\u200f" not in composed(dossier(person("li")), language="en")[0].letter.body


def test_thanks_name_what_somebody_had_a_part_in() -> None:
    items = [AgendaItem(id=n, title=n.title(), kind="meeting", status=s, contact=c) for n, s, c in (
        ("lab", "confirmed", ""), ("dinner", "confirmed", "li"), ("boat", "cancelled", "li"),
    )]  # fmt: skip
    own = Letter(name="x", occasion="thank_you", language="en", body="For {items}; first {item}.")
    of = dossier(person("li"), letters=[own], items=items,
                 attendances={"lab": [Attendance(item="lab", person="li")]})  # fmt: skip
    (one,) = composed(of, "thank_you", language="en")
    assert one.letter.body == "For Lab, Dinner; first Lab."


def test_what_somebody_had_a_part_in_is_told_in_the_order_in_which_it_came() -> None:
    items = [AgendaItem(id=f"i{day}", title=f"Day {day}", kind="meeting", status="confirmed",
                        contact="li", starts_at=datetime(2026, 11, day, 9, tzinfo=UTC))
             for day in (5, 3, 4)]  # fmt: skip
    own = Letter(name="x", occasion="thank_you", language="en", body="For {items}.")
    (one,) = composed(dossier(person("li"), letters=[own], items=items), "thank_you", language="en")
    assert one.letter.body == "For Day 3, Day 4, Day 5."


def test_a_letter_made_with_the_papers_for_guests_opens_as_custom_has_it() -> None:
    of = dossier(person("li", gender="female"))
    for language, opening in (("fr", "Madame,"), ("es", "Estimada señora Li:")):
        wish = Wish(subject="li", language=language, on=ON)
        (page,) = pages(catalogue.draw(of, "invitation-letter", wish))
        assert opening in page


def test_invitations_are_for_guests_and_thanks_for_hosts_who_have_not_declined() -> None:
    of = dossier(person("a"), person("b"), person("c"))
    of.participants[1].side = "host"
    of.participants[2].rsvp = "declined"
    assert [one.person for one in merging.recipients(of, "invitation")] == ["a"]
    assert [one.person for one in merging.recipients(of, "thank_you")] == ["b"]
    assert [one.person for one in merging.recipients(of, "invitation", people=["c"])] == ["c"]
    with pytest.raises(KnownError, match="no side"):
        merging.recipients(of, "invitation", side="moon")
    with pytest.raises(KnownError, match="Nobody"):
        merging.recipients(of, "invitation", side="press")
    with pytest.raises(KnownError, match="no part"):
        merging.recipients(of, "invitation", people=["nobody"])


def test_all_letters_together_are_one_pdf_that_counts_each_ones_pages() -> None:
    made = composed(dossier(person("a"), person("b", languages=("ar",)), person("c")))
    together = merging.one_file(made)
    assert together == merging.one_file(
        composed(dossier(person("a"), person("b", languages=("ar",)), person("c")))
    )
    read = pages(together)
    assert len(read) == 3
    assert "Page 1 of 1" in read[0]
    assert "Page 1 of 1" in read[2]


def test_the_closing_of_a_letter_never_stands_on_a_page_alone() -> None:
    for lines in range(20, 40):
        told = "\n\n".join(["We write to you.", *(f"Line {n}." for n in range(lines)), "LAST."])
        own = Letter(name="x", occasion="invitation", language="en", body=told, closing="CLOSING")
        (one,) = composed(dossier(person("li"), letters=[own]), language="en")
        for page in pages(merging.one_file([one])):
            assert ("CLOSING" in page) == ("LAST." in page), lines


def test_letters_are_documents_to_edit_too() -> None:
    of = dossier(person("a"), person("a2", family_name="A"))
    files = list(merging.files(of, composed(of, language="en"), ".docx"))
    assert [name for name, *_ in files] == ["Invitation-Ada-A.docx", "Invitation-Ada-A-2.docx"]
    read = [p.text for p in docx.Document(io.BytesIO(files[0][1])).paragraphs]
    assert "Dear Ada A," in read
    with pytest.raises(KnownError, match="odt"):
        list(merging.files(of, composed(of), ".odt"))


def test_letters_are_drafts_of_emails_with_the_page_attached() -> None:
    of = dossier(person("a", emails=(Point("old@x.example"), Point("a@x.example", preferred=True))),
                 marking="RESTRICTED")  # fmt: skip
    ((name, content, _),) = merging.files(of, composed(of, language="ar"), ".eml")
    assert name.endswith(".eml")
    read = email.message_from_bytes(content, policy=policy.default)
    assert read["X-Unsent"] == "1"
    assert read["To"].addresses[0].addr_spec == "a@x.example"
    assert read["Subject"].replace("\u200f", "") == "RESTRICTED – دعوة: Glacier visit"
    assert "يسرّنا" in read.get_body().get_content()
    (attached,) = read.iter_attachments()
    assert attached.get_filename().endswith(".pdf")
    assert pages(attached.get_content())


def test_a_letter_is_no_part_of_a_version() -> None:
    of = dossier(person("a"))
    assert not [name for name, _ in catalogue.drawn(of) if "letter" in name]
    made = catalogue.draw(of, "invitation-letter", Wish(subject="a", language="en", on=ON))
    assert "Lisbon, 1 October 2026" in pages(made)[0]


def test_an_occasion_is_known_by_its_code_and_its_words() -> None:
    assert wording.occasion("Thank-you") == "thank_you"
    with pytest.raises(KnownError, match="wedding"):
        wording.occasion("wedding")
    with pytest.raises(KnownError, match="no letter"):
        wording.wording([], "other", "en")


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_makes_a_letter_or_a_sentence(body: str, name: str) -> None:
    own = Letter(name="x", occasion="invitation", language="en", body=body)
    of = dossier(person("li", family_name=name), letters=[own])
    try:
        (one,) = composed(of, language="en")
    except KnownError as told:
        assert "{" in told.sentence
        return
    assert places.known()
    assert one.letter.salutation
