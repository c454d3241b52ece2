"""The column headers of contact tables, and the part of a card that each one holds.

Headers of Google, Outlook, Thunderbird and Roundcube exports in English, German, French and
Spanish. A header is understood by its words: what it holds, where it belongs (home, work), and
its number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: the field of Card, which of several, which part of it.

    `part` is a field of NameParts or Address, "value" or "label" of a Point or Handle, or
    "year", "month" and "day" of a birthday; empty where the column holds the field itself.
    """

    field: str
    part: str = ""
    label: str = ""
    number: int = 1


_PLACES = {
    "home": "home private personal privat privee prive particular particulier casa domicile "
    "maison personnel personnelle personnels hogar residencia perso",
    "work": "work business office geschaftlich dienstlich firma arbeit bureau trabajo travail "
    "professionnel professionnelle pro negocios oficina laboral beruflich buro empresa",
    "other": "other andere anderes weitere weiteres sonstige autre otro otra otros",
}
_PLACE_OF = {word: place for place, words in _PLACES.items() for word in words.split()}
_FILLERS = frozenset(
    {
        "de",
        "des",
        "du",
        "del",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
        "d",
        "l",
        "von",
        "of",
        "the",
        "a",
        "numero",
        "nr",
        "no",
    }
)
_GOOGLE = re.compile(r"(.+?) (\d+) - (.+)$")

