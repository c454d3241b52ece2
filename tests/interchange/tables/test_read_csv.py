"""Text tables, as odd as people send them, become the rows that a person would see."""

import csv
import io
from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.interchange import tables
from sciattache.interchange.tables import Layout

PLAIN = [
    ["Name", "City", "Born", "Phone", "Notes"],
    ["Müller, Jörg", "Köln", "1961-02-03", "+49 221 1", 'called "Jo"'],
    ["Lefèvre Zoé", "Orléans", "1972-12-31", "+33 2 38", ""],
    ["O'Neil Sean", "Cork 'city'", "1980-06-15", "+353 21", "two lines"],
    ["Kowalska Anna", "Gdynia", "1990-01-01", "+48 58", "a; b, c"],
]


def written(
    folder: Path, rows: list[list[str]], *, encoding: str = "utf-8", **dialect: object
) -> Path:
    text = io.StringIO()
    csv.writer(text, **dialect).writerows(rows)  # type: ignore[arg-type]
    path = folder / "table.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def raw(folder: Path, text: str | bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def grid(table: tables.Table) -> list[list[str]]:
    rows = [[str(cell or "") for cell in row.cells] for row in table.rows]
    return [list(table.columns), *rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_usual_dialect_is_found(tmp_path: Path, delimiter: str, quote: str, end: str) -> None:
    path = written(tmp_path, PLAIN, delimiter=delimiter, quotechar=quote, lineterminator=end)
    table = tables.read(path)
    assert grid(table) == PLAIN
    assert (table.layout.delimiter, table.layout.header_row) == (delimiter, 1)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be", "cp1252", "mac_roman"]
)
def test_every_usual_western_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert grid(tables.read(written(tmp_path, PLAIN, encoding=encoding))) == PLAIN


@pytest.mark.parametrize(
    ("encoding", "cells"),
    [
        ("shift_jis", ["名前", "安藤太郎", "東京大学"]),
        ("gb18030", ["姓名", "王小明", "清华大学"]),
        ("big5", ["姓名", "王小明", "國立臺灣大學"]),
        ("cp949", ["이름", "김철수", "서울대학교"]),
        ("cp1251", ["Фамилия", "Пётр Петров", "Санкт-Петербург"]),
        ("cp1253", ["Όνομα", "Γιώργος Παπαδόπουλος", "Θεσσαλονίκη"]),
        ("cp1255", ["שם", "יוסי כהן", "תל אביב"]),
        ("cp1256", ["الاسم", "محمد علي", "القاهرة"]),
        ("cp1250", ["Imię", "Łukasz Żółty", "Łódź"]),
        ("cp1254", ["Şehir", "Çağlar Yıldız", "İstanbul"]),
    ],
)
def test_encodings_of_other_scripts_are_found(
    tmp_path: Path, encoding: str, cells: list[str]
) -> None:
    rows = [[cells[0], "x"], [cells[1], "1"], [cells[2], "2"]]
    assert grid(tables.read(written(tmp_path, rows, encoding=encoding))) == rows


def test_a_byte_beyond_the_sample_that_is_not_utf8_decides_too(tmp_path: Path) -> None:
    body = b"name,city\n" + b"Smith,Bath\n" * 10_000 + "Lefèvre,Orléans\n".encode("cp1252")
    table = tables.read(raw(tmp_path, body))
    assert table.layout.encoding == "cp1252"
    assert table.rows[-1] == (10_002, ("Lefèvre", "Orléans"))


def test_a_space_after_each_comma_belongs_to_the_delimiter(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, 'a, b, c\n1, "x, y", 3\n4, "z", 6\n'))
    assert grid(table) == [["a", "b", "c"], ["1", "x, y", "3"], ["4", "z", "6"]]


def test_a_delimiter_may_have_two_signs(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, "name||city||n\nA|B||Bath||1\nC||Cork||2\n"))
    assert grid(table) == [["name", "city", "n"], ["A|B", "Bath", "1"], ["C", "Cork", "2"]]


def test_quotes_escaped_by_a_backslash_are_read(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, '"a","b"\n"say \\"hi\\", you","1"\n"no","2"\n'))
    assert table.rows[0].cells == ('say "hi", you', "1")


