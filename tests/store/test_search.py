"""Whatever was written is found as it is typed, and the index is what a new one would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.store import dialect, query, removal, search, undo
from sciattache.store.office import Office, problems

NAMES = [
    ("José", "jose"), ("Łódź", "lodz"), ("Ørsted", "orsted"), ("Đặng", "dang"),
    ("Straße", "strasse"), ("Æsir", "aesir"), ("İstanbul", "istanbul"), ("Nguyễn", "nguyen"),
    ("Όμηρος", "ομηρος"), ("Семёнов", "семенов"), ("أحمد", "احمد"), ("مُحَمَّد", "محمد"),
    ("מֹשֶׁה", "משה"), ("王小明", "王"), ("王小明", "小明"), ("สมชาย นภา", "นภา"),
    ("홍길동", "길동"), ("O’Brien", "obrien"),
]  # fmt: skip


@pytest.fixture(scope="module")
def named(make: Callable[[], Office]) -> Office:
    office = make()
    with office.step("Add") as session:
        for name in dict.fromkeys(name for name, _ in NAMES):
            session.add(Person(id=name, family_name=name, given_name="Zed"))
        session.add(Organisation(id="CERN", name="European Laboratory", acronym="CERN"))
    return office


@pytest.mark.parametrize(("name", "typed"), NAMES)
def test_a_name_is_found_as_people_type_it(named: Office, name: str, typed: str) -> None:
    with named.session() as session:
        assert name in [hit.id for hit in search.find(session, typed)]
        assert name in [hit.id for hit in search.find(session, typed.upper(), of=(Person,))]
        assert search.find(session, typed, of=(Organisation,)) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("guye", "Nguyễn"),
        ("TANBU", "İstanbul"),
        ("brien", "O’Brien"),
        ("rsted", "Ørsted"),
        ("labora", "CERN"),
        ("borator", "CERN"),
        ("européan lab", "CERN"),
        ("zed strasse", "Straße"),
    ],
)
def test_part_of_a_word_is_found(named: Office, typed: str, name: str) -> None:
    with named.session() as session:
        assert name in [hit.id for hit in search.find(session, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        "'",
        "*",
        "AND",
        "a OR",
        "NEAR(",
        "(",
        "col:x",
        "-x",
        "^",
        "%",
        "_",
        "\x00",
        "\ue001",
        "x" * 5000,
        "🙂",
        '"""',
        'a"b*',
        "{a b}:c",
    ],
)
def test_nothing_that_is_typed_breaks_the_search(named: Office, typed: str) -> None:
    with named.session() as session:
        search.find(session, typed)
        search.find(session, typed, of=(Person, Organisation), most=3)
        list(query.ids(session, Person, words=typed))


@settings(max_examples=80)
@given(typed=st.text(max_size=12))
def test_no_text_breaks_the_search(named: Office, typed: str) -> None:
    with named.session() as session:
        search.find(session, typed)


def test_a_rename_is_found_and_the_old_name_is_not(office: Office) -> None:
    with office.step("Add") as session:
        session.add(Person(id="p", family_name="Bonnevie", emails=(Point("kb@x.example"),)))
    with office.step("Rename") as session:
        session.query(Person).one().family_name = "Noether"
    with office.session() as session:
        assert search.find(session, "bonnevie") == []
        assert search.find(session, "onnev") == []
        assert [hit.title for hit in search.find(session, "noe")] == ["Noether"]
        assert [hit.title for hit in search.find(session, "ethe")] == ["Noether"]
        assert [hit.id for hit in search.find(session, "kb@x.example")] == ["p"]
        undo.undo(session)
        assert [hit.title for hit in search.find(session, "bonnevie")] == ["Bonnevie"]


def test_what_is_titled_by_others_follows_their_rename(office: Office) -> None:
    with office.step("Add") as session:
        session.add_all(
            [
                Person(id="p", family_name="Bonnevie"),
                Engagement(id="e", title="Visit"),
                AgendaItem(id="i", engagement="e", title="Dinner"),
                Participation(id="pe", person="p", engagement="e"),
                Attendance(id="pi", person="p", item="i"),
            ]
        )
    with office.step("Rename") as session:
        session.query(Person).one().family_name = "Noether"
        session.query(AgendaItem).one().title = "Supper"
    with office.session() as session:
        assert query.titles(session, ["pe", "pi"]) == {
            "pe": "Noether · Visit", "pi": "Noether · Supper",
        }  # fmt: skip
        assert [hit.id for hit in search.find(session, "noether supper")] == ["pi"]
        assert [hit.id for hit in search.find(session, "noether visit")] == ["pe"]
        assert search.find(session, "bonnevie") == []
        changed = session.execute(text("SELECT count(*) FROM change WHERE step = 2")).scalar()
    assert changed == 2


def test_a_note_that_looks_like_points_is_only_a_text(office: Office) -> None:
    with office.step("Add") as session:
        for note in ('[{"hello', '[{"a": 1}, 2]', '[{"a": [1]}]'):
            session.add(Place(name="Here", notes=note))
    with office.session() as session:
        assert len(search.find(session, "here")) == 3
        assert len(search.find(session, "hello")) == 1


