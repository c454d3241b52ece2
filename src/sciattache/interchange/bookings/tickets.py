"""What the codes on tickets hold, once a reader has turned them into text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sciattache import errors
from sciattache.domain.standards import identifiers
from sciattache.errors import Told
from sciattache.interchange.bookings import labels, moments, places
from sciattache.interchange.bookings.booking import (
    Booking,
    Found,
    Journey,
    Passenger,
    Refused,
    When,
    Where,
)

_NO_YEAR = "It tells the day without its year, and nothing tells when it was issued."


def read(text: str, sent: date | None) -> Found:
    """The journeys of a ticket's code; nothing where the text is none."""
    for pattern, reader in _READERS:
        match = pattern.match(text.strip("\r\n"))
        if match is None:
            continue
        try:
            return list(reader(match, sent))
        except ValueError as error:
            return [Refused(f"ticket code {text.strip()[:20]}…", errors.told(error))]
    return []


_SNCF = re.compile(
    r"i.CV(?P<pnr>[A-Z0-9]{6})(?P<ticket>\d{9})(?P<fare>[\d]{4})(?P<born>\d\d/\d\d/\d{4})"
    r"(?P<from1>[A-Z]{5})(?P<to1>[A-Z]{5})(?P<train1>\d{5})(?P<day>\d\d/\d\d)(?P<client>.{19})"
    r"(?P<family>.{19})(?P<given>.{19})(?P<class1>\d)\s*(?P<fare2>.{4})?"
)
_SNCF_NEXT = re.compile(r"(?P<cls>\d)(?P<from>[A-Z]{5})(?P<to>[A-Z]{5})(?P<train>\d{5})")


def _sncf(match: re.Match[str], sent: date | None) -> list[Booking]:
    """The Aztec code of SNCF's tickets: one journey, or two."""
    text = match.string
    number, month = (int(part) for part in match["day"].split("/"))
    on = moments.with_year(moments.Day(number, month, None, 0, 0), sent, ())
    if on is None:
        raise ValueError(_NO_YEAR)
    name = " ".join((*match["given"].split(), *match["family"].split()))
    legs = [(match["from1"], match["to1"], match["train1"], match["class1"])]
    second = _SNCF_NEXT.search(text, match.end("class1"))
    if second:
        legs.append((second["from"], second["to"], second["train"], second["cls"]))
    return [
        Journey(
            kind="train", number=train, carrier="SNCF", origin=_sncf_station(origin),
            destination=_sncf_station(destination), departs=When(on=on), reference=match["pnr"],
            passengers=(Passenger(name=name, ticket=match["ticket"]),), state="ticketed",
            travel_class="first" if cls == "1" else "", evidence="ticket code",
            remarks=(_year_concluded(on.year),),
        )
        for origin, destination, train, cls in legs
    ]  # fmt: skip


def _sncf_station(code: str) -> Where:
    """Five letters, the first two the country's."""
    return Where(name=code, country=places.country_code(code[:2]))


_THSR = re.compile(
    r"\d{23}(?P<train>\d{5})(?P<from>\d{3})(?P<leaves>20\d{10})(?P<to>\d{5})(?P<comes>20\d{10})"
    r"\d{15}(?P<coach>\d{3})(?P<row>\d{3})(?P<seat>\d{3})\d[0-9A-F]*\Z"
)
_THSR_STATIONS = {
    1: "南港 (Nangang)", 2: "台北 (Taipei)", 3: "板橋 (Banqiao)", 4: "桃園 (Taoyuan)",
    5: "新竹 (Hsinchu)", 6: "苗栗 (Miaoli)", 7: "台中 (Taichung)",
    8: "彰化 (Changhua)", 9: "雲林 (Yunlin)",
    10: "嘉義 (Chiayi)", 11: "台南 (Tainan)", 12: "左營 (Zuoying)",
}  # fmt: skip
"""The stations of Taiwan High Speed Rail by the numbers of its tickets, from north to south."""


def _thsr(match: re.Match[str], sent: date | None) -> list[Booking]:
    """The QR code of Taiwan High Speed Rail."""
    origin, destination = (
        Where(name=_THSR_STATIONS.get(int(match[name]), ""), country="TW")
        for name in ("from", "to")
    )
    if not origin.name or not destination.name:
        raise ValueError(Told("It names a station that is not known."))
    leaves, comes = (datetime.strptime(match[n], "%Y%m%d%H%M") for n in ("leaves", "comes"))  # noqa: DTZ007
    letter = "?ABCDE"[int(match["seat"])] if 0 < int(match["seat"]) < 6 else ""
    seat = f"{int(match['coach'])} / {int(match['row'])}{letter}"
    return [
        Journey(
            kind="train", carrier="THSR", number=str(int(match["train"])), origin=origin,
            destination=destination, departs=When(at=leaves), arrives=When(at=comes),
            passengers=(Passenger(name="", seat=seat),), state="ticketed", evidence="ticket code",
        )
    ]  # fmt: skip


_BCBP = re.compile(r"M(?P<legs>[1-4])(?P<name>[A-Z' ./\-]{20})(?P<e>[E ])(?=[A-Z0-9 ]{7}[A-Z]{6})")
_BCBP_LEG = re.compile(
    r"(?P<pnr>[A-Z0-9 ]{7})(?P<from>[A-Z]{3})(?P<to>[A-Z]{3})(?P<carrier>[A-Z0-9 ]{3})"
    r"(?P<number>[0-9 ]{4}[A-Z ])(?P<day>\d{3})(?P<cabin>[A-Z])(?P<seat>[0-9A-Z ]{4})(?P<seq>.{5})"
    r"(?P<state>.)(?P<more>[0-9A-F]{2})"
)
_CABINS = {
    "F": "first",
    "A": "first",
    "J": "business",
    "C": "business",
    "W": "premium",
    "Y": "economy",
}


