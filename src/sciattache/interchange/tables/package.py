"""A workbook's package as it is kept: no time of its own, and each formula with its result."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from sciattache.interchange.tables.formula import Formula

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')

Results = Mapping[str, Formula]
"""The formulas of a sheet by the names of their cells."""


def settled(package: bytes, results: Mapping[int, Results] | None = None) -> bytes:
    """The package with every time in it fixed, so that equal input gives equal bytes.

    `results` are by the number of the sheet, from 1: openpyxl writes formulas without what they
    come to, and a preview, a telephone or a protected view would show them empty.
    """
    result = io.BytesIO()
    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    parts = {f"xl/worksheets/sheet{number}.xml": found for number, found in (results or {}).items()}
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(?<=W3CDTF\">)[^<]+", stamp, content)
            if parts.get(name):
                content = _with_results(content, parts[name])
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return result.getvalue()


def _with_results(content: bytes, results: Results) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = str(results[found[2].decode()].value).encode()
        return found[1] + b"<v>" + value + b"</v>"

    return _FORMULA.sub(filled, content)
