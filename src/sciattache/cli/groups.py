"""Commands of two words: a group, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer


def group(told: str, commands: Mapping[str, Callable[..., object]]) -> typer.Typer:
    """A group of commands by their second word; ``told`` is its line in the help."""
    made = typer.Typer(no_args_is_help=True, help=told)
    for name, function in commands.items():
        made.command(name)(function)
    return made
