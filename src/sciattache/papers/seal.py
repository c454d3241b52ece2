"""Papers that open only with a password; what is handed out, never what is issued."""

import io

from sciattache.errors import KnownError


def seal(content: bytes, suffix: str, password: str) -> bytes:
    """A PDF, a workbook or a text document under AES-256, by its file's ending.

    An empty password is a KnownError, and so is an ending for which there is no seal. The same
    input gives other bytes each time: the key is random, so digests are of what is not sealed.
    """
    if not password:
        raise KnownError("A sealed paper needs a password.", "Type one and try again.")
    way = _WAYS.get(suffix)
    if way is None:
        raise KnownError(
            f"Nothing can protect a file ending in {suffix} with a password.",
            f"Choose a paper that is one of {', '.join(_WAYS)}.",
        )
    return way(content, password)


def _pdf(content: bytes, password: str) -> bytes:
    """Under ISO 32000-2, revision 6; PDF/A forbids it, so that claim is taken off; tags stay."""
    import pikepdf  # heavy, and only for what is handed out

    sealed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name in ("pdfaid:part", "pdfaid:conformance"):
                if name in metadata:
                    del metadata[name]
        document.save(sealed, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return sealed.getvalue()


def _office(content: bytes, password: str) -> bytes:
    """Under the agile encryption of MS-OFFCRYPTO, which Word, Excel and LibreOffice open."""
    from msoffcrypto.format.ooxml import OOXMLFile  # brings cryptography with it

    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, sealed)
    return sealed.getvalue()


_WAYS = {".pdf": _pdf, ".xlsx": _office, ".docx": _office}