def _bcbp(match: re.Match[str], sent: date | None) -> list[Booking]:
    """A boarding pass (IATA resolution 792): its day is counted from the first of January."""
    if sent is None:
        raise ValueError(_NO_YEAR)
    family, _, given = match["name"].strip().partition("/")
    name = labels.slashed(family, given) if given else family
    at = match.end()
    found: list[Booking] = []
    for _ in range(int(match["legs"])):
        leg = _BCBP_LEG.match(match.string, at)
        if leg is None:
            raise ValueError(Told("A leg of it is damaged."))
        at = leg.end() + int(leg["more"], 16)
        found.append(_boarding(leg, name, sent))
    return found


def _boarding(leg: re.Match[str], name: str, sent: date) -> Journey:
    for code in (leg["from"], leg["to"]):
        if identifiers.iata_airport(code) is None:
            raise ValueError(Told("{code} is no airport that is known.", code=code))
    later = timedelta(days=int(leg["day"]) - 1)
    on = date(sent.year, 1, 1) + later
    if on < sent - timedelta(days=2):
        on = date(sent.year + 1, 1, 1) + later
    return Journey(
        kind="flight", carrier_code=leg["carrier"].strip(),
        number=leg["number"].strip().lstrip("0"),
        origin=places.airport(leg["from"]) or Where(name=leg["from"]),
        destination=places.airport(leg["to"]) or Where(name=leg["to"]),
        departs=When(on=on), reference=leg["pnr"].strip(), state="ticketed",
        travel_class=_CABINS.get(leg["cabin"], ""), evidence="boarding pass",
        passengers=(Passenger(name=name, seat=leg["seat"].strip().lstrip("0")),),
        remarks=(_year_concluded(on.year),),
    )  # fmt: skip


_IRCTC = re.compile(
    r"(?=.*PNR(?: No\.?)?\s*:\s*\d{10})(?=.*TRAIN(?: NO\.?)?\s*:\s*\d{5})", re.S | re.I
)
_INDIA = "IN"


def _irctc(match: re.Match[str], sent: date | None) -> list[Booking]:
    """What Indian Railways send as a message or put into a QR code."""
    text = match.string

    def told(*names: str) -> str:
        for name in names:
            found = re.search(rf"(?:^|[,\n\s]){name}\s*:\s*([^,\n]*)", text, re.I)
            if found:
                return found[1].strip()
        return ""

    days = moments.days(told("DOJ", "Date Of Journey")) or moments.days(told("Scheduled Departure"))
    hours = moments.hours(told("TIME", "DEP", "Scheduled Departure"))
    if len(days) != 1 or days[0].date is None:
        raise ValueError(Told("It does not tell the day."))
    route = re.search(r"(?:^|,)\s*([A-Z]{2,5}) TO ([A-Z]{2,5})(?=,|$)", text, re.M)
    origin = told("Boarding Station", "Boarding At", "From") or (route[1] if route else "")
    destination = told("To", "Reservation Upto") or (route[2] if route else "")
    if not origin or not destination:
        raise ValueError(Told("It does not tell from where to where."))
    people = [
        Passenger(name=" ".join(name.split()), seat=_berth(about))
        for name, about in re.findall(
            r"Passenger Name\s*:\s*([^,\n]+)(.*?)(?=Passenger Name|Quota|\Z)", text, re.S | re.I
        )
    ]
    if not people and route:
        people = _by_message(text[route.end() :])
    departs = datetime.combine(days[0].date, hours[0].time) if hours else None
    return [
        Journey(
            kind="train", number=told("TRAIN No\\.?", "TRAIN"), carrier="Indian Railways",
            origin=_station(origin), destination=_station(destination),
            departs=When(at=departs, on=days[0].date), reference=told("PNR No\\.?", "PNR"),
            passengers=tuple(people), evidence="ticket text", state="ticketed",
            remarks=tuple(filter(None, (told("Train Name"), told("Class")))),
        )
    ]  # fmt: skip


def _by_message(rest: str) -> list[Passenger]:
    """*,RAMESH KUMAR+2,S7 49 S7 52 S7 55,FARE:140*: the first by name, and all berths."""
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    if len(parts) < 2 or ":" in parts[0]:
        return []
    seats = parts[1] if re.fullmatch(r"(?:[A-Z]{1,2}\d{1,2}[ ,]\d{1,3}\s?)+", parts[1]) else ""
    return [Passenger(name=re.sub(r"\s*\+\d+$", "", parts[0]), seat=seats)]


def _berth(about: str) -> str:
    found = re.search(r"Status\s*:\s*(?:CNF)?\s*([A-Z]{1,3}\d{0,2})/(\d{1,3}[A-Z]*)", about)
    return f"{found[1]} / {found[2]}" if found else ""


def _station(text: str) -> Where:
    """A station, by its name where code and name are told: *PUNE JUNCTION - PUNE*."""
    name, _, _code = text.rpartition(" - ")
    return Where(name=(name or text).strip(), country=_INDIA)


_READERS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], date | None], list[Booking]]], ...
] = ((_SNCF, _sncf), (_THSR, _thsr), (_BCBP, _bcbp), (_IRCTC, _irctc))


def _year_concluded(year: int) -> Told:
    return Told("The year {year} is concluded; the ticket does not tell it.", year=year)
