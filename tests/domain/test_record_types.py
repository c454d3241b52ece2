"""Every type is described well, and what it holds survives JSON, sheets, the log and undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sciattache import assets
from sciattache.domain import vocabularies
from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.kinds import KINDS, MONEY
from sciattache.domain.points import Address, Point
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, references_to, type_called
from sciattache.interchange import exporting, importing
from sciattache.interchange.tables.write_csv import write_csv
from sciattache.interchange.tables.write_workbook import write_workbook
from sciattache.store import history, query, undo
from sciattache.store.office import Office, create, problems

by_type = pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.type_name())
PAIRS = [(cls, field) for cls in TYPES for field in cls.fields()]
_TYPE_NAMES = {cls.type_name() for cls in TYPES}


# What a description says


def test_tags_and_names_of_types_are_unique() -> None:
    for what in (
        [cls.about.tag for cls in TYPES],
        [cls.type_name() for cls in TYPES],
        [cls.about.label for cls in TYPES],
        [cls.about.plural for cls in TYPES],
    ):
        assert len(set(what)) == len(what)
    for cls in TYPES:
        assert type_called(cls.about.label) is type_called(cls.about.plural) is cls


@by_type
def test_fields_are_numbered_and_called_apart(cls: type[Record]) -> None:
    fields = cls.fields()
    for what in ([f.tag for f in fields], [f.name for f in fields], [f.label for f in fields]):
        assert len(set(what)) == len(what)
    assert all(1 <= f.tag <= 62 for f in fields)
    assert all(f.label.strip() == f.label != "" for f in fields)


@by_type
def test_a_name_is_free_in_sql_and_in_python(cls: type[Record]) -> None:
    database = sqlite3.connect(":memory:")
    for name in (field.name for field in cls.fields()):
        database.execute(f"CREATE TABLE of_{name} ({name}, x AS ({name}))")
        assert name.isidentifier()
        assert name not in {"id", "rid", *dir(Record)}
        assert not name.endswith("_id")  # the column of ids in a sheet
    database.close()


@by_type
def test_what_a_field_leans_on_is_there(cls: type[Record]) -> None:
    for field in cls.fields():
        _leans_well(cls, field)


def _leans_well(cls: type[Record], field: Field) -> None:
    names = {f.name for f in cls.fields()}
    assert field.kind in KINDS
    if field.kind.name in ("choice", "choices"):
        assert field.vocabulary is not None
        assert vocabularies.called(field.vocabulary.name) is field.vocabulary
        assert field.words.choices()
    if field.kind.name == "reference":
        assert field.target in {*_TYPE_NAMES, "*"}
    if field.owner:
        assert field.kind.name == "reference"
    if field.kind.name == "money":
        assert field.currency in names
        assert cls.field(field.currency or "").vocabulary is vocabularies.CURRENCIES
    if field.kind.name == "instant" and field.zone:
        assert cls.field(field.zone).vocabulary is vocabularies.ZONES
    if field.kind.name in ("points", "identifier"):
        assert field.scheme
    assert field.audience in ("press", "guest", "full")
    assert field.width > 0
    if field.default is not None:
        assert field.parse(field.default) == field.default


@by_type
def test_titles_and_keys_name_fields(cls: type[Record]) -> None:
    names = {f.name for f in cls.fields()}
    assert set(cls.about.title_from) <= names
    assert cls.about.same_if
    for key in cls.about.same_if:
        assert {name.lstrip("-~") for name in key} <= {*names, "=title"}
        assert any(not name.startswith(("-", "~")) for name in key)
    owners = [f.name for f in cls.fields() if f.owner]
    assert len(owners) <= 1


@by_type
def test_a_form_has_one_widget_for_each_field(cls: type[Record]) -> None:
    form = assets.forms() / f"{cls.type_name()}.ui"
    widgets = [widget.get("name") for widget in ElementTree.parse(form).iter("widget")]
    assert [widgets.count(field.name) for field in cls.fields()] == [1] * len(cls.fields())


@pytest.mark.parametrize("name", [v.name for v in vars(vocabularies).values()
                                  if isinstance(v, vocabularies.Vocabulary)])  # fmt: skip
def test_every_word_of_a_vocabulary_leads_back_to_its_code(name: str) -> None:
    words = vocabularies.called(name)
    for code in words.choices():
        assert words.code(code) == code
        assert words.label(code).strip()
    for synonym, code in words.synonyms.items():
        assert code in words.terms
        assert words.code(synonym) == code
    labels = list(words.terms.values())
    assert len(set(labels)) == len(labels)


# What a field holds

_REFERRED = "00000000-0000-4000-8000-0000000000"
_SAMPLES = {
    "orcid": ["0000-0002-1825-0097", "0000-0001-5109-3700"],
    "ror": ["https://ror.org/02mhbdp94", "https://ror.org/01ggx4157"],
    "doi": ["10.1000/182"],
    "iata": ["GVA", "CDG", "HNL"],
    "opening_hours": ["Mo-Fr 09:00-17:00; PH off", "24/7", "Su-Th 08:00-12:00,13:00-16:00"],
    "photo_box": ["0 0 1000 1000", "120, 40; 760 760"],
    "partial-day": ["1985", "1985-04", "--04-12", "1985-04-12"],
    "email": ["a@x.example", "Ö@x.example", "not an address"],
    "phone": ["+41 22 767 61 11", "022 767 61 11", "+1 202 555 0123 ext 7", "ask"],
    "link": ["https://x.example/é?q=1", "x.example", "skype:a"],
}
_texts = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "-5",
            "'quoted",
            "007",
            "1e5",
            "NA",
            "2026-03-01",
            "a;b",
            'say "so"',
            '[{"',
            "王小明",
            "أحمد",
            "_x000D_",
            "true",
            "ﬁ",
            "\u200bx",
            "+41",
            "@x",
            "3/4",
        ]
    ),
    st.text(max_size=40),
)


def _id(cls: type[Record]) -> str:
    return f"{_REFERRED}{cls.about.tag:02d}"


def _point(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    label = st.sampled_from(["", "work", "home", "fax"])
    if field.scheme == "address":
        part = st.one_of(st.just(""), _texts)
        return st.fixed_dictionaries(
            {
                "lines": part,
                "locality": part,
                "region": part,
                "postal_code": part,
                "country": st.sampled_from(["", "CH", "FR"]),
                "label": label,
                "preferred": st.booleans(),
            }
        )
    value = st.one_of(st.sampled_from(_SAMPLES[field.scheme or ""]), _texts)
    return st.fixed_dictionaries({"value": value, "label": label, "preferred": st.booleans()})


def _raw(field: Field) -> st.SearchStrategy[Any]:
    """What a person may give for ``field``."""
    kind = field.kind.name
    if kind in ("choice", "choices"):
        code = st.sampled_from(sorted(field.words.choices()))
        return code if kind == "choice" else st.lists(code, max_size=4)
    if kind == "reference":
        targets = TYPES if field.target == "*" else (type_called(field.target or ""),)
        return st.sampled_from([_id(cls) for cls in targets])
    if kind == "points":
        return st.lists(_point(field), max_size=3)
    simple = {
        "text": _texts,
        "note": st.one_of(_texts, st.lists(_texts, max_size=3).map("\n".join)),
        "flag": st.booleans(),
        "number": st.integers(*(field.span or (-(2**63) + 1, 2**63 - 1))),
        "real": st.floats(allow_nan=False, allow_infinity=False),
        "money": st.integers(-(10**14), 10**14).map(str),
        "date": st.dates(),
        "instant": st.datetimes(timezones=st.just(UTC)),
        "identifier": st.sampled_from(_SAMPLES.get(field.scheme or "", ["x"])),
        "blob": st.binary(min_size=32, max_size=32).map(bytes.hex),
    }
    return simple[kind]


def _values(cls: type[Record], draw: Any, *, full: bool = False) -> dict[str, Any]:
    """Values for every field of a record, those first that others are read by."""
    values: dict[str, Any] = {}
    order = ("country", "zone", "currency")
    for field in sorted(cls.fields(), key=lambda f: not f.name.endswith(order)):
        if full or field.required or draw(st.booleans()):
            value = field.parse(draw(_raw(field)), values)
            if value is None and (field.required or full):
                value = field.parse(_PLAIN[field.kind.name])
            if value is not None:
                values[field.name] = value
    return values | (_named(cls) if cls(**values).is_untitled() else {})


def _named(cls: type[Record]) -> dict[str, Any]:
    """A value that gives a record of ``cls`` a title."""
    fields = (cls.field(name) for name in cls.about.title_from)
    field = next(f for f in fields if f.kind.name in ("text", "note", "reference"))
    return {field.name: _sample(field)}


_PLAIN: dict[str, Any] = {
    "text": "A",
    "note": "B",
    "choices": None,
    "points": None,
    "flag": True,
    "number": 1,
    "real": 1.5,
    "date": date(2026, 3, 20),
}


NATURES = {(f.kind.name, f.scheme, f.vocabulary.name if f.vocabulary else ""): f for _, f in PAIRS}
"""One field of each kind, scheme and vocabulary."""


@pytest.mark.parametrize("nature", NATURES, ids=lambda nature: "-".join(filter(None, nature)))
@settings(max_examples=12)
@given(data=st.data())
def test_a_value_survives_json_text_and_store(nature: tuple[str, str, str], data: Any) -> None:
    field = NATURES[nature]
    value = field.parse(data.draw(_raw(field)))
    if value is None:
        return
    kind = field.kind
    assert kind.load(kind.store(value)) == value
    assert field.parse(value if kind is not MONEY else kind.plain(value)) is not None
    assert isinstance(kind.show(value, field), str)
    assert isinstance(kind.words(value), str)
    if kind is not MONEY:  # an amount is read in major units, by its currency
        assert field.parse(json.loads(json.dumps(kind.plain(value)))) == value
        assert field.parse(kind.written(value, field)) == value


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "\x00",
        "nonsense",
        "1e999",
        "nan",
        "-inf",
        "9" * 400,
        "0001-01-01T00:00+14:00",
        "99999-99-99",
        "{",
        "[{]",
        '[{"a":1}]',
        "[1]",
        "\ud800",
        "12.345.678,9",
        "1,2,3",
        "٣",
        "½",
        "²",
        "--",
        "+",
    ],
)
def test_nonsense_is_refused_with_a_sentence_or_taken(kind: str, raw: str) -> None:
    for field in {f.scheme: f for _, f in PAIRS if f.kind.name == kind}.values():
        try:
            value = field.parse(raw)
        except ValueError as error:
            assert str(error).endswith((".", "”")), error
        else:
            assert value is None or field.kind.load(field.kind.store(value)) == value


# What a record keeps


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = create(tmp_path_factory.mktemp("types") / "office.sciattache")
    with made.step("Targets") as session:
        for cls in TYPES:
            record = cls(id=_id(cls))
            for field in cls.fields():
                if field.required or (field.name == cls.about.title_from[0]):
                    setattr(record, field.name, _sample(field))
            if cls.type_name() == "person":
                record.family_name = "Target"  # type: ignore[attr-defined]
            session.add(record)
    yield made
    assert problems(made) == []
    made.close()


def _sample(field: Field) -> Any:
    kind = field.kind.name
    if kind == "reference":
        target = field.target or ""
        return _id(TYPES[0] if target == "*" else type_called(target))
    if kind == "choice":
        return next(iter(field.words.choices()))
    return {"number": 1, "blob": "0" * 64}.get(kind, "Target" if kind in ("text", "note") else None)


def _row(office: Office, cls: type[Record], id: str) -> dict[str, Any] | None:
    with office.session() as session:
        where = history.locate(session, id)
        return history.stored(session, where) if where else None


@by_type
@settings(max_examples=3)
@given(data=st.data())
def test_undo_restores_the_row_exactly(cls: type[Record], data: Any, office: Office) -> None:
    record = cls(**_values(cls, data.draw))
    with office.step("Insert") as session:
        session.add(record)
    first = _row(office, cls, record.id)
    with office.session() as session:
        again = session.query(cls).filter_by(id=record.id).one()
        assert {f.name: getattr(again, f.name) for f in cls.fields()} == {
            f.name: getattr(record, f.name) for f in cls.fields()
        }
    with office.step("Update") as session:
        changed = session.query(cls).filter_by(id=record.id).one()
        for name, value in _values(cls, data.draw).items():
            setattr(changed, name, value)
        for field in cls.fields():
            if not field.required and data.draw(st.integers(0, 3)) == 0:
                setattr(changed, field.name, None)
        for name, value in _named(cls).items() if changed.is_untitled() else ():
            setattr(changed, name, value)
    second = _row(office, cls, record.id)
    with office.step("Delete") as session:
        session.delete(session.query(cls).filter_by(id=record.id).one())
    assert _row(office, cls, record.id) is None
    with office.session() as session:
        undo.undo(session)
        assert _row(office, cls, record.id) == second
        if second != first:
            undo.undo(session)
        assert _row(office, cls, record.id) == first
        undo.undo(session)
        assert _row(office, cls, record.id) is None
        assert history.of_record(session, record.id)[-1].op == "I"


@by_type
@settings(max_examples=1)
@given(data=st.data())
def test_a_filled_record_has_a_title(cls: type[Record], data: Any, office: Office) -> None:
    record = cls(**_values(cls, data.draw, full=True))
    with office.step("Insert") as session:
        session.add(record)
    with office.session() as session:
        assert query.titles(session, [record.id])[record.id].strip()
        undo.undo(session)


@by_type
@pytest.mark.parametrize("typed", [False, True], ids=["csv", "workbook"])
@settings(max_examples=2, phases=[Phase.generate])
@given(data=st.data())
def test_a_sheet_of_ours_is_the_same_when_it_comes_back(
    cls: type[Record],
    typed: bool,
    data: Any,
    office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = [cls(**_values(cls, data.draw)) for _ in range(3)]
    count, told = _told_again(office, records, tmp_path_factory.mktemp("sheet"), typed=typed)
    assert told == [("same", "")] * count


@pytest.mark.parametrize("typed", [False, True], ids=["csv", "workbook"])
@pytest.mark.parametrize(
    "values",
    [
        {"addresses": (Address("Rue de Lausanne 1", postal_code="1202"),), "city": "Geneva"},
        {"emails": (Point('anna "a" @x.example'),)},
        {"nickname": '"Ann'},
        {"phones": "022 767 61 11", "country": "IM"},
    ],
    ids=["an address without a town", "quotes in a point", "an open quote", "a trunk prefix"],
)
def test_what_a_table_from_outside_would_mean_otherwise_comes_back_as_it_is(
    values: dict[str, Any], typed: bool, office: Office, tmp_path: Path
) -> None:
    read = {name: Person.field(name).parse(value, values) for name, value in values.items()}
    person = Person(family_name="Berg", **read)
    count, told = _told_again(office, [person], tmp_path, typed=typed)
    assert told == [("same", "")] * count


def _told_again(
    office: Office, records: list[Record], folder: Path, *, typed: bool
) -> tuple[int, list[tuple[str, str]]]:
    """How many records of a type a sheet of ours holds, and what is said of them on reading it."""
    cls, file = type(records[0]), folder / ("sheet.xlsx" if typed else "sheet.csv")
    with office.step("Insert") as session:
        session.add_all(records)
    with office.session() as session:
        stored = session.query(cls).order_by(cls.rid).all()
        sheet = exporting.sheet(session, cls, stored, typed=typed)
        if typed:
            write_workbook(file, [sheet])
        else:
            write_csv(file, sheet)
        reading = importing.read(session, file, importing.Wish(of=cls, remembered=False))
        plan = importing.plan(session, reading)
        undo.undo(session)
    return len(stored), [(row.verdict, row.reason) for row in plan.rows]


def test_every_reference_is_known_from_its_target() -> None:
    for cls, field in PAIRS:
        if field.kind.name == "reference" and field.target != "*":
            assert (cls, field.name) in references_to(field.target or "")


def test_the_description_of_the_house_is_complete(tmp_path: Path) -> None:
    assert len(TYPES) == len(_TYPE_NAMES) == 43
