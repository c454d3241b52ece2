"""A PDF that opens only with a password."""

import io

import pikepdf

from sciattache.errors import KnownError


def seal(pdf: bytes, password: str) -> bytes:
    """The PDF under AES-256 (ISO 32000-2, revision 6).

    PDF/A forbids encryption, so that claim is taken off; tags stay. An empty password is a
    KnownError. The same input gives other bytes each time: the key is random.
    """
    if not password:
        raise KnownError("A sealed paper needs a password.", "Type one and try again.")
    sealed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _forget_archive(document)
        document.save(sealed, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return sealed.getvalue()


def _forget_archive(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in ("pdfaid:part", "pdfaid:conformance"):
            if name in metadata:
                del metadata[name]
