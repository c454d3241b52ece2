"""Identifiers that registries give out, checked and written one way."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from sciattache.domain.standards.text import fold

if TYPE_CHECKING:
    import airportsdata

# RFC 5322 dot-atom with the letters of RFC 6531, and RFC 1035 labels with those of RFC 5890.
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_QUOTED = re.compile(r'"(?:[^"\\\r\n]|\\.)+"')
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])")
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?\.?")

# Crockford's base 32, in which ROR identifiers are written.
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class Airport:
    """An airport; latitude and longitude in degrees, the country by ISO 3166-1."""

    code: str
    name: str
    city: str
    country: str
    zone: str
    lat: float
    lon: float


def orcid(text: str) -> str:
    """An ORCID iD in four groups, such as ``0000-0002-1825-0097``; ``ValueError`` otherwise."""
    plain = _bare(text, r"(?:www\.)?(?:sandbox\.)?orcid\.org/", r"orcid(?:\s*id)?[:\s]*")
    digits = _sixteen(plain)
    if not digits:
        raise ValueError(f"“{text[:60]}” is not an ORCID iD: its 16 digits do not agree.")
    # The block of ISNI that ORCID gives out.
    block = int(digits[:-1])
    if not (15_000_000 <= block <= 35_000_000 or 900_000_000_000 <= block <= 900_100_000_000):
        raise ValueError(f"“{text[:60]}” is an ISNI, but none that ORCID gives out.")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def isni(text: str) -> str:
    """An ISNI (ISO 27729) in four groups by spaces; ``ValueError`` otherwise."""
    plain = _bare(text, r"(?:www\.)?isni\.org/(?:isni/)?", r"isni[:\s]*")
    digits = _sixteen(plain)
    if not digits:
        raise ValueError(f"“{text[:60]}” is not an ISNI: its 16 digits do not agree.")
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def ror(text: str) -> str:
    """A ROR identifier as its address, ``https://ror.org/03yrm5c26``; ``ValueError`` otherwise."""
    plain = _bare(text, r"(?:www\.)?ror\.org/", r"ror[:\s]+").lower()
    if not re.fullmatch(rf"0[{_BASE32}]{{6}}\d\d", plain):
        raise ValueError(f"“{text[:60]}” is not a ROR identifier: it looks like 03yrm5c26.")
    number = 0
    for sign in plain[:-2]:
        number = number * 32 + _BASE32.index(sign)
    if 98 - number * 100 % 97 != int(plain[-2:]):  # ISO 7064 MOD 97-10
        raise ValueError(f"“{text[:60]}” is not a ROR identifier: its check digits are wrong.")
    return f"https://ror.org/{plain}"


def doi(text: str) -> str:
    """A DOI without its resolver, in small letters (ISO 26324); ``ValueError`` otherwise."""
    found = _DOI.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:60]}” is not a DOI: it looks like 10.1000/182.")
    return found[1].lower()


def email(text: str) -> str:
    """An address fit to write to (RFC 5321, RFC 6531), its domain in small letters.

    Only the form is checked, never the mailbox. ``ValueError`` otherwise.
    """
    plain = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE).strip("<> ")
    local, at, domain = plain.rpartition("@")
    if not at:
        raise ValueError(f"“{text[:60]}” is not an e-mail address: it has no @.")
    if not (_LOCAL.fullmatch(local) or _QUOTED.fullmatch(local)) or len(local.encode()) > 64:
        raise ValueError(f"“{text[:60]}” is not an e-mail address: look before the @.")
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253:
        raise ValueError(f"“{text[:60]}” is not an e-mail address: look after the @.")
    return f"{local}@{domain.lower()}"


def url(text: str) -> str:
    """A web address with its scheme, https where none is written; ``ValueError`` otherwise."""
    plain = text.strip().strip("<>")
    if not re.match(r"[a-z][a-z0-9+.-]*:", plain, re.IGNORECASE) or re.match(
        r"[\w.-]+\.\w+:\d+", plain
    ):
        plain = f"https://{plain.removeprefix('//')}"
    try:
        parts = urlsplit(plain)
        _ = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise ValueError(f"“{text[:60]}” is not a web address.") from None
    if parts.scheme.lower() not in ("http", "https", "ftp"):
        raise ValueError(f"“{text[:60]}” is not a web address: it begins with {parts.scheme}.")
    known = ":" in host or host == "localhost" or ("." in host.strip(".") and _HOST.fullmatch(host))
    if not known or re.search(r"\s", plain):
        raise ValueError(f"“{text[:60]}” is not a web address.")
    # Only the host may lose its case: user names and paths may tell cases apart.
    user, at, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{place.lower()}"))


def iata_airport(code: str) -> Airport | None:
    """The airport of an IATA code such as ``GVA``, or None."""
    about = airports().get(code.strip().upper())
    return _airport(about) if about is not None else None


def city_airport(city: str, country: str | None = None) -> Airport | None:
    """The main airport of a city by its name, in a country (ISO 3166-1) where that is known.

    Of several it is an international one, nearest to the middle of them all.
    """
    named = _airports_by_city().get(fold(city.strip()), ())
    found = [one for one in named if not country or one.country == country]
    if not found:
        return None
    middle = median(one.lat for one in found), median(one.lon for one in found)
    return min(
        found,
        key=lambda one: (
            "International" not in one.name,
            abs(one.lat - middle[0]) + abs(one.lon - middle[1]),
        ),
    )


def _airport(about: airportsdata.Airport) -> Airport:
    return Airport(
        code=about["iata"],
        name=about["name"],
        city=about["city"],
        country=about["country"],
        zone=about["tz"],
        lat=about["lat"],
        lon=about["lon"],
    )


def _bare(text: str, resolver: str, label: str) -> str:
    """The identifier without the address or the word that it is often written with."""
    return re.sub(rf"^(?:https?://)?{resolver}|^{label}", "", text.strip(), flags=re.IGNORECASE)


def _sixteen(text: str) -> str:
    """Fifteen digits and their ISO 7064 MOD 11-2 check sign, or nothing."""
    digits = re.sub(r"[\s\u00a0‐‑–-]", "", text).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        return ""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits if digits[-1] == ("X" if check == 10 else str(check)) else ""


@cache
def _airports_by_city() -> dict[str, list[Airport]]:
    found: dict[str, list[Airport]] = defaultdict(list)
    for about in airports().values():
        found[fold(about["city"])].append(_airport(about))
    return found


@cache
def airports() -> dict[str, airportsdata.Airport]:
    """What is known of every airport, by its IATA code."""
    import airportsdata  # heavy: a quarter of a second, once

    return airportsdata.load("IATA")
