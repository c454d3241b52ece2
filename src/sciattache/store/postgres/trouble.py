"""Say in a sentence what a server does to the store on it."""

from __future__ import annotations

import psycopg

from sciattache.errors import KnownError

_KNOWN = (
    (("55P03",), "Another program is writing to this office; nothing was changed.",
     "Wait until it is done, then do it again."),
    (("40001", "40P01"), "Two programs wrote at the same time; nothing was changed.",
     "Do it again."),
    (("53100",), "There is no room left on the server's disk; nothing was changed.",
     "Ask who runs the server to make room, then do it again."),
    (("25006",), "The server takes no writing now; nothing was changed.",
     "Ask who runs the server: it may be a copy that only follows another."),
    (("42501",), "The server does not let this user do that; nothing was changed.",
     "Ask who runs the server for the right to read and write all tables."),
    (("57P", "08", "53300"), "The server went away; nothing was changed.",
     "Check that it runs, then do it again."),
)  # fmt: skip
"""How the number of an error begins (PostgreSQL, appendix A), and what is told of it."""


def known(error: Exception) -> KnownError | None:
    """What to tell of an error that is the server's or another program's, not ours."""
    cause = getattr(error, "orig", error)
    if not isinstance(cause, psycopg.Error):
        return None
    code = cause.sqlstate or ("08" if isinstance(cause, psycopg.OperationalError) else "")
    return next(
        (
            KnownError(told, todo)
            for begins, told, todo in _KNOWN
            if code and code.startswith(begins)
        ),
        None,
    )
