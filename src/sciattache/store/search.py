"""Find any record by the words in it, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES
from sciattache.store import dialect, history
from sciattache.store.entries import type_word

_Row = tuple[int, int, str, str, str]
"""Type, row number, id, title and sorting text."""


class Hit(NamedTuple):
    """A record found: its type, row, id and title."""

    type: type[Record]
    rid: int
    id: str
    title: str


def find(
    session: Session, words: str, *, of: Sequence[type[Record]] = (), most: int = 50
) -> list[Hit]:
    """Records that have all ``words``, each as the beginning of a word; names first.

    When too few have, records whose name has the text anywhere in it follow; several words are
    looked for so only when no record has them.  Order: titles that begin with what was typed,
    then the types in their order, then by name.  At most ``most``.
    """
    wanted = texts.query(words)
    folded = texts.fold(words).strip()
    if not wanted:
        return []
    # The driver's own cursor: SQLAlchemy's takes longer over fifty rows than the search itself.
    cursor, speech = session.connection().connection.cursor(), dialect.of(session)
    with_words = f"{speech.with_words} LIMIT ?"
    looked_at = 2 * most if of else most
    cursor.execute(with_words, (speech.expression(wanted), looked_at))
    rows: list[_Row] = list(cursor.fetchall())
    if of:
        is_all = len(rows) < looked_at
        tags = {cls.about.tag for cls in of}
        rows = [row for row in rows if row[0] in tags][:most]
        if len(rows) < most and not is_all:
            # To meet the words with the word of a type costs the index more than that first look.
            types = " OR ".join(f'"{type_word(cls)}"' for cls in of)
            narrowed = speech.expression(f"({types}) AND ({wanted})")
            cursor.execute(with_words, (narrowed, most))
            rows = list(cursor.fetchall())
    if len(folded) >= 3 and len(rows) < (1 if " " in folded else most):
        known = {row[2] for row in rows}
        kinds = ", ".join(str(cls.about.tag) for cls in of or TYPES)
        with_part = f"{speech.with_part} AND e.t IN ({kinds}) LIMIT ?"
        cursor.execute(with_part, (speech.part(folded), most))
        rows += [row for row in cursor.fetchall() if row[2] not in known]
    inside = " " + folded
    rows.sort(key=lambda row: (inside not in " " + row[4], row[0], row[4]))
    return [Hit(history.type_of(t), rid, id, title) for t, rid, id, title, _ in rows[:most]]
