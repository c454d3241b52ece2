"""No file, however broken, stops the reader or keeps it long."""

from __future__ import annotations

import gc
import resource
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciattache.errors import KnownError
from sciattache.interchange.bookings import read

TICKETS = [
    "1.1DOE/JOHNMR\n 1. EY  289 E  09JAN AMDAUH TK1  0505   0700  O*\n",
    (
        "FLIGHT     DL 9520 - DELTA AIR LINES   TUE 07 JUNE 2016\n"
        "DEPARTURE: BERLIN, DE (TEGEL)   07 JUN 12:10\n"
        "ARRIVAL:   AMSTERDAM, NL (SCHIPHOL AIRPORT)   07 JUN 13:30\n"
    ),
    (
        '<script type="application/ld+json">[{"@type":"FlightReservation","reservationFor":'
        '{"@type":"Flight","flightNumber":"1","departureTime":"2027-03-04T20:15:00-08:00"}}]</script>'
    ),
    (
        '<div itemscope itemtype="http://schema.org/TrainReservation"><div itemprop="reservationFor"'
        ' itemscope><meta itemprop="departureTime" content="2027-03-04T20:15"></div></div>'
    ),
    "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/html\n\n<p>LH 400\n--X--\n",
    "dep. 12:46 Strasbourg (ICE 9573)\narr. 14:05 Stuttgart Hbf - voie 10\nDate: 26.07.22\n",
    (
        "i0CVXXX007123456789121101/01/1970CHGVAFRAVG5432101/110123456789012345678"
        "                DOE               JOHN2    1FRAVGFRXYT04321"
    ),
]
NAMES = ["a.eml", "a.html", "a.txt", "a.json", "a.pdf"]


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_confirmation_never_fails(data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from(TICKETS)).encode())
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text[at : at + cut] = data.draw(st.binary(max_size=12))
    read.of_bytes(bytes(text), data.draw(st.sampled_from(NAMES)), sent=date(2027, 1, 1))


@given(st.binary(max_size=2000), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_bytes_of_any_kind_never_fail(content: bytes, name: str) -> None:
    read.of_bytes(content, name)


def nested(depth: int) -> str:
    return '{"@type":"Flight","a":' * depth + "1" + "}" * depth


HOSTILE = {
    "tags that never end": ("a.html", "<a " * 300_000),
    "comments that never end": ("a.html", "<!--" * 300_000),
    "quotes that never end": ("a.html", "<a b=\"'" * 200_000),
    "attributes without end": ("a.html", f"<a {'b=c ' * 200_000}>"),
    "deep tags": ("a.html", "<div itemscope>" * 100_000),
    "deep items": ("a.html", '<div itemscope itemprop="a">' * 50_000 + "</div>" * 50_000),
    "closing tags": ("a.html", "<p>" * 50_000 + "</x>" * 200_000),
    "scripts that never end": ("a.html", '<script type="application/ld+json">[' * 50_000),
    "deep JSON": ("a.json", nested(100_000)),
    "deep JSON in a page": (
        "a.html",
        f'<script type="application/ld+json">{nested(50_000)}</script>',
    ),
    "wide JSON": ("a.json", "[" + '{"@type":"FlightReservation"},' * 100_000 + "1]"),
    "spaces": ("a.txt", "LH 400" + " " * 1_500_000),
    "figures": ("a.txt", "1" * 1_500_000),
    "dates": ("a.txt", "1.1.2027 " * 100_000),
    "months": ("a.txt", "march " * 200_000),
    "hours": ("a.txt", "10:10 " * 200_000),
    "flights": ("a.txt", "LH 400\n" * 100_000),
    "flights and hours": ("a.txt", "LH 400\nMUC\n10:10\nZRH 11:10\n1.1.2027\n" * 30_000),
    "stops": ("a.txt", "ab 10:27 Berlin Hbf\nan 10:28 Paris (ICE 1)\n" * 20_000),
    "segments": ("a.txt", " 1. EY  289 E  09JAN AMDAUH TK1  0505   0700  O*\n" * 20_000),
    "names": ("a.txt", "A/" * 500_000),
    "capitals": ("a.txt", "DOE " * 400_000),
    "labels": ("a.txt", "booking reference: " * 80_000),
    "brackets": ("a.txt", "(" * 1_000_000),
    "words": ("a.txt", "\n".join(f"Berlin{n} Paris Airport" for n in range(60_000))),
    "parts": ("a.eml", "Content-Type: multipart/mixed; boundary=X\n\n" + "--X\n\na\n" * 50_000),
    "deep parts": (
        "a.eml",
        "".join(f"Content-Type: multipart/mixed; boundary=X{n}\n\n--X{n}\n" for n in range(2_000)),
    ),
    "entities": ("a.html", "&amp;" * 300_000),
    "India": ("a.txt", "PNR:2438941616,TRAIN:12138," + "Passenger Name:" * 80_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_no_more_than_its_size_and_little_memory(name: str) -> None:
    file, text = HOSTILE[name]
    content = text.encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    half, whole = (_seconds(part, file) for part in (_half(content), content))
    assert whole < 3 * half + 0.3  # four times as long would be the square
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def _half(content: bytes) -> bytes:
    """The first half, a list of JSON ended as the whole is, so that it is read to its end too."""
    half = content[: len(content) // 2]
    return half[: half.rindex(b",")] + b",1]" if content.endswith(b",1]") else half


def _seconds(content: bytes, file: str) -> float:
    """The processor time that reading takes, without looking through what other tests left."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        with suppress(KnownError):
            read.of_bytes(content, file, sent=date(2027, 1, 1))
        return time.process_time() - began
    finally:
        gc.enable()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.eml"
    with file.open("wb") as opened:
        opened.truncate(read.LARGEST + 1)
    with pytest.raises(KnownError, match="larger than 30 MB"):
        read.read(file)
