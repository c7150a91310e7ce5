"""Dossier and exports: whole files, hashes that hold, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from demarche.records import RECORD_TYPES


def test_the_dossier_is_one_page(demarche, ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    result = demarche("dossier", "-o", page, "--ledger", ledger)
    assert result.status == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert [file.name for file in tmp_path.iterdir()] == ["out.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(demarche, ledger: Path, tmp_path: Path, monkeypatch) -> None:
    page = tmp_path / "out.html"
    page.write_text("the old page")

    def full(self: Path, text: str, encoding: str) -> None:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_text", full)
    result = demarche("dossier", "-o", page, "--ledger", ledger)
    assert result.status == 2
    assert f"{page}: No space left" in result.err
    assert "free some space" in result.err
    assert page.read_bytes() == b"the old page"
    assert [file.name for file in tmp_path.iterdir()] == ["out.html"]


@pytest.mark.parametrize("format", ["gold", "ndjson", "csv"])
def test_the_manifest_holds_every_file_with_its_hash(demarche, ledger: Path, tmp_path: Path, format: str) -> None:
    folder = tmp_path / "out"
    told = demarche("export", "--format", format, "-o", folder, "--ledger", ledger, "--as-of", "2026-06-01", "--json")
    (manifest,) = folder.glob("manifest.*json")
    described = json.loads(manifest.read_text("utf-8"))
    assert {*described["files"], manifest.name} == {file.name for file in folder.iterdir()} == set(told.json["files"])
    for name, digest in described["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert described["filters"] == {"case": None, "as_of": "2026-06-01"}
    assert described["coders"] == ["rules 0.1"]
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert demarche("export", "--format", format, "-o", folder, "--ledger", ledger, "--as-of", "2026-06-01").status == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first


def test_gold_files_bear_the_names_of_their_documents(demarche, ledger: Path, tmp_path: Path) -> None:
    demarche("export", "--format", "gold", "-o", tmp_path / "gold", "--ledger", ledger)
    assert {"fjord.json", "lake.json"} <= {file.name for file in (tmp_path / "gold").glob("*.json")}
    assert json.loads((tmp_path / "gold" / "fjord.json").read_text("utf-8"))["document"] == "fjord.txt"


def test_a_folder_with_other_files_is_left_alone(demarche, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    result = demarche("export", "--format", "csv", "-o", tmp_path, "--ledger", ledger)
    assert result.status == 2
    assert "other files" in result.err
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_there_is_one_table_a_kind(demarche, ledger: Path, tmp_path: Path) -> None:
    demarche("export", "--format", "csv", "-o", tmp_path / "csv", "--ledger", ledger)
    for kind in RECORD_TYPES:
        text = (tmp_path / "csv" / f"{kind}s.csv").read_bytes().decode("utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        whole = [row for row in rows if None not in row and None not in row.values()]
        assert rows == whole
        assert {"id", "document", "start", "end", "quote", "rule"} <= set(rows[0]) if rows else True
        assert text.count("\r\n") >= len(rows) + 1


def test_an_empty_ledger_gives_no_dossier(demarche, tmp_path: Path) -> None:
    from demarche.ledger import Ledger

    Ledger.open(tmp_path / "empty.db").close()
    result = demarche("dossier", "-o", tmp_path / "x.html", "--ledger", tmp_path / "empty.db")
    assert result.status == 2
    assert "nothing to show" in result.err
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("files", [5, None, [1], "abc", ["kept.txt"], True])
def test_a_manifest_that_lists_no_files_is_refused(demarche, ledger: Path, tmp_path: Path, files: object) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"files": files}))
    (tmp_path / "kept.txt").write_text("mine")
    result = demarche("export", "--format", "csv", "-o", tmp_path, "--ledger", ledger)
    assert (result.status, "the manifest is not ours" in result.err) == (2, True)
    assert (tmp_path / "kept.txt").read_text() == "mine"


def test_a_manifest_removes_nothing_outside_its_folder(demarche, ledger: Path, tmp_path: Path) -> None:
    outside, folder = tmp_path / "letter.txt", tmp_path / "out"
    folder.mkdir()
    outside.write_text("mine")
    named = ("../letter.txt", str(outside), "..", ".", "", "a\0b")
    (folder / "manifest.json").write_text(json.dumps({"files": dict.fromkeys(named, "")}))
    assert demarche("export", "--format", "csv", "-o", folder, "--ledger", ledger).status == 0
    assert outside.read_text() == "mine"
