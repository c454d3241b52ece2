"""What we write as a vCard, we read back unchanged.

Exceptions, by design: white space at either end of a text, control characters, and a carriage
return are not kept; a card without a full name comes back with the best name that it has; only
the given, additional and family parts of a phonetic name have a property.
"""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciattache.interchange.cards import labels
from sciattache.interchange.cards.card import (
    Address,
    Card,
    Handle,
    NameParts,
    NativeName,
    Point,
    Position,
)
from sciattache.interchange.cards.read import read
from sciattache.interchange.cards.values import escaped
from sciattache.interchange.cards.write import Version, write

_ODD = [
    "José Ñandú",
    "王小明",
    "محمد بن عبد الله",
    "👩🏽‍🔬 Ada",
    'a;b,c\\d:e"f^g',
    "one\ntwo\n\nthree",
    "\\n",
    "\\\\;",
    "x=3D=",
    "BEGIN:VCARD",
    "ก็้" * 40,
    "Łódź " * 30,
    "TEL:+1",
    "שלום, עולם",
    "'",
    "^n^'",
    "item1.X",
    "\u2028line",
    "a\tb",
    "_$!<Home>!$_ x",
    "END:VCARD\nFN:x",
]
_letters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
text = (st.sampled_from(_ODD) | st.text(_letters, max_size=40)).map(str.strip)
words = text.filter(bool)
line = words.map(lambda found: found.replace("\n", " ").strip()).filter(bool)
label = st.sampled_from(
    [
        "",
        "home",
        "work",
        "cell",
        "work fax",
        "school",
        "Büro, 3. Stock",
        "car",
        "homepage",
        '"q";^n',
    ]
) | line.map(labels.normal).filter(lambda found: labels.normal(found) == found)
names = st.builds(NameParts, text, text, text, text, text)
points = st.lists(
    st.builds(
        Point,
        words.filter(
            lambda found: (
                found[:4].casefold() != "tel:"
                and found[:7].casefold() != "mailto:"
                and "orcid.org" not in found.casefold()
            )
        ),
        label,
        st.booleans(),
    ),
    max_size=3,
).map(tuple)
addresses = st.builds(
    Address,
    text,
    text,
    text,
    text,
    text,
    text,
    words,
    st.sampled_from(["", "FR", "JP"]),
    text,
    label,
    st.booleans(),
)
days = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["", "--0412", "1985-04"])
positions = st.builds(Position, st.lists(words, max_size=3).map(tuple), text, text).filter(bool)
handles = st.builds(
    Handle,
    st.sampled_from(sorted(set(labels.SERVICES.values()))),
    words.filter(lambda found: ":" not in found),
    st.sampled_from(["", "home", "work", "Büro"]),
    st.booleans(),
)
relations = st.builds(Point, words, st.sampled_from(["", "spouse", "manager", "Doktorvater"]))


@st.composite
def cards(draw: st.DrawFn) -> Card:
    held = draw(st.lists(positions, max_size=3, unique=True)) or [Position()]
    photo = draw(st.none() | st.binary(min_size=1, max_size=300))
    phonetic = draw(st.builds(NameParts, st.just(""), text, text, text, st.just("")))
    native = draw(
        st.just(NativeName())
        | st.builds(NativeName, words, names, st.sampled_from(["zh", "ar", "zh-Hant-TW"]))
    )
    dates = draw(st.lists(st.builds(Point, days.filter(bool), label), max_size=2))
    messaging = draw(
        st.lists(handles, max_size=3, unique_by=lambda handle: (handle.service, handle.value))
    )
    return Card(
        kind=draw(st.sampled_from(["individual", "group", "org", "location"])),
        full_name=draw(words),
        name=draw(names),
        nickname=draw(text),
        native=native,
        phonetic=phonetic,
        emails=draw(points),
        phones=draw(points),
        links=draw(points),
        addresses=tuple(draw(st.lists(addresses, max_size=2))),
        messaging=tuple(messaging),
        organisation=held[0].organisation,
        title=held[0].title,
        role=held[0].role,
        other_positions=tuple(held[1:]),
        birthday=draw(days),
        anniversary=draw(days),
        dates=tuple(date for date in dates if date.label.casefold() != "anniversary"),
        gender=draw(st.sampled_from(["", "M", "F", "O;it's, complicated", "a text; of its own"])),
        languages=tuple(draw(st.lists(words, max_size=2, unique=True))),
        zone=draw(text),
        geo=draw(st.sampled_from(["", "46.77,-71.28", "-1,0"])),
        categories=tuple(draw(st.lists(words, max_size=3, unique=True))),
        note=draw(text),
        photo=photo,
        photo_type=draw(st.sampled_from(["image/png", "image/jpeg", "image/svg+xml"]))
        if photo
        else "",
        photo_url=draw(st.sampled_from(["", "https://example.org/a,b;c.png"])),
        uid=draw(text),
        rev=draw(text),
        related=tuple(draw(st.lists(relations, max_size=2, unique=True))),
        members=tuple(draw(st.lists(words, max_size=2))),
        sort_string=draw(line | st.just("")),
        orcid=draw(st.sampled_from(["", "0000-0002-1825-009X"])),
        extra=tuple(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(
                            ["X-FOO", "X-BAR;TYPE=a,b", 'item1.X-BAZ;LABEL="a;b"', "KEY"]
                        ),
                        text.map(escaped),
                    ),
                    max_size=2,
                )
            )
        ),
    )


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(card=cards())
def test_a_card_written_and_read_is_the_same_card(version: Version, card: Card) -> None:
    reading = read(write([card], version))
    assert reading.problems == ()
    assert [found for _, found in reading.cards] == [card]


@settings(max_examples=25)
@given(card=cards())
def test_lines_are_folded_at_75_octets_between_characters(card: Card) -> None:
    for found in write([card]).split(b"\r\n"):
        assert len(found) <= 75
        found.decode("utf-8")


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_card_without_a_full_name_gets_the_best_it_has(version: Version) -> None:
    card = Card(organisation=("Institut Pasteur", "Virologie"))
    ((_, found),) = read(write([card], version)).cards
    assert found == replace(card, full_name="Institut Pasteur")


def test_the_native_name_is_an_alternative_of_the_same_name() -> None:
    card = Card(
        full_name="Wang Xiaoming",
        name=NameParts(family="Wang", given="Xiaoming"),
        native=NativeName("王小明", NameParts(family="王", given="小明"), "zh"),
    )
    lines = write([card]).decode().split("\r\n")
    assert "FN;ALTID=1;LANGUAGE=zh:王小明" in lines
    assert "N;ALTID=1;LANGUAGE=zh:王;小明;;;" in lines


def test_a_photo_is_a_data_uri_in_4_and_base64_in_3() -> None:
    photo = b"\x89PNG\r\n\x1a\nrest"
    packed = base64.b64encode(photo)
    card = Card(full_name="A", photo=photo, photo_type="image/png")
    assert b"PHOTO:data:image/png;base64," + packed in write([card])
    assert b"PHOTO;ENCODING=b;TYPE=PNG:" + packed in write([card], "3.0")