_NAME = {
    "prefix": "prefix|name prefix|title prefix|honorific|honorific prefix|salutation|anrede|"
    "namensprafix|civilite|titre civilite|tratamiento|prefijo",
    "given": "first name|given name|firstname|forename|first|vorname|prenom|nombre de pila|"
    "nombre|primer nombre|given",
    "additional": "middle name|additional name|middle|weitere vornamen|zweiter vorname|"
    "deuxieme prenom|2e prenom|autres prenoms|segundo nombre|second name",
    "family": "last name|family name|lastname|surname|last|nachname|familienname|"
    "nom de famille|apellido|apellidos|nom|family",
    "suffix": "suffix|name suffix|namenssuffix|suffixe|sufijo|generation",
}
_PHONETIC = {
    "given": "given name yomi|phonetic first name|given yomi|first name yomi",
    "additional": "additional name yomi|phonetic middle name",
    "family": "family name yomi|phonetic last name|surname yomi|last name yomi",
}
_PLAIN = {
    "full_name": "name|display name|full name|formatted name|anzeigename|nom complet|"
    "nom a afficher|nombre completo|nombre para mostrar|nombre mostrado|"
    "vollstandiger name|displayname",
    "nickname": "nickname|nick name|nick|spitzname|surnom|apodo|alias|sobrenombre|pseudonyme",
    "title": "job title|title|organization title|position|berufsbezeichnung|arbeitstitel|"
    "funktion|fonction|poste|titre|puesto|cargo|titulo|job|intitule poste|"
    "titulo trabajo|position titel|titel",
    "role": "role|job description|profession|beruf|metier|profesion|occupation|rolle",
    "birthday": "birthday|date of birth|birth date|geburtsdatum|geburtstag|"
    "date de naissance|date naissance|anniversaire|fecha de nacimiento|"
    "fecha nacimiento|cumpleanos|dob|birthdate",
    "anniversary": "anniversary|jahrestag|hochzeitstag|aniversario|wedding anniversary|"
    "anniversaire de mariage|anniversaire mariage",
    "gender": "gender|sex|geschlecht|sexe|sexo|genre",
    "languages": "language|languages|sprache|langue|idioma",
    "categories": "categories|category|group membership|labels|groups|kategorien|kategorie|"
    "categorie|categorias|gruppen|tags|groupes|grupos",
    "note": "notes|note|notizen|notiz|remarques|nota|notas|comments|comment|bemerkungen|"
    "commentaires|observaciones",
    "photo_url": "photo|foto|picture",
    "sort_string": "file as|speichern unter|archivar como|classer sous",
    "uid": "uid|external id|externalid",
    "orcid": "orcid|orcid id|orcid identifier",
    "zone": "time zone|timezone|zeitzone|fuseau horaire|zona horaria",
}
_ORGANISATION = {
    "name": "company|organization|organisation|organization name|company name|firma|societe|"
    "entreprise|organizacion|compania|empresa|employer|institution|organisme|"
    "unternehmen|organisation name|affiliation",
    "unit": "department|organization department|abteilung|service|departement|departamento|"
    "unit|division",
}
_PHONES = {
    "": "phone|telephone|tel|phone number|telephone number|telefon|telefonnummer|telefono|"
    "telefonos|numero de telephone|tel nr|telephone fixe|fon",
    "cell": "mobile|mobile phone|mobile number|cell phone|cell|mobiltelefon|mobil tel nr|"
    "mobilnummer|mobil|handy|tel mobile|telephone mobile|portable|"
    "telephone portable|movil|telefono movil|celular|mobil nr|mobile phone number",
    "fax": "fax|fax number|faxnummer|fax nummer|telecopie|telecopieur|fax nr|numero de fax",
    "pager": "pager|pager number|pager nummer|pagernummer|recepteur radiomessagerie|"
    "localizador|buscapersonas|recepteur de radiomessagerie",
    "car": "car phone|autotelefon|telephone voiture|telefono automovil",
    "main": "primary phone|company main phone|main phone|haupttelefon|telefono principal|"
    "telephone principal|hauptanschluss",
    "assistant": "assistant s phone|assistant phone|telefon assistent",
}
_MAILS = (
    "e mail address|email address|e mail|email|mail|e mail adresse|email adresse|"
    "adresse de messagerie|adresse messagerie|courriel|adresse e mail|adresse electronique|"
    "correo electronico|correo|direccion de correo electronico|"
    "direccion correo electronico|direccion electronica|primary email|"
    "primary e mail|primare e mail adresse|adresse electronique principale|"
    "correo electronico primario|correo principal|premiere adresse electronique|mail address"
)
_SECOND_MAILS = (
    "secondary email|secondary e mail|sekundare e mail adresse|second email|"
    "additional email|alternate email|adresse electronique secondaire|"
    "correo electronico secundario|deuxieme adresse electronique|"
    "zweite e mail adresse"
)
_LINKS = {
    "": "web page|website|webpage|web site|url|webseite|internetseite|page web|site web|"
    "pagina web|sitio web|web|internet|homepage url",
    "homepage": "website home page|homepage|home page",
    "blog": "website blog|blog",
    "profile": "website profile|profile",
    "ftp": "website ftp|ftp site",
    "linkedin": "linkedin|linkedin url|linkedin profile",
}
_HANDLES = (
    "screen name|im|im address|messenger name|instant messaging|skype|"
    "pseudonyme de messagerie instantanee|chat"
)
_RELATIONS = {
    "spouse": "spouse|partner|conjoint|conyuge|partnerin",
    "manager": "manager s name|manager|vorgesetzter|name des des vorgesetzten|"
    "responsable|nombre del jefe",
    "assistant": "assistant s name|assistant|assistentin|name assistent|asistente",
    "child": "children|kinder|enfants|hijos",
}
_ADDRESS = {
    "street": "street|address|street address|address 1|address line 1|adresse|strasse|"
    "strasse hausnummer|rue|calle|direccion|domicilio|anschrift|address street",
    "extended": "street 2|address 2|address line 2|extended address|adresse 2|strasse 2|rue 2|"
    "calle 2|direccion 2|suite|building",
    "street_3": "street 3|address 3|address line 3|strasse 3|rue 3|calle 3",
    "po_box": "po box|p o box|post office box|postfach|boite postale|bp|apartado postal|"
    "apartado|b p",
    "locality": "city|town|locality|ort|stadt|ville|ciudad|localidad|poblacion|localite|wohnort",
    "region": "state|region|province|state province|bundesland|kanton|dep region|etat|"
    "provincia|estado|provincia o estado|estado o provincia|departement region|"
    "state or province|etat province",
    "postal_code": "postal code|zip|zip code|zipcode|postcode|plz|postleitzahl|code postal|"
    "codigo postal|cp",
    "country": "country|country region|land|land region|pays|pays region|pais|pais region|"
    "pais o region|country or region",
    "formatted": "address formatted|formatted address|formatted",
}
_BIRTH = {
    "year": "birth year|geburtsjahr|annee de naissance|ano de nacimiento",
    "month": "birth month|geburtsmonat|mois de naissance|mes de nacimiento",
    "day": "birth day|jour de naissance|dia de nacimiento",
}


