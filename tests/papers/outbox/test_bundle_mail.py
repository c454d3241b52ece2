"""Bundles go by e-mail in drafts that mail servers take, and come out of them as they were."""

from __future__ import annotations

import email
import email.policy
import random

import pytest

from sciattache.errors import KnownError
from sciattache.papers.outbox.bundle_mail import drafts, room
from sciattache.sync import container, keys
from sciattache.sync.carrying.unwrapping import bundles
from sciattache.sync.container import Kind

LANGUAGES = ("en", "fr", "es", "ar", "zh")


def bundle(size: int) -> bytes:
    held = keys.new()
    payload = random.Random(size).randbytes(size)
    return container.seal(
        Kind.CHANGES, {}, payload, signer=held.signer, recipient=held.public.recipient
    )


PARCELS = [bundle(size) for size in (1_000, 200_000, 90_000, 400_000, 50, 60_000)]


def parsed(content: bytes) -> email.message.EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


@pytest.mark.parametrize(("largest", "number"), [(620_000, 3), (700_000, 2), (5_000_000, 1)])
def test_every_draft_is_as_small_as_was_asked_and_nothing_is_lost(largest, number) -> None:
    for language in LANGUAGES:
        made = drafts(PARCELS, largest=largest, address="hq@ministry.example", language=language)
        assert all(len(one.content) <= largest for one in made)
        found = [inside.content for one in made for inside in bundles(one.name, one.content)[0]]
        assert found == PARCELS
        assert [name for one in made for name in one.bundles] == list(
            map(container.file_name, PARCELS)
        )
        assert len(made) == number


def test_as_few_drafts_as_their_order_allows() -> None:
    made = drafts(PARCELS[:3], largest=620_000, language="en")
    assert [one.name for one in made] == ["bundles-1-of-1.eml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_unsent_and_tells_of_nobody_but_its_receiver(language: str) -> None:
    made = drafts(
        PARCELS, largest=620_000, address="hq@ministry.example", name="Headquarters",
        language=language,
    )  # fmt: skip
    for number, one in enumerate(made, start=1):
        message = parsed(one.content)
        assert message["X-Unsent"] == "1" and message["From"] is None
        assert message["To"] == "Headquarters <hq@ministry.example>"
        assert f"{number}/{len(made)}" in message["Subject"] and "SciAttaché" in message["Subject"]
        assert "{" not in message.get_body().get_content()
        assert [part.get_filename() for part in message.iter_attachments()] == list(one.bundles)


def test_the_largest_bundle_that_there_is_room_for_goes() -> None:
    content = bundle(100_000)
    largest = next(n for n in range(len(content), 2 * len(content)) if room(n) >= len(content))
    (one,) = drafts([content], largest=largest, language="en")
    assert len(one.content) <= largest
    with pytest.raises(KnownError, match="does not go into a mail"):
        drafts([content], largest=largest - 78, language="en")


def test_an_address_that_no_mail_can_have_is_refused() -> None:
    with pytest.raises(KnownError, match="no address"):
        drafts(PARCELS, largest=5_000_000, address="headquarters", language="en")
