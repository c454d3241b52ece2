"""Countries, languages, currencies and time zones: codes to names, and what people write to codes.

The work is done beside this module, one standard each; this is the door to it.
"""

from __future__ import annotations

from sciattache.domain.standards.countries import countries, country_code, country_name
from sciattache.domain.standards.currencies import (
    currencies,
    currency_code,
    currency_digits,
    currency_name,
)
from sciattache.domain.standards.languages import language_code, language_name, languages
from sciattache.domain.standards.timezones import zone, zone_city, zone_of, zones

__all__ = [
    "countries",
    "country_code",
    "country_name",
    "currencies",
    "currency_code",
    "currency_digits",
    "currency_name",
    "language_code",
    "language_name",
    "languages",
    "zone",
    "zone_city",
    "zone_of",
    "zones",
]
