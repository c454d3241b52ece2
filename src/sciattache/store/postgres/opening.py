"""Make and open headquarters' store in a database on a server."""

from __future__ import annotations

from sqlalchemy import Engine, inspect, text

from sciattache.errors import KnownError
from sciattache.store import migrate, trouble
from sciattache.store.postgres import passwords
from sciattache.store.postgres.address import Address, engine, reach

_HERE = "SELECT version_num FROM alembic_version"


def make(place: Address) -> Engine:
    """The engine of a new store, empty; refused where the database holds tables already."""
    made = engine(passwords.completed(place))
    try:
        reach(place, made)
        tables = inspect(made).get_table_names()
        if "alembic_version" in tables:
            raise KnownError(
                "There is an office at {place} already.", "Open it, or name another.", place=place
            )
        if tables:
            raise KnownError(
                "The database “{database}” holds tables of another program.",
                "Make one for headquarters alone: createdb {database}_hq.",
                database=place.database,
            )
        with trouble.told():
            migrate.upgrade(made)
    except BaseException:
        made.dispose()
        raise
    return made


def opened(place: Address) -> Engine:
    """The engine of a store that is there, upgraded where it is older than the program."""
    made = engine(passwords.completed(place))
    try:
        reach(place, made)
        version = _version(place, made)
        if version != migrate.HEAD:
            with trouble.told():
                migrate.upgrade(made)
    except BaseException:
        made.dispose()
        raise
    return made


def _version(place: Address, made: Engine) -> str:
    with trouble.told(), made.connect() as connection:
        if "alembic_version" not in inspect(connection).get_table_names():
            raise KnownError(
                "There is no office at {place}.",
                "Make headquarters there, in the window or with “sciattache hq new”.",
                place=place,
            )
        found = connection.execute(text(_HERE)).scalar()
    version = str(found)
    if version > migrate.HEAD:
        raise KnownError(
            "{place} was written by a newer SciAttaché (schema {version}).",
            "Install that version here.",
            place=place,
            version=version,
        )
    if version not in migrate.versions():
        raise KnownError(
            "{place} is damaged: it has no schema {version}.",
            "Restore it from pg_dump's copy.",
            place=place,
            version=version,
        )
    return version
