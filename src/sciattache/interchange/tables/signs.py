"""Put right or take out characters that no text should hold."""

import re

_LOST = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MEANT = {
    code: bytes([code]).decode("cp1252", errors="ignore") or None for code in range(0x80, 0xA0)
}


def has_lost_signs(text: str) -> bool:
    """Whether this holds Windows-1252 punctuation that was taken for Latin-1 control codes."""
    return _LOST.search(text) is not None


def with_signs(text: str) -> str:
    """The text with such codes read as Windows-1252, as the HTML standard reads them."""
    return text.translate(_MEANT)


def cleaned(text: str) -> str:
    """The text without control characters and halves of surrogates; tab and line ends stay."""
    if text.isprintable():
        return text
    return with_signs(_CONTROLS.sub("", text))