def test_the_declared_delimiter_of_excel_is_obeyed(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, "sep=;\r\nname;text\r\nA;1,2\r\n"))
    assert grid(table) == [["name", "text"], ["A", "1,2"]]
    assert table.rows[0].number == 3


def test_titles_above_and_notes_below_are_kept_as_notes(tmp_path: Path) -> None:
    text = "Trips,,\n,,\nName,Cost,Days\nA,10,1\nB,20,2\n,,\nSource: the office,,\n"
    table = tables.read(raw(tmp_path, text))
    assert grid(table) == [["Name", "Cost", "Days"], ["A", "10", "1"], ["B", "20", "2"]]
    assert (table.layout.header_row, table.layout.first_row, table.layout.last_row) == (3, 4, 5)
    assert table.notes == (
        "Above the table (row 1): Trips",
        "Below the table (row 7): Source: the office",
    )


def test_a_header_of_two_lines_is_joined(tmp_path: Path) -> None:
    text = "Date,Travel,,Total\n,Air,Rail,\n04/04/2014,£1.00,£2.00,£3.00\n05/04/2014,,£2.00,£2.00\n"
    table = tables.read(raw(tmp_path, text))
    assert table.columns == ("Date", "Travel Air", "Travel Rail", "Total")
    assert len(table.rows) == 2


def test_figures_without_names_get_numbered_columns(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, "28/01/2018,00:00,2\n29/01/2018,00:15,0\n"))
    assert table.layout.header_row is None
    assert table.columns == ("Column 1", "Column 2", "Column 3")
    assert len(table.rows) == 2


def test_years_name_columns_of_figures(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, 'Sector,2010,2011\nSteel,"2,666",3\nPaper,5,6\n'))
    assert table.columns == ("Sector", "2010", "2011")


def test_empty_and_repeated_names_are_repaired(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, "Name,,Name\nA,1,B\n"))
    assert table.columns == ("Name", "Column 2", "Name (2)")


def products(folder: Path, changed: dict[int, str]) -> tables.Table:
    lines = ["Date,Code,Price,Item,Text"]
    lines += [f'2018-01-{n:02},MG-{n},$7.{n:02},Boot {n},"Warm, and dry {n}"' for n in range(1, 31)]
    for number, line in changed.items():
        lines[number - 1] = line
    return tables.read(raw(folder, "\r\n".join(lines) + "\r\n"))


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('2018-01-09,MG-9,"$7.09,Boot 9,"Warm, dry"',
         ("2018-01-09", "MG-9", '"$7.09', "Boot 9", "Warm, dry")),
        ('"2018-01-09,MG-9,$7.09,Boot 9,"Warm, dry"',
         ('"2018-01-09', "MG-9", "$7.09", "Boot 9", "Warm, dry")),
        ('2018-01-09,MG-9,$7.09,Boot 9,""Warm, dry"',
         ("2018-01-09", "MG-9", "$7.09", "Boot 9", '"Warm, dry')),
        ('2018-01-09,MG-9,$7.09,"Boot 9" high","Warm, dry"',
         ("2018-01-09", "MG-9", "$7.09", 'Boot 9" high', "Warm, dry")),
        ('2018-01-09,MG-9,$7.09,Boot 9,"',
         ("2018-01-09", "MG-9", "$7.09", "Boot 9", '"')),
        ('2018-01-09,MG-9,,$7.09,Boot 9,"Warm, dry"',
         ("2018-01-09", "MG-9", "$7.09", "Boot 9", "Warm, dry")),
        ('2018-01-09;MG-9;$7.09;Boot 9;"Warm, dry"',
         ("2018-01-09", "MG-9", "$7.09", "Boot 9", "Warm, dry")),
        ("2018-01-09,MG-9,$7.09",
         ("2018-01-09", "MG-9", "$7.09", None, None)),
    ],
)  # fmt: skip
def test_a_broken_row_is_mended_with_a_note_and_harms_no_other(
    tmp_path: Path, line: str, cells: tuple[str, ...]
) -> None:
    table = products(tmp_path, {10: line})
    assert len(table.rows) == 30
    assert table.rows[8] == (10, cells)
    assert table.rows[9].cells[1] == "MG-10"
    assert any("Row 10" in note for note in table.notes)


