"""What a table writes for a value that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sciattache.interchange.tables.table import Row

_NEVER_A_VALUE = frozenset(
    {
        "", "n/a", "#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "tbd", "tba",
        "tbc", "t.b.d.", "t.b.c.", "to be determined", "to be confirmed", "to be announced",
        "not applicable", "not available", "not known", "nil return", "-", "--", "---", "—", "–",
        "à confirmer", "à déterminer", "non communiqué", "por confirmar", "sin datos", "n/d",
        "keine angabe", "wird bekannt gegeben", "a confirmar", "нет данных", "未定", "待定", "暂无",
        "不详", "غير متوفر", "لا يوجد",
    }
)  # fmt: skip
_PERHAPS = frozenset(
    {
        "NA", "N.A.", "n.a.", "NULL", "null", "None", "none", "NaN", "nan", "NIL", "Nil", "nil",
        "?", ".", "..", "Unknown", "unknown", "k.A.", "k. A.", "s/o", "n.c.", "s/d", "нет", "无",
    }
)  # fmt: skip
_ROWS = 2000


def absent(rows: Sequence[Row]) -> Callable[[str], bool]:
    """Whether a text stands for no value in this table.

    Some words never stand for anything else. A word such as NA does when several columns hold it,
    or one holds it often: Na is a family name too.
    """
    seen: dict[str, dict[int, int]] = {word: {} for word in _PERHAPS}
    for row in rows[:_ROWS]:
        for position, cell in enumerate(row.cells):
            if isinstance(cell, str) and cell in seen:
                seen[cell][position] = seen[cell].get(position, 0) + 1
    often = max(3, len(rows[:_ROWS]) // 5)
    here = {w for w, at in seen.items() if len(at) > 1 or any(n >= often for n in at.values())}

    def is_absent(text: str) -> bool:
        text = text.strip()
        return text in here or text.casefold() in _NEVER_A_VALUE

    return is_absent
