"""The pictures that papers show: of people, and of stories."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.knowledge.story import Story
from sciattache.store import blobs


def of(session: Session, people: Iterable[Person], stories: Iterable[Story]) -> dict[str, bytes]:
    """The contents of their pictures, by the id of the person or the story."""
    kept = {one.id: one.photo for one in people} | {one.id: one.picture for one in stories}
    return {
        id: content
        for id, digest in kept.items()
        if digest and (content := blobs.content(session, digest))
    }
