"""Cards as other programs really write them, and as they break."""

from __future__ import annotations

import base64

import pytest

from sciattache.errors import KnownError
from sciattache.interchange.cards import jcard, lines, values
from sciattache.interchange.cards.card import Card, Handle, Point
from sciattache.interchange.cards.read import read


def only(data: bytes | str) -> Card:
    raw = data.encode() if isinstance(data, str) else data
    ((_, card),) = read(raw).cards
    return card


def v(version: str, *properties: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""])


def test_a_declared_charset_is_obeyed() -> None:
    head = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:"
    assert only(head + "表計算;太郎".encode("cp932") + b"\r\nEND:VCARD").name.family == "表計算"


def test_a_false_charset_is_ignored() -> None:
    assert only(v("2.1", "FN;CHARSET=us-ascii:Łódź", "N;CHARSET=klingon:Łódź")).full_name == "Łódź"


def test_an_undeclared_windows_1252_name_is_read() -> None:
    data = "BEGIN:VCARD\nVERSION:3.0\nFN:Doë\nEND:VCARD".encode("cp1252")
    assert only(data).full_name == "Doë"


def test_undeclared_cyrillic_is_recognised_from_the_whole_file() -> None:
    text = v(
        "3.0",
        "FN:Иван Петрович Кузнецов",
        "NOTE:Заведующий лабораторией физики плазмы, встреча в понедельник утром",
    )
    assert only(text.encode("cp1251")).full_name == "Иван Петрович Кузнецов"


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_or_zero_bytes_tell_the_coding(coding: str) -> None:
    assert only(v("3.0", "FN:王小明 Ñ").encode(coding)).full_name == "王小明 Ñ"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_line_break_will_do(end: str) -> None:
    assert only(end.join(["BEGIN:VCARD", "VERSION:3.0", "FN:A", " da", "END:VCARD"])) == Card(
        full_name="Ada"
    )


def test_quoted_printable_soft_breaks_are_joined() -> None:
    card = only(
        v(
            "2.1",
            "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=A9 =",
            "au lait=0D=0A=",
            "TEL: none",
            "FN:A",
        )
    )
    assert card.note == "café au lait\nTEL: none"
    assert card.full_name == "A"


def test_a_soft_break_before_the_end_does_not_swallow_the_end() -> None:
    reading = read(v("2.1", "FN;QUOTED-PRINTABLE:Ad=61=").encode() + v("2.1", "FN:B").encode())
    assert [card.full_name for _, card in reading.cards] == ["Ada", "B"]


def test_base64_without_indentation_is_one_photo() -> None:
    photo = bytes(range(256))
    packed = base64.encodebytes(b"\xff\xd8\xff" + photo).decode()
    card = only(f"BEGIN:VCARD\nVERSION:2.1\nPHOTO;JPEG;BASE64:\n{packed}\n\nFN:A\nEND:VCARD\n")
    assert card.photo == b"\xff\xd8\xff" + photo
    assert (card.photo_type, card.full_name) == ("image/jpeg", "A")


def test_a_group_ties_a_label_to_its_property() -> None:
    card = only(
        v(
            "3.0",
            "FN:A",
            "item1.TEL;TYPE=cell:1",
            "item1.X-ABLabel:Ligne\\, directe",
            "item2.EMAIL:a@b",
            "item2.X-ABLabel:_$!<School>!$_",
        )
    )
    assert card.phones == (Point("1", "Ligne, directe"),)
    assert card.emails == (Point("a@b", "school"),)


def test_types_become_one_label_and_a_preference() -> None:
    card = only(v("2.1", "FN:A", "TEL;WORK;FAX:1", "TEL;CELL;PREF;VOICE:2", "TEL;X-NEC-HOTEL:3"))
    assert card.phones == (
        Point("1", "work fax"),
        Point("2", "cell", preferred=True),
        Point("3", "nec-hotel"),
    )


def test_the_least_pref_of_version_4_is_preferred() -> None:
    card = only(v("4.0", "FN:A", "EMAIL;PREF=50:b@x", "EMAIL;PREF=7;TYPE=work:a@x"))
    assert card.emails == (Point("b@x"), Point("a@x", "work", preferred=True))


def test_a_comma_needs_no_escape_in_2_1_and_a_backslash_guards_a_semicolon() -> None:
    card = only(v("2.1", r"N:;A\;B\\;C\\\;;D;\:E;\\\\;", "FN:a,b"))
    assert (card.name.given, card.name.additional, card.name.suffix) == ("A;B\\;C\\;", "D", "\\\\;")
    assert card.full_name == "a,b"


def test_a_nested_agent_is_no_card_of_its_own() -> None:
    card = only(
        "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Aide, First\nTEL:5\n"
        "END:VCARD\nTEL:6\nEND:VCARD\n"
    )
    assert card.related == (Point("Aide, First", "agent"),)
    assert card.phones == (Point("6"),)
    assert "TEL:5" in values.plain(dict(card.extra)["AGENT"])


def test_an_escaped_agent_of_3_0_is_read_too() -> None:
    card = only(v("3.0", "FN:Boss", r"AGENT:BEGIN:VCARD\nFN:Susan\nEND:VCARD\n"))
    assert card.related == (Point("Susan", "agent"),)


