"""Papers under a password, which is asked unseen, or comes from a file or the environment."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import pikepdf
import pytest

from sciattache.cli import main, passwords


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def visit(store: Path) -> str:
    given = ["title=Visit", "kind=inbound_delegation", "starts_on=2026-10-24", "ends_on=2026-10-25"]
    assert main(["add", str(store), "engagement", *given]) == 0
    return "Visit"


def _opens(file: Path, password: str) -> bool:
    sealed = msoffcrypto.OfficeFile(io.BytesIO(file.read_bytes()))
    sealed.load_key(password=password, verify_password=True)
    return bool(sealed.is_encrypted())


def test_the_first_line_of_a_file_is_the_password(store: Path, visit: str, tmp_path: Path) -> None:
    secret, out = tmp_path / "secret.txt", tmp_path / "out.xlsx"
    secret.write_text("clé 密\nnot this\n", encoding="utf-8")
    call = ["paper", str(store), visit, "budget", "-o", str(out), "--password-file", str(secret)]
    assert main(call) == 0
    assert _opens(out, "clé 密")


def test_the_environment_gives_a_password_that_is_wanted(
    store: Path, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv(passwords.PASSWORD, "from outside")
    plain, out = tmp_path / "plain.pdf", tmp_path / "out.pdf"
    assert main(["paper", str(store), visit, "programme", "-o", str(plain)]) == 0
    assert main(["paper", str(store), visit, "programme", "-o", str(out), "--password"]) == 0
    pikepdf.open(plain).close()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    pikepdf.open(out, password="from outside").close()
    told = capsys.readouterr()
    assert "from outside" not in told.out + told.err


def test_every_paper_goes_into_a_folder_under_one_password(
    store: Path, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passwords.PASSWORD, "all of them")
    folder = tmp_path / "all"
    assert main(["papers", str(store), visit, "--to", str(folder), "--password"]) == 0
    books = sorted(folder.glob("*.xlsx"))
    assert books
    assert all(_opens(book, "all of them") for book in books)
    for page in folder.glob("*.pdf"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(page)


@pytest.mark.parametrize(
    ("line", "sentence"), [("", "needs a password"), (None, "cannot be read from")]
)
def test_a_paper_is_not_written_without_the_password_that_is_wanted(
    store: Path, visit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    line: str | None, sentence: str,
) -> None:  # fmt: skip
    secret, out = tmp_path / "secret.txt", tmp_path / "out.xlsx"
    if line is not None:
        secret.write_text(line, encoding="utf-8")
    call = ["paper", str(store), visit, "budget", "-o", str(out), "--password-file", str(secret)]
    assert main(call) == 1
    assert sentence in capsys.readouterr().err
    assert not out.exists()


def test_a_password_is_asked_at_a_terminal_alone(
    store: Path, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.delenv(passwords.PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("typed\n"))
    out = tmp_path / "out.xlsx"
    assert main(["paper", str(store), visit, "budget", "-o", str(out), "--password"]) == 1
    assert "no terminal here" in capsys.readouterr().err
    assert not out.exists()
