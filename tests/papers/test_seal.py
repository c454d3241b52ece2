"""Sealed papers open with their password alone, under AES-256."""

from __future__ import annotations

import io
import re
import zipfile

import msoffcrypto
import olefile
import openpyxl
import pikepdf
import pytest

from sciattache.errors import KnownError
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.kinds import Wish
from sciattache.papers.seal import seal
from sciattache.papers.typesetting import preview


def test_a_sealed_pdf_opens_with_its_password_alone(planted) -> None:
    made = draw(planted.dossier(), "programme", Wish())
    sealed = seal(made, ".pdf", "pass")
    with pytest.raises(KnownError):
        preview.pages(sealed)
    assert len(preview.pages(sealed, password="pass")) == len(preview.pages(made))
    with pikepdf.open(io.BytesIO(sealed), password="pass") as document:
        assert document.encryption.R == 6
        assert "pdfaid:part" not in document.Root.Metadata.read_bytes().decode()
        assert document.Root.MarkInfo.Marked


def _opened(sealed: bytes, password: str) -> bytes:
    file = msoffcrypto.OfficeFile(io.BytesIO(sealed))
    file.load_key(password=password, verify_password=True)
    found = io.BytesIO()
    file.decrypt(found, verify_integrity=True)
    return found.getvalue()


def test_a_sealed_workbook_opens_with_its_password_alone(planted) -> None:
    made = draw(planted.dossier(), "workbook", Wish())
    sealed = seal(made, ".xlsx", "pässwörd 密码")
    with pytest.raises(Exception, match="not a zip file"):
        openpyxl.load_workbook(io.BytesIO(sealed))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        _opened(sealed, "password")
    assert _opened(sealed, "pässwörd 密码") == made


def test_a_sealed_workbook_is_under_agile_aes_256(planted) -> None:
    sealed = seal(draw(planted.dossier(), "budget", Wish()), ".xlsx", "pass")
    with olefile.OleFileIO(io.BytesIO(sealed)) as container:
        said = container.openstream("EncryptionInfo").read()
    assert said[:4] == b"\x04\x00\x04\x00", "agile encryption (MS-OFFCRYPTO 2.3.4.10)"
    text = said[8:].decode()
    assert set(re.findall(r'cipherAlgorithm="(\w+)"', text)) == {"AES"}
    assert set(re.findall(r'keyBits="(\d+)"', text)) == {"256"}
    assert set(re.findall(r'hashAlgorithm="(\w+)"', text)) == {"SHA512"}
    assert min(int(count) for count in re.findall(r'spinCount="(\d+)"', text)) >= 100_000


def test_a_sealed_text_document_opens_with_its_password_alone(planted) -> None:
    made = draw(planted.dossier(), "programme", Wish(editable=True))
    assert _opened(seal(made, ".docx", "pass"), "pass") == made


def test_a_large_workbook_is_sealed_whole(planted) -> None:
    """Beyond the seven megabytes for which a container's head lists the sectors by itself."""
    made = io.BytesIO(draw(planted.dossier(), "budget", Wish()))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("xl/media/picture.bin", bytes(9 << 20))
    large = made.getvalue()
    assert _opened(seal(large, ".xlsx", "pass"), "pass") == large


@pytest.mark.parametrize("suffix", sorted({kind.suffix for kind in KINDS}))
def test_an_empty_password_is_refused(suffix) -> None:
    with pytest.raises(KnownError, match="needs a password"):
        seal(b"", suffix, "")


def test_what_cannot_be_sealed_is_refused() -> None:
    with pytest.raises(KnownError, match=r"\.csv"):
        seal(b"", ".csv", "pass")
