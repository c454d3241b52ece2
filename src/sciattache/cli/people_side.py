"""Commands on the people of an engagement: their order, and who is asked."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, StorePath, opened, say_json, table
from sciattache.cli.stores import engagement as engagement_called
from sciattache.domain.directory.person import Person
from sciattache.domain.standards import names
from sciattache.domain.vocabularies import PRECEDENCE_RULES, Vocabulary
from sciattache.errors import KnownError
from sciattache.services import precedence
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load

EngagementId = Annotated[
    str, typer.Argument(help="The engagement's id, or its beginning.", metavar="ENGAGEMENT")
]


def order(
    store: StorePath,
    engagement: EngagementId,
    rule: Annotated[
        str, typer.Option(help=f"Another rule: {', '.join(PRECEDENCE_RULES.terms)}.")
    ] = "",
    language: Annotated[str, typer.Option(help="The language of the countries' names.")] = "",
    first: Annotated[str, typer.Option(help="The country that begins a rotation.")] = "",
    as_json: AsJson = False,
) -> None:
    """Tell in which order people stand, and why; with the receiving line."""
    with opened(store) as office, office.session() as session:
        dossier = dossier_of(session, engagement)
        custom = precedence.Custom.of(dossier.engagement)
        custom = precedence.Custom(
            code(PRECEDENCE_RULES, rule) if rule else custom.rule,
            language or custom.language,
            first.upper() or custom.first,
        )
        listed = precedence.order(precedence.entrants(dossier), custom)
        rows = [
            {
                "number": number,
                "id": one.one.id,
                "person": one.one.person,
                "name": one.shown,
                "side": one.one.side,
                "role": one.one.role,
                "country": one.country,
                "why": str(precedence.explain(listed, one, custom)),
            }
            for number, one in enumerate(listed, 1)
        ]
        line = precedence.receiving_line([one.one for one in listed], dossier.pairs("spouse_of"))
        receiving = {
            "receiving": [named(dossier, one.person) for one in line.receiving],
            "passing": [named(dossier, one.person) for one in line.passing],
        }
    source = precedence.SOURCES[custom.rule]
    if as_json:
        say_json(
            {"rule": custom.rule, "language": custom.language, "source": source, "order": rows}
            | receiving
        )
        return
    print(f"{PRECEDENCE_RULES.label(custom.rule)}. {source}")
    table([tuple(str(r[k] or "") for k in ("number", "side", "name", "why")) for r in rows])
    print(f"Receiving line: {', '.join(receiving['receiving']) or 'nobody'}.")


def dossier_of(session: Session, engagement: str) -> Dossier:
    """The dossier of the engagement that a command names."""
    return load(session, engagement_called(session, engagement))


def named(dossier: Dossier, person: str | None) -> str:
    """A person's name, as far as the dossier knows it."""
    found = dossier.people.get(person or "")
    return shown(found) if found else ""


def shown(person: Person) -> str:
    """A person's name in the person's own order."""
    return names.shown(person.name) or person.native_name or person.nickname or ""


def person_of(dossier: Dossier, words: str) -> str:
    """The id of the participant whom ``words`` mean: an id's beginning, or the name."""
    wanted = words.strip().casefold()
    people = [one.person for one in dossier.participants]
    found = [id for id in people if len(wanted) > 3 and id.startswith(wanted)] or [
        id for id in people if wanted in named(dossier, id).casefold()
    ]
    if len(found) != 1:
        count = "Nobody" if not found else f"{len(found)} people"
        raise KnownError(f"{count} of this engagement fit “{words}”.", "Give the whole name or id.")
    return found[0]


def code(vocabulary: Vocabulary, words: str) -> str:
    """The code of a vocabulary that an option gives."""
    found = vocabulary.code(words)
    if found is None:
        known = ", ".join(vocabulary.terms)
        raise KnownError(f"“{words}” is none of the choices.", f"They are: {known}.")
    return found


COMMANDS: dict[str, Any] = {"precedence": order}