def test_a_missing_end_costs_nothing_but_a_word() -> None:
    reading = read(b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nTEL:1\n")
    assert [(at, card.full_name) for at, card in reading.cards] == [(1, "A"), (3, "B")]
    assert [at for at, _ in reading.problems] == [1, 3]


def test_debris_is_named_with_its_line() -> None:
    reading = read(b"hello\nBEGIN:VCARD\nFN:A\nthis is no property\nEND:VCARD\n")
    assert [at for at, _ in reading.problems] == [1, 4]
    assert "this is no property" in reading.problems[1][1]


def test_a_note_broken_without_folding_is_put_together() -> None:
    card = only("BEGIN:VCARD\nVERSION:3.0\nNOTE:one\ntwo: 2\nthree\nFN:A\nEND:VCARD\n")
    assert (card.note, card.full_name) == ("one\ntwo: 2\nthree", "A")


def test_a_card_without_any_name_is_called_by_what_it_has() -> None:
    assert only(v("3.0", "N:Doe;Jo;;Dr;", "EMAIL:x@y")).full_name == "Dr Jo Doe"
    assert only(v("3.0", "N:;;;;", "FN:", "ORG:Die Firma;")).full_name == "Die Firma"


def test_native_script_and_sound_are_kept_apart() -> None:
    card = only(
        v(
            "4.0",
            "N;ALTID=1;LANGUAGE=ja:山田;太郎;;;",
            'N;ALTID=1;SORT-AS="Yamada,Taro":Yamada;Taro;;;',
            "FN;ALTID=1;LANGUAGE=ja:山田太郎",
            "FN;ALTID=1:Taro Yamada",
            "X-PHONETIC-LAST-NAME:やまだ",
        )
    )
    assert (card.full_name, card.name.family, card.sort_string) == (
        "Taro Yamada",
        "Yamada",
        "Yamada,Taro",
    )
    assert (card.native.full_name, card.native.parts.given, card.native.language) == (
        "山田太郎",
        "太郎",
        "ja",
    )
    assert card.phonetic.family == "やまだ"


def test_caret_escapes_in_parameters_are_undone() -> None:
    card = only(v("4.0", "FN:A", "ADR;LABEL=\"A ^'B^'^nC\":;;S;L;;;"))
    assert card.addresses[0].formatted == 'A "B"\nC'


def test_dates_are_whole_partial_or_text() -> None:
    assert only(v("3.0", "BDAY:19800322", "FN:A")).birthday == "1980-03-22"
    assert only(v("4.0", "BDAY:--04-12", "FN:A")).birthday == "--0412"
    assert only(v("3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "FN:A")).birthday == "--0412"
    assert only(v("4.0", "BDAY;VALUE=text:circa 1800", "FN:A")).birthday == "circa 1800"


def test_messaging_names_its_service_once() -> None:
    card = only(
        v(
            "3.0",
            "FN:A",
            "X-SKYPE:a",
            "IMPP;X-SERVICE-TYPE=skype:skype:a",
            "IMPP:xmpp:b@c",
            "X-messaging/gadu-All:7",
        )
    )
    assert card.messaging == (
        Handle("Skype", "a"),
        Handle("Jabber", "b@c"),
        Handle("GaduGadu", "7"),
    )


def test_positions_are_paired_in_order() -> None:
    card = only(v("2.1", "FN:A", "ORG:X;Lab", "TITLE:Head", "ORG:Y", "TITLE:Poet"))
    assert (card.organisation, card.title) == (("X", "Lab"), "Head")
    assert [(p.organisation, p.title) for p in card.other_positions] == [(("Y",), "Poet")]


def test_what_has_no_field_stays_in_extra() -> None:
    card = only(
        v(
            "3.0",
            "FN:A",
            "CLASS:PUBLIC",
            "item1.X-FOO;TYPE=a:x\\,y",
            "item1.X-ABLabel:L",
            "LOGO;ENCODING=b;TYPE=PNG:" + base64.b64encode(b"logo").decode(),
        )
    )
    assert card.extra == (
        ("CLASS", "PUBLIC"),
        ("item1.X-FOO;TYPE=a", "x\\,y"),
        ("item1.X-ABLABEL", "L"),
        ("LOGO", "data:image/png;base64,bG9nbw=="),
    )


def test_an_orcid_is_found_in_a_link() -> None:
    assert (
        only(v("4.0", "FN:A", "URL:https://orcid.org/0000-0002-1825-0097")).orcid
        == "0000-0002-1825-0097"
    )


def test_a_file_without_cards_is_refused() -> None:
    for data in (b"", b"a,b\n1,2\n", b"\x00\xff" * 50, b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"):
        with pytest.raises(KnownError, match="no vCard"):
            read(data)


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnownError, match="nested"):
        read(b"BEGIN:VCARD\n" + b"AGENT:BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\n" * 30)
    with pytest.raises(KnownError, match="10,000"):
        read(b"BEGIN:VCARD\n" + b"X-A:1\n" * 10_001)
    monkeypatch.setattr(lines, "LONGEST_TEXT", 1000)
    with pytest.raises(KnownError, match="absurdly long"):
        read(b"BEGIN:VCARD\nNOTE:" + b"x" * 2000)
    with pytest.raises(KnownError, match="absurdly long"):
        read(b"BEGIN:VCARD\nNOTE;X=" + b"\n x" * 40_000)


def test_jcard_is_read_as_version_4() -> None:
    data = b"""["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Ada, Countess"],
        ["n", {}, "text", ["Lovelace", "Ada", "", "", ["ing. jr", "M.Sc."]]],
        ["tel", {"type": ["work", "cell"], "pref": "1"}, "uri", "tel:+1-555"],
        ["email", {"group": "item1"}, "text", "a@b"],
        ["x-ablabel", {"group": "item1"}, "text", "X"]]]"""
    ((_, card),) = jcard.read(data).cards
    assert (card.full_name, card.name.suffix) == ("Ada, Countess", "ing. jr,M.Sc.")
    assert card.phones == (Point("+1-555", "work cell", preferred=True),)
    assert card.emails == (Point("a@b", "X"),)
    with pytest.raises(KnownError):
        jcard.read(b"[1, 2]")
