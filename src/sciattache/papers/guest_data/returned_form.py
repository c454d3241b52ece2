"""Read the answers in a guest's form that was filled in (PDF)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sciattache.errors import KnownError
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.questions import BY_NAME
from sciattache.papers.guest_data.refusals import Refusal, UnfitFileError
from sciattache.papers.guest_data.returned_workbook import IDENTITY, LARGEST, NAME

MARK = ":"
"""What parts the name of a field: the form's guest, the question, and a choice among several."""
_DEEPEST = 20
_MOST_FIELDS = 50_000
_UNPACKED = 128 << 20
_MOST_WARNINGS = 1_000
_FAULTY = Refusal("no_text")


def read(path: Path) -> list[Filled]:
    """The guests in a filled form; ``KnownError`` where it is sealed, or no field is ours."""
    import pikepdf  # heavy

    if path.stat().st_size > LARGEST:
        raise UnfitFileError("form_too_large", file=path.name)
    _limit()
    try:
        with pikepdf.open(path) as document:
            fields = dict(_fields(document))
    except pikepdf.PasswordError:
        raise UnfitFileError("form_sealed", file=path.name) from None
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UnfitFileError("form_damaged", file=path.name) from error
    found = list(_guests(path, fields))
    if not found:
        raise UnfitFileError("no_fields", file=path.name)
    return found


@cache
def _limit() -> None:
    """Let no packed part of a PDF unpack without measure; the limits hold for the process."""
    import pikepdf  # heavy

    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, png_max_memory=_UNPACKED,
        tiff_max_memory=_UNPACKED, doc_max_warnings=_MOST_WARNINGS,
    )  # fmt: skip


def is_ours(path: Path) -> bool:
    """Whether a PDF has the fields of a guest's form."""
    try:
        return bool(read(path))
    except (KnownError, OSError):
        return False


def _fields(document: Any) -> Iterator[tuple[str, Any]]:
    """Every field of a form with its value: texts, names of boxes that are ticked, or None."""
    form = document.Root.get("/AcroForm")
    if form is None:
        return
    waiting = [(field, "", None, 0) for field in form.get("/Fields", ())]
    seen = 0
    while waiting:
        field, above, kind, depth = waiting.pop()
        seen += 1
        if seen > _MOST_FIELDS or depth > _DEEPEST:
            raise ValueError("the form nests or repeats its fields without measure")
        part = str(field.get("/T", ""))
        name = f"{above}.{part}" if above and part else above or part
        kind = field.get("/FT", kind)
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        if kids:
            waiting += [(kid, name, kind, depth + 1) for kid in kids]
        else:
            yield name, _value(field.get("/V"), str(kind))


def _value(value: Any, kind: str) -> Any:
    import pikepdf  # heavy

    if kind == "/Btn":
        return value is not None and str(value) != "/Off"
    if value is None:
        return None
    if isinstance(value, pikepdf.Array):
        return ";".join(str(one) for one in value)
    return str(value) if isinstance(value, (pikepdf.String, pikepdf.Name)) else _FAULTY


def _guests(path: Path, fields: dict[str, Any]) -> Iterator[Filled]:
    """The fields by guest; boxes that stand for the choices of one question are put together."""
    held: dict[str, dict[str, Any]] = defaultdict(dict)
    boxes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, value in fields.items():
        guest, _, rest = name.partition(MARK)
        key, _, choice = rest.partition(MARK)
        if choice and key in BY_NAME:
            boxes[guest, key] += [choice] if value else []
        elif key in (IDENTITY, NAME, *BY_NAME):
            held[guest][key] = value
    for (guest, key), ticked in boxes.items():
        held[guest][key] = ";".join(ticked) or None
    for answers in held.values():
        if IDENTITY in answers:
            identity, name = str(answers.pop(IDENTITY) or ""), answers.pop(NAME, None)
            yield Filled(path.name, "", identity, name, answers)
