"""References, passengers and tickets that stand in the text of a confirmation."""

from __future__ import annotations

import re

from sciattache.interchange.bookings.booking import Passenger

_REFERENCE = re.compile(
    r"(?:\b(?:booking|reservation|confirmation|itinerary|record)\s*-?\s*"
    r"(?:ref(?:erence)?|code|number|no|nr|id|locator)\b"
    r"|\b(?:PNR|airline ref(?:erence)?|buchungs?-?(?:referenz|code|nummer|nr)|reservierungs?-?"
    r"(?:nummer|code)|auftragsnummer|r[ée]f[ée]rence (?:de )?(?:r[ée]servation|dossier|voyage)"
    r"|num[ée]ro de (?:r[ée]servation|dossier)|code de r[ée]servation|dossier voyage"
    r"|c[óo]digo de reserva|localizador|n[úu]mero de reserva|codice (?:di )?prenotazione|codice pnr"
    r"|boekings?(?:code|nummer|referentie)|reserveringsnummer|bokningsnummer|bookingnummer"
    r"|numer rezerwacji|kod rezerwacji|rezervační kód|reservierungscode|رقم الحجز|预订编号"
    r"|予約番号)\b)"
    r"(?:\s*(?:\(PNR\)|PNR|no\.?|number|code|is))*\s*[.:#\-–]*\s*(?:[A-Z0-9]{2}/)?"
    r"(?P<code>[A-Z0-9]{5,13})(?![A-Za-z0-9])",
    re.I,
)
_SLASHED = re.compile(
    r"(?<![A-Z/\d])(?P<family>[A-Z][A-Z'\-]*(?: [A-Z'\-]+){0,3})/(?P<given>[A-Z][A-Z'\-]*(?:"
    r" [A-Z][A-Z'\-]*){0,4})"
    r"(?![A-Z/\d])"
)
TITLES = ("MSTR", "MISS", "MRS", "MR", "MS", "MME", "MLLE", "DR", "PROF", "CHD", "INF", "SIR")
_PERSON = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Monsieur|Madame|Mme|M\.|Sr|Sra|Señora?|Signora?)\.?\s+"
    r"(?P<name>[^\W\d_][\w'’\-]*(?:\s+[^\W\d_][\w'’.\-]*){1,4})"
)
_TRAVELLER = re.compile(
    r"(?:(?:passenger|travell?er|guest|pax)(?:\(?s\)?)?(?:'?s? name)?|name of passenger"
    r"|reisender?|passagiere?|fluggast"
    r"|voyageur|passager|pasajero|viajero|passeggero|reiziger)\s*(?:\d+\s*)?:\s*(?P<name>[^\d:;|]{3,80})",
    re.I,
)
_TICKET = re.compile(r"(?<!\d)(?P<number>\d{3}[\s-]?\d{10})(?!\d)")
_TICKET_LABEL = re.compile(r"e-?ticket|ticket (?:number|no)|billet|ticketnummer|billete", re.I)


def references(lines: list[str]) -> list[tuple[int, str]]:
    """The booking references in a text, with the lines they stand on."""
    found = []
    for number, line in enumerate(lines):
        for at, text in ((number, line), (number, _with_next(lines, number))):
            match = _REFERENCE.search(text)
            if match and _is_code(match["code"]):
                found.append((at, match["code"].upper()))
                break
    return found


def reference(lines: list[str]) -> str:
    """The one booking reference of a text; an empty string where there are several."""
    codes = {code for _, code in references(lines)}
    return codes.pop() if len(codes) == 1 else ""


def passengers(lines: list[str]) -> list[Passenger]:
    """Who travels, where the text names them in one of the usual ways."""
    names: dict[str, str] = {}
    cells = [cell for line in lines for cell in re.split(r"\s{2,}|\t", line.strip()) if cell]
    for number, cell in enumerate(cells):
        for name in _named(cell) or (_named(_with_next(cells, number)) if cell[-1] == ":" else ()):
            names.setdefault(name.casefold(), name)
    tickets = {
        re.sub(r"\D", "", match["number"])
        for number, line in enumerate(lines)
        if _TICKET_LABEL.search(line)
        for match in _TICKET.finditer(_with_next(lines, number))
    }
    ticket = tickets.pop() if len(tickets) == 1 and len(names) == 1 else ""
    return [Passenger(name=name, ticket=ticket) for name in names.values()]


def slashed(family: str, given: str) -> str:
    """*DOE/JOHN MR*, as reservation systems write names, as *John Doe* would be read."""
    words = given.split()
    if len(words) > 1 and words[-1] in TITLES:
        words.pop()
    elif len(words) == 1:
        # A title is often run together with the name: JOHNMR. Two letters at least are a name.
        for title in ("MSTR", "MISS", "MRS", "MR", "MS"):
            if words[0].endswith(title) and len(words[0]) - len(title) >= 3:
                words[0] = words[0].removesuffix(title)
                break
    return " ".join((*words, family))


def _named(text: str) -> list[str]:
    whole = text.strip(" *•-|\t")
    if match := _SLASHED.fullmatch(
        re.sub(r"\s*\((?:ADT|CHD|INF)\)$|^\d+[.)]\s*(?:\d\.?)?", "", whole)
    ):
        words = match["given"].split()
        if len(words) > 1 and words[-1] in TITLES:
            return [slashed(match["family"], match["given"])]
    if match := _PERSON.fullmatch(whole):
        return [match["name"]]
    if match := _TRAVELLER.search(text):
        told = " ".join(match["name"].split()).strip(" ,.-")
        if one := _SLASHED.fullmatch(told):
            return [slashed(one["family"], one["given"])]
        told = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|M\.|Mme)\.?\s", "", told, flags=re.I)
        if 1 < len(told.split()) < 6 and not re.search(r"[/@<>\d]", told):
            return [told]
    return []


def _with_next(lines: list[str], number: int) -> str:
    """A line that ends with a label, and the line that tells what it announces."""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return f"{lines[number]} {after}"


def _is_code(text: str) -> bool:
    """Whether a text may be a reference: capitals and figures, no word in small letters."""
    return text.upper() == text and (any(map(str.isdigit, text)) or len(text) in (5, 6))
