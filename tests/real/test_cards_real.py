"""Card files that other programs wrote, against what four other readers agree they say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sciattache.interchange.cards import ldif, values, windows_contact
from sciattache.interchange.cards.card import Address, Card
from sciattache.interchange.cards.columns import card_from_row, is_contact_table
from sciattache.interchange.cards.read import read
from sciattache.interchange.cards.write import Version, write

# Where we read more, or other, than was agreed, with the reason.
KNOWN_DISAGREEMENTS = {
    (
        "ez-vcard__John_Doe_ANDROID.vcf",
        "org",
    ): "one stray byte in UTF-8 makes the reference read the whole value as Latin-1",
    ("ez-vcard__fullcontact.vcf", "photo"): "one picture; the different second one is in extra",
    ("kcontacts__vcard12.vcf", "photo"): "one picture; the different second one is in extra",
    ("kcontacts__testfullvcard.vcf", "photo"): "an empty PHOTO is no picture",
    ("khard__photov4.vcf", "photo"): "a data: address holds the picture itself",
    ("jmap-php-icalendar_vcard__nextcloud_vcard.vcf", "url"): "social profiles are links too",
    ("jmap-php-icalendar_vcard__rc-vcard.vcf", "org"): "X-DEPARTMENT is a unit",
    ("ical4j-vcard__vcard-antoni-kontact.vcf", "org"): "X-KADDRESSBOOK-X-Department is a unit",
}
EXACT = (
    "fn",
    "n",
    "org",
    "title",
    "email",
    "tel",
    "url",
    "adr_count",
    "bday",
    "note",
    "categories",
    "uid",
    "photo",
)


@pytest.fixture(scope="module")
def expected(real_data: Path) -> dict[str, Any]:
    files = json.loads((real_data / "expected.json").read_text("utf-8"))["files"]
    return {Path(name).name: told for name, told in files.items() if told["kind"] == "vcard"}


def test_every_card_says_what_other_readers_agree_on(
    real_data: Path, expected: dict[str, Any]
) -> None:
    differing = set()
    for name, told in expected.items():
        cards = [card for _, card in read(real_data / "vcard" / name).cards]
        assert len(cards) == told["n_cards"], name
        for card, wanted in zip(cards, told["cards"], strict=True):
            ours, theirs = _ours(card), _theirs(wanted)
            if not theirs["fn"]:
                ours["fn"] = theirs["fn"]  # we call a nameless card by what it has
            if "n" not in wanted:
                assert not card.name, name
            differing |= {(name, key) for key in EXACT if ours[key] != theirs[key]}
    assert differing == set(KNOWN_DISAGREEMENTS)


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_every_real_card_survives_writing(real_data: Path, version: Version) -> None:
    for path in sorted(real_data.glob("*/*.vcf")):
        cards = [card for _, card in read(path).cards]
        again = read(write(cards, version))
        assert again.problems == (), path.name
        assert [card for _, card in again.cards] == cards, path.name


def test_every_card_agrees_with_rcmcarddav(real_data: Path) -> None:
    ours_differ = {
        ("rcmcarddav__EmptyFNCompany", "kind"),  # X-ABShowAs:COMPANY is an organisation for us
        ("rcmcarddav__UriPhoto", "photo"),  # they name a file on their own server
    }
    differing = set()
    for path in sorted((real_data / "vcard").glob("rcmcarddav__*.json")):
        theirs = {
            key.casefold(): sorted(told, key=str) if isinstance(told, list) else told
            for key, told in json.loads(path.read_text("utf-8")).items()
            if key != "showas"
        }
        ((_, card),) = read(path.with_suffix(".vcf")).cards
        ours = _in_their_words(card)
        differing |= {
            (path.stem, key)
            for key in ours.keys() | theirs.keys()
            if ours.get(key) != theirs.get(key)
        }
    assert differing == ours_differ


def test_contact_tables_give_the_cards_that_roundcube_makes(real_data: Path) -> None:
    for path in sorted((real_data / "contacts_csv").glob("roundcube_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            headers, *rows = list(csv.reader(file))
        assert is_contact_table(headers)
        wanted = [card for _, card in read(path.with_suffix(".vcf")).cards]
        for row, card in zip(rows, wanted, strict=True):
            found = card_from_row(headers, row)
            assert (
                found.full_name,
                found.name,
                found.nickname,
                found.organisation,
                found.title,
                found.birthday,
                found.note,
                found.categories,
                found.related,
            ) == (
                card.full_name,
                card.name,
                card.nickname,
                card.organisation,
                card.title,
                card.birthday,
                card.note,
                card.categories,
                card.related,
            )
            assert [p.value for p in found.emails] == [p.value for p in card.emails]
            assert [p.value for p in found.links] == [p.value for p in card.links]
            assert [(p.value, p.label) for p in found.phones] == [
                (p.value, p.label) for p in card.phones
            ]
            assert [_lines_of(a) for a in found.addresses] == [_lines_of(a) for a in card.addresses]


def test_the_wide_google_table_is_read_row_by_row(real_data: Path) -> None:
    with (real_data / "contacts_csv/sample1.csv").open(encoding="utf-8-sig", newline="") as file:
        headers, *rows = list(csv.reader(file))
    cards = [card_from_row(headers, row) for row in rows]
    assert is_contact_table(headers)
    assert len(cards) == 16
    assert all(card.full_name and card.organisation and card.emails for card in cards)


def test_ldif_and_windows_contacts_are_read(real_data: Path) -> None:
    people = [card for _, card in ldif.read(real_data / "contacts_other/export.ldif").cards]
    assert [person.full_name for person in people] == ["John Smith", "Charlie Brown"]
    assert (people[1].organisation, people[1].note) == (("School University", "SUIT"), "hi mom")
    assert [address.street for address in people[1].addresses] == [
        "12 west 55 street",
        "12 west 57 street",
    ]
    for name, mail in (
        ("sample1", "redacted-email@gmail.com"),
        ("sample2", "sampleaddress@yahoo.com"),
    ):
        ((_, card),) = windows_contact.read(real_data / f"contacts_other/{name}.contact").cards
        assert [point.value for point in card.emails] == [mail]


def _ours(card: Card) -> dict[str, object]:
    held = [
        (card.organisation, card.title),
        *((position.organisation, position.title) for position in card.other_positions),
    ]
    name = card.name
    return {
        "fn": [card.full_name],
        "n": [name.family, name.given, name.additional, name.prefix, name.suffix],
        "org": [organisation for organisation, _ in held if organisation],
        "title": [title for _, title in held if title],
        "email": [point.value for point in card.emails],
        "tel": [point.value for point in card.phones],
        "url": [point.value for point in card.links],
        "adr_count": sum(any(address.components()) for address in card.addresses),
        "bday": card.birthday,
        "note": card.note[:200],
        "categories": list(card.categories),
        "uid": card.uid,
        "photo": ["inline"] * bool(card.photo) + ["uri"] * bool(card.photo_url),
    }


def _theirs(told: dict[str, Any]) -> dict[str, object]:
    organisations = [
        tuple(
            parts[
                : len(parts)
                - next((at for at, part in enumerate(reversed(parts)) if part), len(parts))
            ]
        )
        for parts in told.get("org", [])
    ]
    return {
        "fn": [text for text in told.get("fn", []) if text][:1],
        "n": [*told.get("n", []), *[""] * 5][:5],
        "org": list(dict.fromkeys(parts for parts in organisations if parts)),
        "title": told.get("title", []),
        "email": told.get("email", []),
        "tel": [
            text.removeprefix("tel:").replace(";ext=", " ext. ") for text in told.get("tel", [])
        ],
        "url": told.get("url", []),
        "adr_count": told.get("adr_count", 0),
        "bday": values.day(told.get("bday", [""])[0]),
        "note": "\n".join(dict.fromkeys(told.get("note", [])))[:200],
        "categories": told.get("categories", []),
        "uid": told.get("uid", [""])[0],
        "photo": told.get("photo", []),
    }


def _in_their_words(card: Card) -> dict[str, object]:
    words = {
        "cell": "mobile",
        "home fax": "homefax",
        "work fax": "workfax",
        "": "other",
        "homepage": "other",
        "main": "other",
    }
    said: dict[str, object] = {
        "name": card.full_name,
        "firstname": card.name.given,
        "surname": card.name.family,
        "prefix": card.name.prefix,
        "suffix": card.name.suffix,
        "nickname": card.nickname,
        "organization": "".join(card.organisation[:1]),
        "department": "".join(card.organisation[1:]),
        "cuid": card.uid,
        "kind": card.kind,
        "birthday": card.birthday,
        "anniversary": card.anniversary,
        "gender": "male" if card.gender == "M" else "",
        "notes": card.note,
        "jobtitle": card.title,
        "photo": card.photo_url,
        "maidenname": dict(card.extra).get("X-MAIDENNAME", ""),
    }
    said |= {person.label: person.value for person in card.related}
    lists: dict[str, list[object]] = {}
    for kind, points in (("email", card.emails), ("phone", card.phones), ("website", card.links)):
        for point in points:
            key = f"{kind}:{words.get(point.label, point.label)}"
            lists.setdefault(key.casefold(), []).append(point.value)
    for handle in card.messaging:
        lists.setdefault(f"im:{handle.service or 'other'}".casefold(), []).append(handle.value)
    for home in card.addresses:
        lists.setdefault(f"address:{home.label}", []).append(
            {
                "street": home.street,
                "locality": home.locality,
                "region": home.region,
                "zipcode": home.postal_code,
                "country": home.country,
            }
        )
    said |= {key: sorted(found, key=str) for key, found in lists.items()}
    return {key: told for key, told in said.items() if told}


def _lines_of(address: Address) -> tuple[str, ...]:
    # Roundcube leaves out the post office box.
    return (address.label, *address.components()[1:])
