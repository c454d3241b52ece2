"""Bundles are found in whatever mail programs made of them, and nothing raises anything else."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.sync import container, keys
from sciattache.sync.carrying.unwrapping import bundles, is_cut_short, is_worth_reading
from sciattache.sync.container import Kind, RefusedError

from . import wrappings
from .conftest import bundle

ONE = bundle(random.Random(1).randbytes(9_000))
TWO = bundle(random.Random(2).randbytes(30_000))


def found(content: bytes, name: str = "x") -> list[bytes]:
    inside, troubles = bundles(name, content)
    assert troubles == []
    return [one.content for one in inside]


WRAPPED = {
    "bare": ONE,
    "mail": wrappings.mail(("a.psb", ONE)),
    "mail, renamed": wrappings.mail(("a.psb.txt", ONE)),
    "mail, quoted": wrappings.mail(("a.psb", ONE), cte="quoted-printable"),
    "mail in mail": wrappings.mail_in_mail(wrappings.mail(("a.psb", ONE))),
    "mail as a file in a mail": wrappings.mail(("a.eml", wrappings.mail(("a.psb", ONE)))),
    "mail with ends of lines of Unix": wrappings.mail(("a.psb", ONE)).replace(b"\r\n", b"\n"),
    "mail with a line before it": b"From ana Mon Jan  1 2026\n" + wrappings.mail(("a.psb", ONE)),
    "archive": wrappings.archive(("up/a.psb", ONE)),
    "archive in a mail": wrappings.mail(("a.zip", wrappings.archive(("a.psb", ONE)))),
    "winmail.dat": wrappings.winmail(("a.psb", ONE)),
    "winmail.dat in a mail": wrappings.mail(("winmail.dat", wrappings.winmail(("a.psb", ONE)))),
    "Outlook's own file": wrappings.outlook(ONE),
    "text": base64.encodebytes(ONE),
    "text with line ends of mail": b"\r\n" + base64.encodebytes(ONE).replace(b"\n", b"\r\n"),
    "a line behind it": ONE + b"\r\n",
    "line ends doubled": ONE.replace(b"\n", b"\r\n"),
    "line ends doubled, in a mail": wrappings.mail(("a.psb", ONE.replace(b"\n", b"\r\n"))),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_bundle_is_found_as_it_was_sent(name: str) -> None:
    assert found(WRAPPED[name]) == [ONE]


def test_several_are_found_in_their_order() -> None:
    both = (("a.psb", ONE), ("b.psb", TWO))
    for wrap in (wrappings.mail, wrappings.archive, wrappings.winmail):
        assert found(wrap(*both)) == [ONE, TWO]


def test_a_bundle_is_called_after_where_it_was() -> None:
    inner = wrappings.mail(("a.zip", wrappings.archive(("b.psb", ONE))))
    (one,), _ = bundles("in.eml", inner)
    assert one.name == "in.eml: a.zip: b.psb"


def test_a_bundle_that_lost_its_line_ends_is_said_to_be_mangled() -> None:
    (one,) = found(ONE.replace(b"\r\n", b"\n"))
    held = keys.new()
    with pytest.raises(RefusedError) as refused:
        container.open_bundle(one, identities=held.identities, signer=lambda told, kind: [])
    assert refused.value.code == "mangled"


def test_what_holds_no_bundle_is_no_trouble() -> None:
    for content in (
        b"",
        b"Minutes of the meeting",
        wrappings.mail(("a.pdf", b"%PDF-1.7")),
        wrappings.archive(("a.txt", b"x")),
        wrappings.winmail(("a.doc", b"x")),
    ):
        assert found(content) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (wrappings.bomb(), "more than any bundle"),
        (wrappings.archive(*((f"{n}", b"") for n in range(3000))), "more than any bundle"),
        (wrappings.archive(("a.psb", ONE))[:-30], "damaged archive"),
        (wrappings.outlook(ONE)[:3000], "save the attachment"),
        (base64.b64encode(ONE)[:-3], "damaged text"),
    ],
)
def test_what_cannot_be_looked_into_is_told_in_a_sentence(content: bytes, why: str) -> None:
    inside, troubles = bundles("x", content)
    assert len(troubles) == 1 and why in troubles[0]
    assert [one for one in inside if one.content.startswith(container.MAGIC)] == []


def test_an_archive_with_a_password_is_told() -> None:
    locked = bytearray(wrappings.archive(("a.psb", ONE)))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert bundles("x.zip", bytes(locked)) == ([], ["x.zip: It has a password: unpack it first."])


def test_wrappings_without_end_are_not_followed() -> None:
    content = ONE
    for _ in range(20):
        content = wrappings.archive(("a.zip", content))
    inside, troubles = bundles("x.zip", content)
    assert inside == [] and "wrapped too often" in troubles[0]


def test_a_file_not_written_to_its_end_is_known() -> None:
    for end in (1, 8, 51, 52, len(ONE) - 1):
        assert is_cut_short(ONE[:end])
    assert is_cut_short(wrappings.archive(("a.psb", ONE))[:-30])
    assert not is_cut_short(ONE)
    assert not is_cut_short(wrappings.archive(("a.psb", ONE)))


def test_only_what_may_hold_a_bundle_is_read_to_its_end() -> None:
    assert is_worth_reading("A.PSB", b"") and is_worth_reading("notes.txt", ONE[:64])
    assert is_worth_reading("letter", WRAPPED["mail"][:200])
    assert not is_worth_reading("film.mp4", b"\0\0\0\x18ftypmp42")


SOUND = st.sampled_from([*WRAPPED.values(), wrappings.mail_in_mail(WRAPPED["archive in a mail"])])


@given(SOUND, st.data())
def test_whatever_is_damaged_raises_nothing(content: bytes, data) -> None:
    harmed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(harmed) - 1))
        harmed[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        if not harmed:
            break
    cut = bytes(harmed[: data.draw(st.integers(0, len(harmed)))])
    for one in (bytes(harmed), cut):
        inside, troubles = bundles("x", one)
        assert all(isinstance(told, str) for told in troubles)
        assert all(isinstance(wrapped.content, bytes) for wrapped in inside)


def _of(kind: Kind) -> bytes:
    held = keys.new()
    return container.signed(kind, {1: "Lisbon"}, signer=held.signer)


def test_a_request_to_join_is_found_too() -> None:
    assert found(wrappings.mail(("ask.psb", request := _of(Kind.ENROLMENT)))) == [request]
