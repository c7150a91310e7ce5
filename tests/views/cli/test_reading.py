"""Reading: what is new, what is known, what failed; killed in the middle; two programs at once."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from demarche.ledger import Ledger, canonical_export
from tests.views.articles import ARTICLE, article
from tests.views.cli.test_main import start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles and a file of lines."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "skerry.txt").write_text(ARTICLE)
    (folder / "one.md").write_text(article(1))
    (folder / "lines.jsonl").write_text("".join(json.dumps({"text": article(n)}) + "\n" for n in (2, 3)))
    return folder


def content(path: Path) -> list[str]:
    """All that a ledger says, whenever and wherever it was read."""
    with Ledger.open(path, create=False) as ledger:
        return list(canonical_export(ledger.view()))


def test_a_second_reading_adds_nothing(demarche, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "l.db"
    first = demarche("read", folder, "--ledger", db, "--json")
    assert first.status == 0
    assert first.json == {"ledger": str(db), "read": 4, "known": 0, "near_copies": 0, "failed": [], "documents": 4}
    before = content(db)
    again = demarche("read", folder, folder / "one.md", "--ledger", db)
    assert again.out.startswith("0 read, 4 known before, 0 failed.")
    assert content(db) == before


def test_what_is_read_can_be_asked_for(demarche, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "l.db"
    demarche(
        "read", folder / "skerry.txt", "--ledger", db, "--published", "1958-05-12", "--publisher", "Skerry Observer"
    )
    (publisher,) = demarche("publishers", "--ledger", db, "--json").json
    assert publisher["publisher"] == "Skerry Observer"
    incidents = demarche("timeline", "--ledger", db, "--json").json
    assert ("COERCE", ("NOR",), "1958-05-10") in {(i["type"], tuple(i["actors"]), i["date"]) for i in incidents}
    for incident in incidents:
        for telling in incident["tellings"]:
            assert ARTICLE[telling["start"] : telling["end"]] == telling["quote"]


def test_standard_input_is_read(demarche, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ARTICLE.encode())))
    assert demarche("read", "-", "--ledger", tmp_path / "l.db", "--json").json["read"] == 1


def test_what_fails_is_named_and_the_rest_goes_on(demarche, folder: Path, tmp_path: Path) -> None:
    (folder / "void.txt").write_text("")
    result = demarche("read", folder, folder / "gone.txt", "--ledger", tmp_path / "l.db", "--json")
    assert result.status == 1
    assert result.json["read"] == 4
    assert {Path(f["path"]).name: f["code"] for f in result.json["failed"]} == {
        "void.txt": "empty",
        "gone.txt": "vanished",
    }
    for failure in result.json["failed"]:
        assert f"{failure['path']}: {failure['what']} ({failure['remedy']})" in result.err


def test_killed_in_the_middle_and_read_again(demarche, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(article(number))
    whole, torn = tmp_path / "whole.db", tmp_path / "torn.db"
    assert demarche("read", folder, "--ledger", whole, "--workers", 1).status == 0

    process = start("read", folder, "--ledger", torn, "--workers", 1)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if torn.exists() and torn.stat().st_size > 0 and _documents(torn) > 2:
            break
        time.sleep(0.01)
    process.kill()
    process.communicate()
    kept = _documents(torn)
    assert kept > 2
    again = demarche("read", folder, "--ledger", torn, "--workers", 1, "--json").json
    assert again["known"] == kept
    assert again["read"] == 24 - kept
    assert content(torn) == content(whole)


def _documents(path: Path) -> int:
    """How many documents are acknowledged by now; 0 while the ledger is being made."""
    from demarche.errors import LedgerError

    try:
        with Ledger.open(path, create=False) as ledger:
            return ledger.view().counts()["documents"]
    except LedgerError:
        return 0


def test_two_programs_read_into_one_ledger(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "l.db"
    processes = [start("read", folder / name, "--ledger", db) for name in ("skerry.txt", "lines.jsonl")]
    assert [(p.communicate(timeout=120), p.returncode)[1] for p in processes] == [0, 0]
    assert _documents(db) == 3
