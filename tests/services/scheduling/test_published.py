"""Published meeting days are read strictly, and what is wrong with one is told with its line."""

from __future__ import annotations

import pytest

from sciattache.errors import KnownError
from sciattache.services.scheduling import published
from sciattache.services.scheduling.day import Meeting

TEXT = """nBusiness = 3;
nMeetings = 2;   % of which one is fixed
nTables = 1;
nTotalSlots = 4;
nMorningSlots = 2;

requested = [|1, 2,3,
|3, 1,2,
|];

forbidden = [{0},
{0,3},
{}];

fixed = [0,4];

precedences = [{},
{1}];
"""


def test_a_published_day_is_read() -> None:
    day = published.read(TEXT, file="day.dzn")
    assert day.participants == ("P1", "P2", "P3")
    assert day.meetings == (
        Meeting("1", ("P1", "P2")),
        Meeting("2", ("P3", "P1"), session="afternoon", fixed=4),
    )
    assert day.tables == (1, 1, 1, 1)
    assert day.sessions == {"morning": {1, 2}, "afternoon": {3, 4}}
    assert day.unavailable == {"P2": {3}}
    assert day.precedences == (("1", "2"),)
    assert day.fairness == 2


def test_the_older_form_is_read() -> None:
    older = TEXT.replace("fixed =", "fixat =").replace("[0,4]", "[0,4,]").partition("prec")[0]
    day = published.read(older, file="day.dzn")
    assert day.meetings[1].fixed == 4 and day.precedences == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nTables = 1;", "nTables = ?;", "day.dzn, line 3: “?” cannot be read"),
        ("nTables = 1;", "nTables = ;", "line 3: there is “;” where a number was expected"),
        ("nTables = 1;", "nTables 1;", "line 3: there is “1” where “=” was expected"),
        ("nTables = 1;", "", "line 17: nTables is missing"),
        ("nTables = 1;", "nTables = [1];", "line 3: nTables is not a number"),
        ("nTables = 1;", "nTables = -1;", "line 3: nTables is not a number from 0 on"),
        ("nTables = 1;", "nMeetings = 1;", "line 3: nMeetings is given twice"),
        ("nMeetings = 2;", "nMeetings = 3;", "line 7: requested has 2 entries, not 3"),
        ("nMorningSlots = 2;", "nMorningSlots = 5;", "line 5: nMorningSlots has 5"),
        ("|3, 1,2,", "|4, 1,2,", "line 7: requested has 4, which is out of range"),
        ("|3, 1,2,", "|3, 1,0,", "line 7: requested has 0, which is out of range"),
        ("|3, 1,2,", "|3, 1,", "line 7: requested is not a table of 3 columns"),
        ("{0,3}", "{0,5}", "line 11: forbidden has 5, which is out of range"),
        ("[0,4]", "[0,5]", "line 15: fixed has 5, which is out of range"),
        ("[0,4]", "[{0},{4}]", "line 15: fixed is not a list of numbers"),
        ("{1}];", "{3}];", "line 17: precedences has 3, which is out of range"),
        ("{1}];", "{1}", "line 19: there is the end of the file where “,” was expected"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(KnownError) as error:
        published.read(TEXT.replace(old, new), file="day.dzn")
    assert told in str(error.value)
