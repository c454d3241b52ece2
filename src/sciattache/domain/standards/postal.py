"""How an address is written on a letter, in the form of the country where it is delivered.

The place comes below the street, its parts in the order that the country's own post asks for.
(Universal Postal Union, S42 and its sheets of member countries.)
"""

from __future__ import annotations

from collections.abc import Iterator

from sciattache.domain.points import Address

_USUAL = "{code} {town}|{region}"
_FORMS = {
    "{town}|{region}|{code}": "AC AF AI CR EG FK GB GG GI GS HU IE IM IO IR JE KE KR LK NA PN RU "
    "SD SH SZ TA TC UA VG ZA",
    "{town} {code}|{region}": "BD BH BM BN BT GU IL IN JO KH KY LB LS MM MT MV NG NP NZ PE PH PK "
    "SA SG VC",
    "{town}|{region} {code}": "AE BS HK ID JM KI KN MN NR PA SC SR TH TV VN",
    "{town} {region} {code}": "AS AU CA CC CX FM HM MH MP NF PG PW UM VI",
    "{town}, {region} {code}": "BB PR SO TW US",
    "{town}, {region}|{code}": "HN IQ JP",
    "{town}, {region}, {code}": "CO KP LV VE",
    "{town}-{region}|{code}": "BR",
    "{town}|{region}, {code}": "CN",
    "{code}|{town}|{region}": "AL AM EC KZ MU NI OM",
    "{code} {town} {region}": "EE ES IT LT PF RO UY",
    "{code} {town}, {region}": "MX SV",
    "{code} {town}/{region}": "TR",
}
_FORM = {country: form for form, countries in _FORMS.items() for country in countries.split()}

_IN_CAPITALS = frozenset(
    "AU BR CA CC CX EC ES FK FR GB GG GS HM IM IQ IT JE MT MX MY NF NG NI PA PN SH SV TC US UY UZ "
    "VE BL GF GP MF MQ NC PM RE WF YT".split()
)
"""Countries whose post wants the town in capitals."""


def lines(address: Address, country: str) -> tuple[str, ...]:
    """An address line by line, without a line for the country, which is an ISO 3166 code."""
    street = (line.strip() for line in address.lines.splitlines())
    return tuple(line for line in (*street, *_place(address, country)) if line)


def _place(address: Address, country: str) -> Iterator[str]:
    town = address.locality.strip()
    region = address.region.strip()
    parts = {
        "town": town.upper() if country in _IN_CAPITALS else town,
        "region": region if region.casefold() != town.casefold() else "",
        "code": address.postal_code.strip(),
    }
    for line in _FORM.get(country, _USUAL).split("|"):
        yield _filled(line, parts)


def _filled(line: str, parts: dict[str, str]) -> str:
    """The line with its parts; between two of them stands what stands before the second."""
    made, between = "", ""
    for piece in line.split("{")[1:]:
        name, _, after = piece.partition("}")
        if parts[name]:
            made += (between if made else "") + parts[name]
        between = after
    return made
