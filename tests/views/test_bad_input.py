"""Bad input: for each a line that names the file, what is wrong and what to do; the good article beside it is read."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from demarche.ledger import Ledger
from demarche.views.cli.main import run
from tests.views.articles import ARTICLE

FRENCH = (
    "Le ministre des pêches a déclaré lundi que les chalutiers danois devaient quitter le banc avant la fin du mois. "
    "Les armateurs ont répondu qu'ils n'avaient aucune intention de partir, et que la mer était assez grande.\n"
) * 4


def _bad_files(folder: Path) -> dict[str, str]:
    """Every kind of bad file, with a word that its complaint must hold."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(ARTICLE.encode().replace(b"bank", b"ba\0nk"))
    (folder / "encoding.html").write_bytes(b"<meta charset=utf-8><p>" + b"\xff\xfe\xfa\xf9 \x81\x8d\x8f" * 60)
    (folder / "surrogate.jsonl").write_text('{"text": "The envoy said \\ud800 nothing to the press on Monday."}\n')
    (folder / "endless.txt").write_bytes(b"Trawlers " * (50_000_000 // 9))
    (folder / "nested.html").write_text("<html><body>" + "<div>" * 50_000 + "<p>Trawlers</p>")
    lines = [
        json.dumps({"text": ARTICLE.replace("Monday", "Friday")}),
        '{"text": "cut off',
        json.dumps({"title": "none"}),
    ]
    (folder / "broken.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "dated.jsonl").write_text(json.dumps({"text": ARTICLE, "published": "1958-02-30"}) + "\n")
    (folder / "french.txt").write_text(FRENCH)
    (folder / "vanished.txt").symlink_to(folder / "nowhere.txt")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    return {
        "empty.txt": "empty",
        "blank.txt": "empty",
        "picture.txt": "PNG picture",
        "nul.txt": "NUL",
        "encoding.html": "not UTF-8",
        "surrogate.jsonl": "surrogate",
        "endless.txt": "MB",
        "nested.html": "no article",
        "broken.jsonl": "",
        "dated.jsonl": "1958-02-30",
        "french.txt": "another language (fr)",
        "vanished.txt": "no such file",
        "circle.txt": "cannot be read",
    }


@dataclass(frozen=True)
class Run:
    """What one reading of all bad files and a good one came to."""

    folder: Path
    ledger: Path
    status: int
    report: dict
    errors: list[str]
    expected: dict[str, str]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One reading of everything."""
    import contextlib
    import io

    folder = tmp_path_factory.mktemp("bad")
    expected = _bad_files(folder)
    (folder / "good.txt").write_text(ARTICLE)
    ledger = tmp_path_factory.mktemp("ledger") / "l.db"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(["read", str(folder), "--ledger", str(ledger), "--json"])
    return Run(folder, ledger, status, json.loads(out.getvalue()), err.getvalue().splitlines(), expected)


def test_the_good_article_is_read(bad: Run) -> None:
    assert bad.status == 1
    with Ledger.open(bad.ledger, create=False) as ledger:
        names = {document.name for document in ledger.view().documents()}
    assert names == {"good.txt", "broken.jsonl#1"}


def test_every_bad_file_is_named_and_no_other(bad: Run) -> None:
    failed = {Path(failure["path"]).name.partition("#")[0] for failure in bad.report["failed"]}
    assert failed == set(bad.expected)


def test_every_complaint_says_what_is_wrong_and_what_to_do(bad: Run) -> None:
    for failure in bad.report["failed"]:
        name = Path(failure["path"]).name.partition("#")[0]
        (line,) = [line for line in bad.errors if line.startswith(f"{failure['path']}: ")]
        assert failure["what"] in line
        assert failure["remedy"] in line
        assert failure["remedy"]
        if name != "broken.jsonl":
            assert bad.expected[name] in failure["what"]
    assert not any("Traceback" in line for line in bad.errors)


def test_a_broken_line_is_named_by_its_number(bad: Run) -> None:
    lines = {Path(f["path"]).name: f["what"] for f in bad.report["failed"] if "broken" in f["path"]}
    assert set(lines) == {"broken.jsonl#2", "broken.jsonl#3"}
    assert "no valid JSON" in lines["broken.jsonl#2"]
    assert 'no "text"' in lines["broken.jsonl#3"]


def test_failures_are_kept_in_the_ledger(bad: Run) -> None:
    with Ledger.open(bad.ledger, create=False) as ledger:
        kept = {row.path for row in ledger.view().readings() if row.status == "failed"}
    assert kept == {failure["path"] for failure in bad.report["failed"]}


def test_a_file_that_is_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "letter.db"
    ledger.write_text("Dear Sir, the trawlers have left.")
    assert run(["timeline", "--ledger", str(ledger)]) == 2
    assert f"{ledger}: the file is no ledger" in capsys.readouterr().err
    (tmp_path / "good.txt").write_text(ARTICLE)
    assert run(["read", str(tmp_path / "good.txt"), "--ledger", str(ledger)]) == 2
    assert ledger.read_text() == "Dear Sir, the trawlers have left."


def test_a_ledger_of_a_newer_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "newer.db"
    Ledger.open(ledger).close()
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert run(["timeline", "--ledger", str(ledger)]) == 2
    complaint = capsys.readouterr().err
    assert "newer version" in complaint
    assert "install a newer version" in complaint
