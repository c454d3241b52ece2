"""LDIF, Windows contacts and contact tables."""

from __future__ import annotations

import base64

import pytest

from sciattache.errors import KnownError
from sciattache.interchange.cards import ldif, windows_contact
from sciattache.interchange.cards.card import Point
from sciattache.interchange.cards.columns import card_from_row, is_contact_table, known_header
from sciattache.interchange.cards.headers import Target


def test_ldif_reads_base64_folds_and_addresses() -> None:
    name = base64.b64encode("Łucja Ñandú".encode()).decode()
    data = (
        f"# a comment\n\nversion: 1\n\ndn: cn=x\nobjectclass: person\ncn:: {name}\n"
        "mail: a@\n b.org\nmozillaSecondEmail: c@d.org\nl: Łódź\nstreet: Rue 1\n"
        "postalAddress: Rue 1 $ Łódź\nbirthyear: 1980\nbirthmonth: 3\nbirthday: 2\n"
        "customThing: kept\n"
    ).encode()
    ((at, card),) = ldif.read(data).cards
    assert (at, card.full_name, card.birthday) == (5, "Łucja Ñandú", "1980-03-02")
    assert [point.value for point in card.emails] == ["a@b.org", "c@d.org"]
    assert card.addresses[0].formatted == "Rue 1\nŁódź"
    assert card.extra == (("X-LDIF-CUSTOMTHING", "kept"),)


def test_ldif_without_entries_is_refused() -> None:
    with pytest.raises(KnownError):
        ldif.read(b"BEGIN:VCARD\n")


def test_a_windows_contact_that_defines_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for data in (bomb, b"<a/>", b"", b"<c:contact"):
        with pytest.raises(KnownError):
            windows_contact.read(data)


def test_a_windows_contact_gives_labels_and_positions() -> None:
    data = b"""<c:contact xmlns:c="http://schemas.microsoft.com/Contact"><c:NameCollection><c:Name>
      <c:FamilyName>Curie</c:FamilyName><c:GivenName>Marie</c:GivenName></c:Name></c:NameCollection>
      <c:PhoneNumberCollection><c:PhoneNumber><c:Number>1</c:Number><c:LabelCollection>
      <c:Label>Preferred</c:Label><c:Label>Business</c:Label><c:Label>Fax</c:Label>
      </c:LabelCollection></c:PhoneNumber></c:PhoneNumberCollection><c:PositionCollection>
      <c:Position><c:Company>Sorbonne</c:Company><c:JobTitle>Chair</c:JobTitle></c:Position>
      </c:PositionCollection></c:contact>"""
    ((_, card),) = windows_contact.read(data).cards
    assert card.full_name == "Marie Curie"
    assert card.phones == (Point("1", "work fax", preferred=True),)
    assert (card.organisation, card.title) == (("Sorbonne",), "Chair")


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("E-mail 1 - Value", Target("emails", "value")),
        ("E-mail 2 - Label", Target("emails", "label", number=2)),
        ("Phone 2 - Value", Target("phones", "value", number=2)),
        ("Organization 1 - Name", Target("organisation", "name")),
        ("Business Street", Target("addresses", "street", "work")),
        ("Home Address 2", Target("addresses", "extended", "home")),
        ("E-mail 3 Address", Target("emails", "value", number=3)),
        ("Straße geschäftlich", Target("addresses", "street", "work")),
        ("Telefon (privat)", Target("phones", "value", "home")),
        ("Mobil-Tel.-Nr.", Target("phones", "value", "cell")),
        ("Télécopie (bureau)", Target("phones", "value", "work fax")),
        ("Adresse de messagerie 2", Target("emails", "value", number=2)),
        ("Código postal del trabajo", Target("addresses", "postal_code", "work")),
        ("Vorname", Target("name", "given")),
        ("Apellidos", Target("name", "family")),
    ],
)
def test_headers_are_understood_in_four_languages(header: str, target: Target) -> None:
    assert known_header(header) == target


@pytest.mark.parametrize(
    "headers",
    [
        ["Primary Email"],
        ["E-mail Address", "E-mail 2 Address"],
        ["First Name", "Last Name", "Display Name", "Primary Email", "Custom 1"],
        ["Anrede", "Vorname", "Nachname", "Firma"],
        ["Organisme", "Nom de famille", "Prénom"],
    ],
)
def test_contact_tables_are_recognised(headers: list[str]) -> None:
    assert is_contact_table(headers)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["year", "discipline", "winner", "desc"],
        ["Date", "Title", "Amount", "Country"],
        ["city", "country", "name", "numPartners", "street"],
    ],
)
def test_other_tables_are_not(headers: list[str]) -> None:
    assert not is_contact_table(headers)


def test_a_row_becomes_a_card_and_loses_nothing() -> None:
    headers = [
        "First Name",
        "Last Name",
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "Labels",
        "Business City",
        "Home City",
        "Shoe size",
        "Birth Year",
        "Birth Month",
        "Birth Day",
    ]
    cells = [
        "Ada",
        "Lovelace",
        "* Work",
        "a@b ::: c@d",
        "* myContacts ::: VIP",
        "London",
        "Ockham",
        "38; wide",
        "1815",
        "12",
        "10",
    ]
    card = card_from_row(headers, cells)
    assert (card.full_name, card.birthday) == ("Ada Lovelace", "1815-12-10")
    assert card.emails == (
        Point("a@b", "work", preferred=True),
        Point("c@d", "work", preferred=True),
    )
    assert card.categories == ("myContacts", "VIP")
    assert [(a.label, a.locality) for a in card.addresses] == [
        ("work", "London"),
        ("home", "Ockham"),
    ]
    assert card.extra == (("X-COLUMN;LABEL=Shoe size", "38\\; wide"),)