def test_a_quote_that_never_closes_is_a_problem_of_one_row(tmp_path: Path) -> None:
    table = products(tmp_path, {10: '2018-01-09,"MG-9'})
    assert [problem.row for problem in table.problems] == [10]
    assert [row.number for row in table.rows[7:10]] == [9, 11, 12]


def test_a_row_with_more_cells_keeps_them_in_a_further_column(tmp_path: Path) -> None:
    table = products(tmp_path, {10: '2018-01-09,MG-9,$7.09,Boot 9,"Warm",x,y'})
    assert table.columns[5:] == ("Column 6", "Column 7")
    assert table.rows[8].cells[5:] == ("x", "y")
    assert table.rows[9].cells[5:] == (None, None)


def test_a_repeated_table_is_left_out_and_its_differences_told(tmp_path: Path) -> None:
    body = [f"{n},Name {n}" for n in range(1, 21)]
    again = [*body[:4], "5,Other", *body[5:]]
    table = tables.read(raw(tmp_path, "\n".join(["id,name", *body, "id,name", *again])))
    assert len(table.rows) == 20
    assert [(problem.row, problem.text) for problem in table.problems] == [(27, "5 Other")]


def test_parts_under_the_same_header_are_one_table(tmp_path: Path) -> None:
    text = "Item,Cost\nRail,1\nAir,2\n,\nStationery,\n,\nItem,Cost\nPens,3\n"
    table = tables.read(raw(tmp_path, text))
    assert [row.cells[0] for row in table.rows] == ["Rail", "Air", "Pens"]
    assert any("Stationery" in note for note in table.notes)


def test_another_table_below_is_not_mixed_in(tmp_path: Path) -> None:
    text = "id,name,city\n1,A,Bath\n2,B,Cork\nid,name,city,age\n1,A,Bath,30\n"
    table = tables.read(raw(tmp_path, text))
    assert len(table.rows) == 2
    assert any("row 4" in note for note in table.notes)
    other = tables.read(table.source, Layout("utf-8", ",", '"', "", header_row=4, first_row=5))
    assert grid(other) == [["id", "name", "city", "age"], ["1", "A", "Bath", "30"]]


def test_a_person_may_correct_the_layout(tmp_path: Path) -> None:
    path = raw(tmp_path, "a;b,c\n1;2,3\n4;5,6\n7;8,9\n")
    table = tables.read(path, Layout("utf-8", ";", '"', header_row=2, first_row=3, last_row=3))
    assert grid(table) == [["1", "2,3"], ["4", "5,6"]]


def test_a_last_row_that_a_person_gives_keeps_what_looks_like_a_note(tmp_path: Path) -> None:
    path = raw(tmp_path, "name,n\nA,1\nB,2\n\nTotal\n")
    assert len(tables.read(path).rows) == 2
    given = Layout("utf-8", ",", '"', header_row=1, first_row=2, last_row=5)
    assert len(tables.read(path, given).rows) == 3


def test_rows_given_one_by_one_are_the_rows_of_the_table(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN)
    assert list(tables.iter_rows(path)) == list(tables.read(path).rows)


def test_row_numbers_are_lines_of_the_file(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, 'a,b\n1,"x\ny"\n\n3,4\n'))
    assert [row.number for row in table.rows] == [2, 5]


def test_null_characters_are_left_out_with_a_note(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, b"a,b,c\n\x00,2,3\n"))
    assert table.rows[0].cells == ("", "2", "3")
    assert "1 null characters were left out." in table.notes


def test_punctuation_lost_as_control_codes_comes_back(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, "name,when\n\x91A\x92,7 \x96 8 Feb\n"))
    assert table.rows[0].cells == ("‘A’", "7 – 8 Feb")


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_an_empty_table(tmp_path: Path, text: str) -> None:
    table = tables.read(raw(tmp_path, text))
    assert (table.columns, list(table.rows)) == ((), [])
    assert table.notes == ("The file is empty.",)


def test_a_field_of_more_than_a_megabyte_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    table = tables.read(raw(tmp_path, 'a,b\n1,"' + "x" * 2_000_000 + '"\n3,4\n'))
    assert [row.cells for row in table.rows] == [("3", "4")]
    assert len(table.problems) == 1


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 8, b"<!DOCTYPE html><html></html>"],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KnownError, match=r"table\.csv"):
        tables.read(raw(tmp_path, content))


def test_a_missing_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no file"):
        tables.read(tmp_path / "none.csv")
