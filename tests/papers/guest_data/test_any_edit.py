"""Whatever a guest types into whichever cells comes back as those changes, or is refused there."""

from datetime import date, datetime
from typing import Any

import openpyxl
import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciattache.domain.kinds.cleaning import clean
from sciattache.papers.guest_data import answers, taking
from sciattache.papers.guest_data.identity import Sent, UnknownIdentityError, opened, sealed
from sciattache.papers.guest_data.questions import QUESTIONS, Question
from tests.papers.guest_data.conftest import column_of, guest_row

_WORDS = st.text(
    st.characters(exclude_categories=("C",), exclude_characters="_"), min_size=1, max_size=40
)
_DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))
_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def _typed(question: Question) -> st.SearchStrategy[Any]:
    """What a guest may type as an answer."""
    if question.field.vocabulary is not None:
        return st.sampled_from([w for _, w in answers.choices(question.field.words.name, "fr")])
    if question.name == "birthday":
        return st.dates(date(1900, 3, 1), date(2020, 12, 31))
    if question.name == "emails":
        return st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.example", fullmatch=True)
    if question.name == "phones":
        return st.sampled_from(["+41446681801", "+351 21 000 00 00", "+86 10 6552 9988"])
    return {"date": _DAYS, "instant": _MOMENTS}.get(question.kind, _WORDS)


_EDITS = st.fixed_dictionaries({}, optional={question: _typed(question) for question in QUESTIONS})


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=_EDITS)
def test_each_edited_cell_comes_back_as_that_change_alone(visit, edits) -> None:
    file = visit.make("guest-data", language="fr")
    book = openpyxl.load_workbook(file)
    sheet: Any = book.worksheets[0]
    row = guest_row(sheet, 1)
    for question, value in edits.items():
        cell = sheet.cell(row, column_of(sheet, question.name))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(file)
    rows = visit.look(file)
    _assert_alone(rows, edits)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=_EDITS)
def test_each_field_that_was_filled_in_comes_back_as_that_change_alone(visit, edits) -> None:
    file = visit.make("guest-form", language="fr", guest="zhang")
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        fields = {str(f.T).partition(":")[2]: f for f in document.Root.AcroForm.Fields}
        for question, value in edits.items():
            if question.kind == "choices":
                code = answers.understood(question, value, None, "fr")
                fields[f"{question.name}:{code}"].V = pikepdf.Name.on
            else:
                text = value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value
                fields[question.name].V = pikepdf.String(str(text))
        document.save(file)
    _assert_alone(visit.look(file), edits)


def _assert_alone(rows, edits) -> None:
    """Every answer that says something else than what went out is a change, and no other is."""
    (row,) = [row for row in rows if row.name == "Zhang Yutong"]
    assert row.refusal is None
    found = {one.question: one for one in row.differences}
    for question, value in edits.items():
        said = found.pop(question, None)
        if said is None:
            now = answers.said(row.guest, question)
            assert _means(question, value, row) == now
        else:
            assert (said.verdict, said.after) == ("change", _means(question, value, row))
    assert found == {}
    assert not any(other.differences for other in rows if other is not row)


def _means(question: Question, value: Any, row: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime(answers.MOMENT)
    if isinstance(value, date):
        return value.isoformat()
    if question.name == "organisation":
        return " ".join(clean(value, lines=False).split())
    return answers.understood(question, value, row.guest, "fr")


@given(
    st.text(max_size=40),
    st.dictionaries(st.sampled_from([q.name for q in QUESTIONS]), st.text(max_size=900)),
    st.binary(min_size=16, max_size=40),
)
def test_an_identity_says_what_was_sealed_in_it(name, said, secret) -> None:
    sent = Sent("id", name, "en", said)
    back = opened(secret, sealed(secret, sent))
    assert (back.participation, back.name, back.language) == ("id", name, "en")
    assert all(back.holds(question, answer) for question, answer in said.items())


@given(st.data())
def test_an_identity_with_any_sign_changed_is_unknown(data) -> None:
    identity = sealed(b"secret" * 6, Sent("id", "Name", "en", {"title": "Dr"}))
    place = data.draw(st.integers(0, len(identity) - 1))
    sign = data.draw(st.characters(exclude_categories=("Z", "C")))
    if sign == identity[place]:
        return
    forged = identity[:place] + sign + identity[place + 1 :]
    try:
        opened(b"secret" * 6, forged)
    except UnknownIdentityError:
        return
    raise AssertionError(f"a changed identity was taken for ours: {forged}")


def test_another_secret_does_not_open_it() -> None:
    identity = sealed(b"a" * 32, Sent("id", "Name", "en"))
    try:
        opened(b"b" * 32, identity)
    except UnknownIdentityError:
        return
    raise AssertionError("another office's secret opened it")


def test_all_that_may_be_taken_is_proposed(visit) -> None:
    assert taking.proposed(visit.look(visit.make("guest-data"))) == set()
