"""Which bundled typeface draws a character."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from sciattache import assets
from sciattache.errors import KnownError

# Han characters look different from country to country; one collection holds all of them.
_CJK = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-hans": "SC", "zh-cn": "SC", "zh-sg": "SC",
        "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh-mo": "HK"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Face:
    """One weight of one typeface, ready for shaping; `unicodes` is what it can draw."""

    name: str
    table: Any
    font: Any
    unicodes: Any
    upem: int

    @property
    def is_cff(self) -> bool:
        return "CFF " in self.table.table_tags


@dataclass(frozen=True)
class Family:
    """The weights of one typeface; without a bold one the regular is made heavier in drawing."""

    name: str
    regular: Face
    bold: Face | None

    def covers(self, text: str) -> bool:
        return all(ord(letter) in self.regular.unicodes for letter in text)

    def face(self, bold: bool) -> tuple[Face, bool]:
        """The face for a weight, and whether drawing has to make it heavier."""
        if not bold:
            return self.regular, False
        return (self.bold, False) if self.bold else (self.regular, True)


@cache
def families() -> tuple[Family, ...]:
    """All bundled families: Latin, Greek and Cyrillic first, Chinese, Japanese and Korean last.

    KnownError where the installation has none.
    """
    folder = assets.resources() / "fonts"
    found: list[Family] = []
    for path in sorted(folder.glob("*-Regular.[ot]tf")):
        heavy = path.with_name(path.name.replace("-Regular", "-Bold"))
        bold = next(_faces(heavy)) if heavy.exists() else None
        found.append(Family(path.stem.removesuffix("-Regular"), next(_faces(path)), bold))
    if not found:
        raise KnownError(
            "The typefaces are missing from this installation.", "Install SciAttaché again."
        )
    found.sort(key=lambda family: (family.name != "NotoSans", family.name))
    return (*found, *_cjk(folder))


@lru_cache(maxsize=8192)
def family_for(text: str, language: str) -> Family | None:
    """The first family with every character of `text`, or none.

    `language` (BCP 47) decides among the Han families; unknown languages read as Chinese.
    """
    wanted = _han_region(language)
    for family in families():
        if _is_cjk(family) and not family.name.endswith(wanted):
            continue
        if family.covers(text):
            return family
    return None


def _han_region(language: str) -> str:
    tag = language.lower().replace("_", "-")
    while tag:
        if tag in _CJK:
            return _CJK[tag]
        tag = tag.rpartition("-")[0]
    return "SC"


def _is_cjk(family: Family) -> bool:
    return family.name.startswith("NotoSansCJK")


def _cjk(folder: Path) -> Iterator[Family]:
    for path in sorted(folder.glob("NotoSansCJK-Regular.ttc")):
        heavy = path.with_name(path.name.replace("-Regular", "-Bold"))
        bolds = {_region(face): face for face in _faces(heavy)} if heavy.exists() else {}
        for face in _faces(path):
            if "Mono" not in face.name:
                region = _region(face)
                yield Family(f"NotoSansCJK{region}", face, bolds.get(region))


def _region(face: Face) -> str:
    return face.name.partition("-")[0].removeprefix("NotoSansCJK").upper()


def _faces(path: Path) -> Iterator[Face]:
    blob = hb.Blob.from_file_path(str(path))
    for index in range(hb.Face(blob, 0).count):
        table = hb.Face(blob, index)
        name = table.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        yield Face(name, table, hb.Font(table), table.unicodes, table.upem)
