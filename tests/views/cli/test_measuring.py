"""Evaluation from files, and the doctor."""

from __future__ import annotations

import json
from pathlib import Path

from tests.views.articles import ARTICLE


def gold(tmp_path: Path, events: list[dict]) -> tuple[Path, Path]:
    """A folder of one gold ledger, and the folder of its text."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "skerry.txt").write_text(ARTICLE)
    (tmp_path / "gold" / "skerry.json").write_text(json.dumps({"document": "skerry.txt", "events": events}))
    return tmp_path / "gold", tmp_path / "texts"


def test_a_ledger_is_scored_from_its_files(demarche, tmp_path: Path) -> None:
    event = {"id": "e1", "quote": "patrol ships arrested the skipper of a Danish trawler", "type": "COERCE"}
    event |= {"actors": ["NOR"], "recipients": ["DNK:citizens"], "status": "occurred", "speaker": None}
    result = demarche("evaluate", "ledger", *gold(tmp_path, [event]), "--json")
    assert (result.status, result.err) == (0, "")
    assert result.json["events"]["gold"] == 1
    assert result.json["events"]["recall"] == 1.0
    assert set(result.json) == {"events", "claims", "demands", "figures", "predictions", "responses", "ledger_f1"}
    assert "ledger F1" in demarche("evaluate", "ledger", tmp_path / "gold", tmp_path / "texts").out


def test_a_text_that_is_not_there_is_named(demarche, tmp_path: Path) -> None:
    folders = gold(tmp_path, [])
    (tmp_path / "texts" / "skerry.txt").unlink()
    result = demarche("evaluate", "ledger", *folders)
    assert result.status == 2
    assert "skerry.txt: there is no such document" in result.err


def test_a_document_that_cannot_be_read_counts_as_missed(demarche, tmp_path: Path) -> None:
    event = {"id": "e1", "quote": "zzz", "type": "REQUEST"}
    folders = gold(tmp_path, [event])
    (tmp_path / "texts" / "skerry.txt").write_bytes(b"zzz \0 zzz")
    result = demarche("evaluate", "ledger", *folders, "--json")
    assert result.status == 1
    assert result.json["events"]["recall"] == 0
    assert "skerry.txt" in result.err


def test_a_gold_file_that_is_none_is_named(demarche, tmp_path: Path) -> None:
    folders = gold(tmp_path, [])
    (folders[0] / "list.json").write_text("[]")
    result = demarche("evaluate", "ledger", *folders)
    assert result.status == 2
    assert "list.json: this is no gold ledger" in result.err


def test_the_doctor_names_what_reads_and_stores(demarche, ledger: Path) -> None:
    report = demarche("doctor", "--ledger", ledger, "--json").json
    assert report["model"]["version"]
    assert report["codebook"]["version"]
    assert report["sqlite"]["journal_mode"] in {"wal", "delete"}
    assert report["ledger"]["state"] == "fit"
    assert report["ledger"]["documents"] == 2
    assert report["problems"] == []
    assert "spacy" in demarche("doctor", "--ledger", ledger).out


def test_the_doctor_finds_what_is_wrong(demarche, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir")
    result = demarche("doctor", "--ledger", tmp_path / "letter.db")
    assert result.status == 2
    assert "problem: " in result.err
    assert "no ledger" in result.err
    assert demarche("doctor", "--ledger", tmp_path / "none.db").status == 0
