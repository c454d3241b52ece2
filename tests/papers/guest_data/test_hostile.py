"""Files that nobody should send: each is refused with a sentence, and nothing is read of it."""

import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib

import openpyxl
import pytest

from sciattache.errors import KnownError
from sciattache.papers.guest_data import taking
from sciattache.papers.guest_data.returned_workbook import LARGEST
from tests.papers.guest_data.conftest import differences


def _repacked(file, changes, name="hostile.xlsx"):
    """The same package with some of its parts changed or added; a part is given its old content."""
    target = file.with_name(name)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, changes[part](content) if part in changes else content)
        for part in changes.keys() - set(old.namelist()):
            new.writestr(part, changes[part](b""))
    return target


def _refusal(file) -> str:
    with pytest.raises(KnownError) as refused:
        taking.read([file])
    assert refused.value.remedy
    return refused.value.sentence


def test_a_bomb_is_not_unpacked(visit) -> None:
    file = _repacked(visit.make("guest-data"), {"xl/media/x.bin": lambda _: bytes(200 << 20)})
    assert "too large" in _refusal(file)


def _pdf_bomb(size: int) -> bytes:
    """A PDF whose one packed part, in which its form lies, unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"5 0 <</Fields[]>> ")
    packed += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20))
    packed += packer.flush()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    ]
    pdf, places = b"%PDF-1.7\n", [(0, 0, 65535)]
    for number, part in zip((1, 2, 4), parts, strict=True):
        places += [(0, 0, 0)] * (number - len(places)) + [(1, len(pdf), 0)]
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    places += [(2, 4, 0), (1, len(pdf), 0)]
    table = b"".join(struct.pack(">BIH", *place) for place in places)
    return pdf + (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, len(pdf))
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory used")
def test_a_form_that_unpacks_without_measure_does_not_fill_the_memory(tmp_path) -> None:
    file = tmp_path / "bomb.pdf"
    file.write_bytes(_pdf_bomb(1 << 30))
    program = (
        "import pathlib, re, sys\n"
        "from sciattache.errors import KnownError\n"
        "from sciattache.papers.guest_data import taking\n"
        "try:\n"
        "    taking.read([pathlib.Path(sys.argv[1])])\n"
        "except KnownError:\n"
        "    status = pathlib.Path('/proc/self/status').read_text()\n"
        "    print(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1])\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) < 600_000  # kilobytes, of a gigabyte


def test_a_file_beyond_all_measure_is_not_opened(visit) -> None:
    file = visit.make("guest-data")
    with file.open("ab") as opened:
        opened.truncate(LARGEST + 1)
    assert "too large" in _refusal(file)


def test_an_entity_that_reads_another_file_yields_nothing(visit, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret", encoding="utf-8")
    sheet = "xl/worksheets/sheet1.xml"

    def entity(content: bytes) -> bytes:
        head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        start = content.index(b"<worksheet")
        return content[:start] + head + content[start:].replace(b"Switzerland", b"&e;")

    file = _repacked(visit.make("guest-data"), {sheet: entity})
    try:
        told = str(differences(visit.look(file)))
    except KnownError as refused:
        told = str(refused)
    assert "the-secret" not in told


def test_a_workbook_that_unpacks_to_more_than_guests_can_say_is_refused(visit) -> None:
    part = b"<a/>" + random.Random(1).randbytes(30_000)
    big = {f"xl/media/{n}.bin": lambda _: part * 600 for n in range(8)}
    file = _repacked(visit.make("guest-data"), big)
    assert file.stat().st_size < LARGEST
    assert "too large" in _refusal(file)


def test_macros_are_refused(visit) -> None:
    file = _repacked(visit.make("guest-data"), {"xl/vbaProject.bin": lambda _: b"\0"})
    assert "holds macros" in _refusal(file)


def test_a_workbook_with_a_password_is_refused(visit) -> None:
    file = visit.folder / "sealed.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    file.write_bytes(head + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert "protected with a password" in _refusal(file)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"\0" * 99, b"a;b\n1"])
@pytest.mark.parametrize("suffix", ["xlsx", "pdf"])
def test_what_is_no_workbook_and_no_form_is_refused(visit, content, suffix) -> None:
    file = visit.folder / f"thing.{suffix}"
    file.write_bytes(content)
    assert file.name in _refusal(file)
    assert not taking.is_guest_data(file)


def test_a_file_that_is_not_there_is_refused(visit) -> None:
    assert "cannot be read" in _refusal(visit.folder / "none.xlsx")


def test_a_cell_at_the_end_of_the_sheet_does_not_fill_the_memory(visit) -> None:
    file = visit.make("guest-data")
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["XFD1048576"] = "far away"
    book.save(file)
    assert "more than can be read" in _refusal(file)


def test_another_workbook_is_not_taken_for_ours(visit) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Passport number"
    target = io.BytesIO()
    book.save(target)
    file = visit.folder / "theirs.xlsx"
    file.write_bytes(target.getvalue())
    assert not taking.is_guest_data(file)
    assert "not guest data that this program gave out" in _refusal(file)


def test_what_we_gave_out_is_known_again(visit) -> None:
    for kind in ("guest-data", "guest-form"):
        assert taking.is_guest_data(visit.make(kind))
