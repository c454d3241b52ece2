"""Whose answers a form carries and what went out in it, sealed so that nobody can alter it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

PREFIX = "SA1."
"""How every sealed identity begins: the format and its number."""
LONGEST = 32_000
"""Characters of an identity: as many as a cell of a workbook holds."""
_PURPOSE = b"sciattache guest data 1\n"
_LONG = 400
"""Characters of an answer beyond which its digest goes out instead of it."""


class UnknownIdentityError(ValueError):
    """An identity that this office did not seal, or that was altered since."""


@dataclass(frozen=True)
class Sent:
    """What went out to one guest: whose part it is, the name on the form, and each answer."""

    participation: str
    name: str
    language: str
    answers: Mapping[str, str] = field(default_factory=dict)

    def holds(self, question: str, answer: str) -> bool:
        """Whether this is the answer that went out."""
        return self.answers.get(question) == _short(answer)

    def told(self, question: str) -> str:
        """The answer that went out, as far as it is known: of a long one only its digest is."""
        answer = self.answers.get(question, "")
        return "…" if answer.startswith("sha256:") else answer


def sealed(secret: bytes, sent: Sent) -> str:
    """The identity as one line of text: what went out, and a keyed digest of it (HMAC, SHA-256)."""
    answers = {name: _short(answer) for name, answer in sent.answers.items()}
    held = [sent.participation, sent.name, sent.language, answers]
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    body = _written(zlib.compress(text.encode("utf-8", "surrogatepass"), 9))
    return f"{PREFIX}{body}.{_written(_digest(secret, body))}"


def opened(secret: bytes, identity: str) -> Sent:
    """What a sealed identity says; ``UnknownIdentityError`` where this office did not seal it."""
    text = "".join(identity.split())
    body, _, digest = text.removeprefix(PREFIX).partition(".")
    right = _written(_digest(secret, body))
    if (
        not text.startswith(PREFIX)
        or len(text) > LONGEST
        or not hmac.compare_digest(right.encode(), digest.encode("utf-8", "replace"))
    ):
        raise UnknownIdentityError(identity[:40])
    held = json.loads(zlib.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
    return Sent(*held)


def _short(answer: str) -> str:
    if len(answer) <= _LONG:
        return answer
    return f"sha256:{hashlib.sha256(answer.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _digest(secret: bytes, body: str) -> bytes:
    return hmac.digest(secret, _PURPOSE + body.encode("utf-8", "replace"), "sha256")


def _written(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