_word = st.sampled_from(["Noether", "Đặng", "王小明", "O'Brien", "", None, "Σ", "x y", '[{"'])
_key = st.integers(0, 3)
_act = st.one_of(
    st.tuples(st.just("person"), _key, _word),
    st.tuples(st.just("organisation"), _key, _word),
    st.tuples(st.just("affiliation"), _key, _key),
    st.tuples(st.just("participation"), _key, _key),
    st.tuples(st.just("engagement"), _key, _word),
    st.tuples(st.just("remove"), st.sampled_from([Person, Organisation, Engagement]), _key),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def _act_out(office: Office, act: Any) -> None:
    word, *rest = act
    if word in ("undo", "redo"):
        with office.session() as session:
            getattr(undo, word)(session)
        return
    with office.step(word) as session:
        if word == "remove":
            cls, key = rest
            for record in session.query(cls).filter(cls.id == f"{cls.type_name()}{key}"):
                removal.remove(session, record)
        elif word == "affiliation":
            session.add(
                Affiliation(person=f"person{rest[0]}", organisation=f"organisation{rest[1]}")
            )
            _put(session, Person, rest[0], "New")
            _put(session, Organisation, rest[1], "New")
        elif word == "participation":
            session.add(Participation(person=f"person{rest[0]}", engagement=f"engagement{rest[1]}"))
            _put(session, Engagement, rest[1], "New")
            _put(session, Person, rest[0], "New")
        else:
            cls = {"person": Person, "organisation": Organisation, "engagement": Engagement}[word]
            _put(session, cls, rest[0], rest[1] or "Named")


def _put(session: Session, cls: Any, key: int, word: str) -> None:
    name = {Person: "family_name", Organisation: "name", Engagement: "title"}[cls]
    identity = f"{cls.type_name()}{key}"
    record = session.query(cls).filter(cls.id == identity).one_or_none()
    if record is None:
        session.add(cls(id=identity, **{name: word}))
    else:
        setattr(record, name, word)


def _index(session: Session) -> list[Any]:
    run = session.connection().exec_driver_sql
    entries = [tuple(row) for row in run("SELECT t, rid, id, title, sort, words FROM entry")]
    return sorted(entries)


@pytest.fixture(scope="module")
def shared(make: Callable[[], Office]) -> Office:
    return make()


@settings(max_examples=25)
@given(acts=st.lists(_act, min_size=8, max_size=20))
def test_the_index_is_what_a_new_one_would_be(shared: Office, acts: list[Any]) -> None:
    for act in acts:
        try:
            _act_out(shared, act)
        except KnownError:
            continue
    with shared.session() as session:
        cursor = session.connection(execution_options={"writes": True}).connection.cursor()
        kept = _index(session)
        if shared.engine.dialect.name == "sqlite":
            for table in ("search", "parts"):
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        dialect.of(session).reindex(cursor)
        assert kept == _index(session)
        session.rollback()


def test_reindexing_leaves_nothing_amiss(named: Office) -> None:
    with named.remember() as session:
        before = _index(session)
        dialect.of(session).reindex(session.connection().connection.cursor())
        assert _index(session) == before
    assert problems(named) == []


def test_titles_are_made_of_types_that_are_written_first() -> None:
    tags = {cls.type_name(): cls.about.tag for cls in TYPES}
    for cls in TYPES:
        for name in cls.about.title_from:
            target = cls.field(name).target
            assert target is None or tags[target] < cls.about.tag, (cls, name)


@pytest.fixture(scope="module")
def people(make: Callable[[], Office]) -> Office:
    office = make()
    with office.step("Add") as session:
        session.add_all(
            [
                Person(
                    id="a",
                    family_name="Émile",
                    country="FR",
                    languages=("fr", "de"),
                    emails=(Point("a@x.example"), Point("b@x.example")),
                    city="Paris",
                ),
                Person(
                    id="b",
                    family_name="Abel",
                    country="NO",
                    addresses=(Address(lines="Rue 1, Oslo"),),
                ),
                Person(id="c", family_name="Zorn", country="FR", languages=("en",)),
            ]
        )
    return office


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("country", "France", "ac"),
        ("languages", "German", "a"),
        ("languages", "German; English", "ac"),
        ("emails", "B@X.example", "a"),
        ("addresses", "Oslo", "b"),
        ("city", "Paris", "a"),
        ("city", "", "bc"),
    ],
)
def test_a_list_is_filtered_by_any_kind(people: Office, name: str, value: str, found: str) -> None:
    with people.session() as session:
        field, stored = query.condition(Person, name, value)
        rids = [
            rid for part in query.ids(session, Person, where={field.name: stored}) for rid in part
        ]
        rows = query.rows(session, Person, rids)
        assert {rows[rid]["id"] for rid in rids} == set(found)


def test_a_list_is_in_the_order_of_names_or_of_a_field(people: Office) -> None:
    def order(**how: Any) -> str:
        with people.session() as session:
            rids = [rid for part in query.ids(session, Person, **how) for rid in part]
            rows = query.rows(session, Person, rids)
            return "".join(rows[rid]["id"] for rid in rids)

    assert order() == "bac"
    assert order(descending=True) == "cab"
    assert order(order_by="city") == "abc"
    assert order(most=1) == "b"
    assert order(where={"country": ["FR", "NO"]}, words="zor") == "c"
    with people.session() as session:
        assert query.count(session, Person) == 3
    with pytest.raises(KnownError, match="People have no field “colour”"):
        query.condition(Person, "colour", "red")
    with pytest.raises(KnownError, match="Country: “Atlantis” is not a known"):
        query.condition(Person, "country", "Atlantis")
