"""The showcase: a success on one page, in figures, a picture and somebody's own words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sciattache.domain.identities import spaced_currency
from sciattache.domain.knowledge.story import Story
from sciattache.domain.standards.codes import currency_digits
from sciattache.papers.blocks import (
    Block,
    Figures,
    Heading,
    Note,
    PageBreak,
    Picture,
    Quote,
    Text,
)
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


def showcase(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Each story of an engagement on its page; others than the office see what may be told."""
    told = [one for one in dossier.stories if reader.is_office or one.quotable]
    blocks: list[Block] = []
    for story in told:
        blocks += [*([PageBreak()] if blocks else []), *_story(dossier, reader, story)]
    return tuple(blocks) or (Text((reader.say("story.none"),)),)


def _story(dossier: Dossier, reader: Reader, story: Story) -> Iterable[Block]:
    yield Heading(story.title)
    picture = dossier.photos.get(story.id)
    if picture:
        yield Picture(picture, story.title)
    yield Figures(tuple(_figures(reader, story)))
    if story.summary:
        yield Text((story.summary,))
    for name, field in (("result", "result"), ("social", "social_impact")):
        said = reader.text(story, field)
        if said:
            yield Heading(reader.say(f"section.{name}"), 2)
            yield Text((said,))
    if story.quote:
        yield Quote(story.quote, _quoted(dossier, reader, story))
    if not story.quotable:
        yield Note(reader.say("story.not_told"))


def _figures(reader: Reader, story: Story) -> Iterable[tuple[str, str]]:
    """What came back, how much that is of what was put in, and the work that it gives."""
    currency = story.currency or "EUR"
    if story.returned:
        yield _round(reader, story.returned, currency), reader.say("figure.return")
    if story.invested:
        yield _round(reader, story.invested, currency), reader.say("figure.invested")
    if story.returned and story.invested:
        multiple = reader.decimal(story.returned / story.invested)
        yield f"{multiple}×", reader.say("figure.multiple")
    if story.jobs:
        yield f"{story.jobs}", reader.say("figure.jobs")


def _round(reader: Reader, units: int, currency: str) -> str:
    """An amount as one says it aloud: €1.2M."""
    from babel.numbers import format_compact_currency  # heavy: read when first asked

    value = Decimal(units).scaleb(-currency_digits(currency))
    said = format_compact_currency(value, currency, locale=reader.language, fraction_digits=1)
    return spaced_currency(str(said))


def _quoted(dossier: Dossier, reader: Reader, story: Story) -> str:
    person = dossier.people.get(story.quoted or "")
    if person is None:
        return ""
    role = dossier.roles.get(person.id)
    body = dossier.organisations.get((role.organisation if role else None) or "")
    return reader.listed(
        [reader.name(person), (role.title if role else None) or "", body.name if body else ""]
    )
