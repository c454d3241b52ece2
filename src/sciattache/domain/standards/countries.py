"""Countries by ISO 3166-1, and the many ways in which people write them."""

from __future__ import annotations

from functools import cache, lru_cache

from sciattache.domain.standards import locales

# Where the CLDR's everyday English is not what a ministry writes.
_ENGLISH = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Congo",
    "EU": "European Union",
    "FM": "Micronesia",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "VA": "Holy See",
    "XK": "Kosovo",
}

# Codes outside ISO 3166-1 that lists of delegations need: Kosovo (user-assigned) and the Union
# (exceptionally reserved).
_BESIDE_ISO = ("EU", "XK")

_ALSO = {
    "AE": "emirates; uae; u a e; eau; émirats",
    "AG": "antigua",
    "BA": "bosnia; bosnia-herzegovina; bih",
    "BN": "brunei darussalam",
    "BO": "bolivia",
    "CD": "drc; dr congo; d r congo; rdc; zaire; congo kinshasa; congo dem rep; congo-drc",
    "CF": "car",
    "CG": "congo brazzaville; congo rep",
    "CI": "ivory coast; cote ivoire",
    "CN": "prc; pr china; p r china; mainland china",
    "CV": "cape verde",
    "CZ": "czech republic; czech rep; tschechien; república checa",
    "EU": "ec; european communities; european community; european commission; union européenne;"
    " unión europea; europäische union; eeb; european economic community; eec",
    "FM": "federated states micronesia; fsm",
    "GB": "uk; great britain; britain; england; scotland; wales; northern ireland;"
    " united kingdom great britain; royaume-uni de grande-bretagne et d'irlande du nord",
    "GR": "el; hellas; hellenic republic",
    "HK": "hong kong sar; hong kong china; hongkong",
    "IR": "islamic republic iran; persia",
    "KN": "st kitts; saint kitts nevis",
    "KP": "dprk; north korea; korea north; korea dpr; dpr korea; corée du nord",
    "KR": "rok; south korea; korea south; korea rep; korea; corée; corea; r o korea",
    "LA": "lao pdr; laos; lao",
    "LY": "libyan arab jamahiriya; libya",
    "MK": "macedonia; fyrom; former yugoslav republic macedonia; tfyr macedonia;"
    " ex-république yougoslave de macédoine",
    "MM": "burma",
    "MO": "macau; macao sar; macau china; macao china",
    "NL": "holland; the netherlands; pays-bas",
    "PS": "state palestine; occupied palestinian territory; palestinian authority; palestina;"
    " palestinian territories",
    "RU": "russia; russian fed; russie; rusia; rf",
    "ST": "sao tome principe",
    "SY": "syria",
    "SZ": "swaziland",
    "TL": "east timor; timor",
    "TR": "turkey; turkiye; turquie; turquía",
    "TT": "trinidad",
    "TW": "taiwan; chinese taipei; taiwan province china; taiwan roc; republic china taiwan",
    "TZ": "tanzania",
    "US": "usa; us; united states america; america; états-unis d'amérique;"
    " estados unidos de américa; eeuu; ee uu; etats unis",
    "VA": "vatican; vatican city; saint-siège; santa sede; heiliger stuhl",
    "VC": "saint vincent; st vincent",
    "VN": "viet nam; vietnam; s r vietnam; socialist republic viet nam",
    "XK": "kosovo; unk; xkx; republic kosovo",
}


@cache
def countries() -> dict[str, str]:
    """Every country's code and English name, with Kosovo (XK) and the European Union (EU)."""
    codes = sorted([*_iso(), *_BESIDE_ISO], key=lambda code: locales.key(country_name(code)))
    return {code: country_name(code) for code in codes}


@lru_cache(maxsize=4096)
def country_name(code: str, language: str = "en") -> str:
    """The country in a reader's language (BCP 47); an unknown code as it stands."""
    locale = locales.of(language)
    if locale.language == "en" and code in _ENGLISH:
        return _ENGLISH[code]
    return str(locale.territories.get(code, code))


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The code of the country meant, by code (two or three letters) or name in any language."""
    plain = text.strip()
    by_code = _by_code()
    if plain.upper() in by_code:
        return by_code[plain.upper()]
    key = locales.key(plain)
    return (key and (_by_usual_name().get(key) or _by_any_name().get(key))) or None


@cache
def _iso() -> dict[str, str]:
    """The codes of ISO 3166-1: two letters to three."""
    import pycountry  # heavy: read when first asked

    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def _by_code() -> dict[str, str]:
    codes = {long: short for short, long in _iso().items()}
    return codes | {code: code for code in (*_iso(), *_BESIDE_ISO)}


@cache
def _by_usual_name() -> dict[str, str]:
    import pycountry  # heavy: read when first asked

    found: dict[str, str] = {}
    for language in reversed(locales.WORKING):
        found |= _names(language)
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            found[locales.key(getattr(country, kind, "") or country.name)] = country.alpha_2
    for code, names in _ALSO.items():
        found |= {locales.key(name): code for name in names.split(";")}
    return found | {locales.key(name): code for code, name in _ENGLISH.items()}


@cache
def _by_any_name() -> dict[str, str]:
    """The names that countries go by in their own languages; takes a second, so comes last."""
    from babel.core import get_global

    tongues = {
        language.replace("_", "-")
        for spoken in get_global("territory_languages").values()
        for language, about in spoken.items()
        if about["official_status"]
    }
    found: dict[str, str] = {}
    for language in sorted(tongues):
        found = _names(language) | found
    return found


def _names(language: str) -> dict[str, str]:
    names = locales.of(language).territories
    return {locales.key(names[code]): code for code in (*_iso(), *_BESIDE_ISO) if code in names}