def _table() -> dict[str, Target]:
    found: dict[str, Target] = {}

    def add(words: str, target: Target) -> None:
        for word in words.split("|"):
            found.setdefault(word, target)

    for field, parts in (
        ("name", _NAME),
        ("phonetic", _PHONETIC),
        ("organisation", _ORGANISATION),
        ("birthday", _BIRTH),
        ("addresses", _ADDRESS),
    ):
        for part, words in parts.items():
            add(words, Target(field, part))
    for field, words in _PLAIN.items():
        add(words, Target(field))
    for field, labelled in (("phones", _PHONES), ("links", _LINKS), ("related", _RELATIONS)):
        for label, words in labelled.items():
            add(words, Target(field, "value", label))
    add(_MAILS, Target("emails", "value"))
    add(_SECOND_MAILS, Target("emails", "value", number=2))
    add(_HANDLES, Target("messaging", "value"))
    add("relation", Target("related", "value"))
    for word, field in (("im", "messaging"), ("website", "links"), ("relation", "related")):
        add(f"{word} rel|{word} type|{word} label", Target(field, "label"))
    return found


_WORDS = _table()
_GOOGLE_FIELDS = {
    "e mail": "emails",
    "email": "emails",
    "phone": "phones",
    "website": "links",
    "address": "addresses",
    "im": "messaging",
    "relation": "related",
    "organization": "organisation",
    "event": "dates",
    "custom field": "extra",
}
_GOOGLE_PARTS = {
    "addresses": {
        "street": "street",
        "city": "locality",
        "po box": "po_box",
        "region": "region",
        "postal code": "postal_code",
        "country": "country",
        "formatted": "formatted",
        "extended address": "extended",
    },
    "messaging": {"service": "service"},
}
_ORGANISATION_PARTS = {
    "name": Target("organisation", "name"),
    "department": Target("organisation", "unit"),
    "title": Target("title"),
    "job description": Target("role"),
}


@lru_cache(maxsize=2000)
def target_of(header: str) -> Target | None:
    """Where a column with this header goes; None if the header is not known."""
    if match := _GOOGLE.match(header.strip()):
        return _google(_folded(match[1]), int(match[2]), _folded(match[3]))
    text = _folded(header)
    if text in _WORDS:
        return _WORDS[text]
    return _by_words(text.split(" "))


def _google(kind: str, number: int, part: str) -> Target | None:
    field = _GOOGLE_FIELDS.get(kind)
    if field is None:
        return None
    if field == "organisation":
        return _ORGANISATION_PARTS.get(part) if number == 1 else None
    if part in {"value", "type", "label"}:
        return Target(field, "value" if part == "value" else "label", number=number)
    known = _GOOGLE_PARTS.get(field, {}).get(part)
    return Target(field, known, number=number) if known else None


def _by_words(words: list[str]) -> Target | None:
    """A header taken apart: "Business Phone 2" is a phone, for work, the second."""
    number = next((int(word) for word in words if word.isdecimal() and 0 < int(word) < 100), 0)
    place = next((_PLACE_OF[word] for word in words if word in _PLACE_OF), "")
    bare = [word for word in words if word not in _PLACE_OF and not word.isdecimal()]
    numbered = [word for word in words if word not in _PLACE_OF]
    for kept in (numbered, bare, [word for word in bare if word not in _FILLERS]):
        found = _WORDS.get(" ".join(kept))
        if found is None or (
            place and found.field not in {"phones", "emails", "links", "addresses", "messaging"}
        ):
            continue
        in_words = any(word.isdecimal() for word in kept)
        label = " ".join(filter(None, (place, found.label)))
        return Target(
            found.field, found.part, label, found.number if in_words else number or found.number
        )
    return None


def _folded(header: str) -> str:
    """Lower case words without accents or punctuation."""
    text = unicodedata.normalize("NFKD", header.casefold().replace("ß", "ss"))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())
