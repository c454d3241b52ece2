"""Open a store that must be headquarters'."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sciattache.cli.stores import opened
from sciattache.errors import KnownError
from sciattache.store.office import Office, Place
from sciattache.sync import partners
from sciattache.sync.partners import HEADQUARTERS


@contextmanager
def at_headquarters(store: Place) -> Iterator[Office]:
    """Headquarters' store, opened; any other is refused."""
    with opened(store) as office:
        with office.session() as session:
            site = partners.me(session).site
        if site != HEADQUARTERS:
            raise KnownError(f"{store} is not headquarters'.", "Make one with “sciattache hq new”.")
        yield office
