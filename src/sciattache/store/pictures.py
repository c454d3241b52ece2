"""The pictures that papers show: of people and of stories, and an office's emblem."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.post import Post
from sciattache.store import blobs


def of(
    session: Session,
    people: Iterable[Person] = (),
    stories: Iterable[Story] = (),
    posts: Iterable[Post] = (),
) -> dict[str, bytes]:
    """The contents of their pictures, by the id of the person, the story or the post."""
    kept = {one.id: one.photo for one in people} | {one.id: one.picture for one in stories}
    kept |= {one.id: one.logo for one in posts}
    return {
        id: content
        for id, digest in kept.items()
        if digest and (content := blobs.content(session, digest))
    }
