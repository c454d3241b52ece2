"""What every record has: an id, a row number, a title, and fields that describe themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from sciattache.domain.fields import Field


def new_id() -> str:
    """A random identity (UUID version 4) that any office can make without asking another."""
    return str(uuid4())


@dataclass(frozen=True)
class About:
    """What a record type is called, how one record is titled and sorted, and what makes two one.

    ``tag`` is the type's permanent number.  ``title_from`` names the fields that the title is made
    of; a reference among them gives the title of its target.  ``title`` and ``order`` take those
    fields' values in that order (without it they are joined by a middle dot); ``order`` gives the
    text that lists sort by.

    ``same_if`` are the keys by which a row of a file is known to be a record that exists, the
    surest first: all fields of a key are filled and agree.  ``=title`` stands for the title; a
    field after a minus is empty on both sides: ``-given_on``; one after a tilde may be another by
    now, though rows of one file in which it differs are two: ``~hotel``.
    """

    tag: int
    label: str
    plural: str
    wing: str
    title_from: tuple[str, ...]
    title: Callable[..., str] | None = None
    order: Callable[..., str] | None = None
    same_if: tuple[tuple[str, ...], ...] = ()


class Record(DeclarativeBase):
    """The base of every record type."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    about: ClassVar[About]
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012  (SQLAlchemy's own)

    rid: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-2)
    id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, sort_order=-1)

    @classmethod
    def type_name(cls) -> str:
        """The type's name in commands, files and the store: its table's name."""
        return str(cls.__tablename__)

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """The type's fields, in the order in which the class declares them."""
        return _fields(cls)

    @classmethod
    def field(cls, name: str) -> Field:
        """The field called ``name``; ``KeyError`` when there is none."""
        return _by_name(cls)[name]

    def lacks(self) -> tuple[Field, ...]:
        """The required fields that are empty and that no default fills.

        A default fills a field that a new record leaves alone; one that is emptied stays empty.
        """
        return tuple(
            f
            for f in self.fields()
            if f.required
            and getattr(self, f.name) in (None, "")
            and (f.default is None or f.name in vars(self))
        )

    def is_untitled(self) -> bool:
        """Whether nothing that the title is made of is filled."""
        return all(getattr(self, name) in (None, "", ()) for name in _naming(type(self)))

    def plain(self) -> dict[str, Any]:
        """The fields that have a value, as JSON holds them."""
        return {
            field.name: field.kind.plain(value)
            for field in self.fields()
            if (value := getattr(self, field.name)) is not None
        }


@cache
def _naming(cls: type[Record]) -> tuple[str, ...]:
    """The fields that the title is made of and that do not fill themselves."""
    return tuple(name for name in cls.about.title_from if cls.field(name).default is None)


@cache
def _fields(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(
        replace(column.info["field"], name=column.key)
        for column in cls.__table__.columns
        if "field" in column.info
    )


@cache
def _by_name(cls: type[Record]) -> dict[str, Field]:
    return {field.name: field for field in _fields(cls)}
