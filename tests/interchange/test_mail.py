"""Drafts of e-mails, read back by another reader of messages."""

import email
from email import policy
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.interchange.mail import Attachment, Recipient, draft, unusable


def read(content: bytes) -> Any:
    return email.message_from_bytes(content, policy=policy.default)


def test_a_draft_opens_unsent_with_its_names_in_every_script() -> None:
    to = [Recipient("محمد الهاشمي", "m@x.example"), Recipient('Đặng, "Thị" Hà', "d@x.example")]
    made = read(draft(to, "زيارة 访问 " * 12, "Dear,\n\nمرحبا 王小明\n", language="ar"))
    assert made["X-Unsent"] == "1"
    assert made["Date"] is None
    assert [one.display_name for one in made["To"].addresses] == [one.name for one in to]
    assert made["Subject"] == ("زيارة 访问 " * 12).strip()
    assert made.get_content().replace("\r\n", "\n") == "Dear,\n\nمرحبا 王小明\n"
    assert made["Content-Language"] == "ar"


@pytest.mark.parametrize("words", range(1, 16))
def test_a_subject_of_two_scripts_keeps_its_blanks_wherever_it_is_folded(words: int) -> None:
    subject = f"{'glacier ' * words}Climate：日历、联系人名片、乘客名单、口袋日程 and {'ocean ' * words}end"
    assert read(draft([], subject, "b"))["Subject"] == subject


def test_attachments_keep_their_names_and_contents() -> None:
    names = (
        "برنامج الزيارة.pdf",
        "日程.docx",
        'a"b;c.ics',
        "plain.vcf",
        "x" * 120 + ".xlsx",
        "none",
    )
    files = [Attachment(name, name.encode() * 50) for name in names]
    content = draft([], "s", "b", attachments=files)
    assert b"filename*" in content  # RFC 2231
    attached = list(read(content).iter_attachments())
    assert tuple(one.get_filename() for one in attached) == names
    assert [one.get_content_type().split("/")[0] for one in attached] == [
        "application", "application", "text", "text", "application", "application",
    ]  # fmt: skip
    assert [one.get_payload(decode=True) for one in attached] == [one.content for one in files]


def test_no_name_begins_a_header_of_its_own() -> None:
    evil = "Eve\r\nBcc: all@x.example"
    made = read(
        draft(
            [Recipient(evil, "e@x.example")],
            evil,
            evil,
            attachments=[Attachment(f"{evil}.pdf", b"")],
        )
    )
    assert made["Bcc"] is None
    assert made["Subject"] == "Eve Bcc: all@x.example"
    assert len(made["To"].addresses) == 1


def test_a_domain_in_another_script_is_written_as_the_network_has_it() -> None:
    made = read(draft([Recipient("B", "b@bücher.example")], "s", "b"))
    assert made["To"].addresses[0].addr_spec == "b@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address", ["", "nobody", "@x.example", "ü@x.example", "a@", "a b@x.example", "a@x..y"]
)
def test_an_address_that_cannot_be_used_is_left_out_and_named(address: str) -> None:
    to = [Recipient("A", address), Recipient("B", "b@x.example")]
    assert unusable(to) == to[:1]
    assert [one.addr_spec for one in read(draft(to, "s", "b"))["To"].addresses] == ["b@x.example"]


def test_the_same_draft_has_the_same_bytes_and_lines_that_mail_may_have() -> None:
    def made() -> bytes:
        return draft(
            [Recipient("Ü" * 90, "a@x.example")],
            "s" * 300,
            "ü" * 3000,
            attachments=[Attachment("a.pdf", b"x" * 999)],
        )

    assert made() == made()
    assert all(len(line) <= 998 for line in made().split(b"\r\n"))
    assert b"\n" not in made().replace(b"\r\n", b"")


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_is_said_the_draft_can_be_read(
    name: str, address: str, said: str, file: str
) -> None:
    made = read(draft([Recipient(name, address)], said, said, attachments=[Attachment(file, b"1")]))
    assert made["X-Unsent"] == "1"
    (attached,) = made.iter_attachments()
    assert attached.get_payload(decode=True) == b"1"


_WORDS = st.lists(
    st.sampled_from(
        ["البرنامج،\u200f", "بطاقات", "visit", "of", "日程", "water:", "Étienne", "a,b"]
    ),
    min_size=1,
    max_size=16,
)


@given(_WORDS, _WORDS)
def test_a_header_keeps_its_blanks_where_scripts_meet(subject: list[str], name: list[str]) -> None:
    told, called = " ".join(subject), " ".join(name)
    made = draft([Recipient(called, "a@b.example")], told, "")
    back = email.message_from_bytes(made)  # the newer reader adds blanks to names of its own
    assert str(make_header(decode_header(back["Subject"]))) == told
    ((shown, address),) = getaddresses([back["To"].replace("\r\n", "")])
    assert str(make_header(decode_header(shown))) == called
    assert address == "a@b.example"
    head = made.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78 + len(" <a@b.example>")
