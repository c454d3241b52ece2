"""What commands that write papers share: options, the plan that is read, files written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.services.dossier import Dossier
from sciattache.store import dossiers, issues

Audience = Annotated[str, typer.Option(help="Who will read it: full, guest, host, driver, press.")]
Language = Annotated[str, typer.Option(help="en, fr, es, ar, zh")]
Version = Annotated[int | None, typer.Option(help="As it was in this version.")]


def dossier_of(session: Session, found: Engagement, version: int | None = None) -> Dossier:
    """What the papers read: the plan as it is, or as it was issued."""
    if version is None:
        return dossiers.load(session, found)
    return issues.reissued(session, version, found.id)


def written(files: Mapping[Path, bytes]) -> None:
    """Write files; ``KnownError`` names the first that cannot be written."""
    for file, content in files.items():
        try:
            file.write_bytes(content)
        except OSError as error:
            raise KnownError(
                f"{file} cannot be written: {error.strerror}.", "Choose another folder."
            ) from None


def made_folder(folder: Path) -> None:
    """Make a folder, and those it is in, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"{folder} cannot be made: {error.strerror}.", "Choose another folder."
        ) from None
