"""Where the frozen program starts."""

from sciattache.cli import run

run()
