"""The pages of a PDF as pictures, for a window or a test."""

import io

import pypdfium2

from sciattache.errors import KnownError


def pages(pdf: bytes, *, scale: float = 1.0, password: str | None = None) -> list[bytes]:
    """Each page as PNG, at `scale` times 72 dots per inch; KnownError when it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(pdf, password=password)
    except pypdfium2.PdfiumError as error:
        raise KnownError(
            "The paper cannot be opened for preview.", "Check the password, or make it again."
        ) from error
    try:
        return [_png(page, scale) for page in document]
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, scale: float) -> bytes:
    stored = io.BytesIO()
    page.render(scale=scale).to_pil().save(stored, "PNG", compress_level=1)
    return stored.getvalue()
