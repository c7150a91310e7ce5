"""Exit statuses, words on standard error, and streams that close."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demarche.errors import LedgerFull
from demarche.ledger import Ledger

ROOT = Path(__file__).parents[3]
PROGRAM = [sys.executable, "-c", "from demarche.views.cli.main import main; main()"]


def start(*arguments: object, **more) -> subprocess.Popen[str]:
    """The program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | more
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], env=environment, **pipes)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["timeline", "--ledger", "none.db"], ["none.db", "there is no ledger", "What to do:"]),
        (["show", "zzz"], ["zzz", "no id"]),
        (["timeline", "--as-of", "yesterday"], ["yesterday", "ISO 8601", "2026-03-31"]),
        (["timeline", "--case", "none.toml"], ["none.toml", "cannot be read"]),
        (["export", "--format", "pdf", "-o", "new"], ["pdf", "no such format", "gold, ndjson, csv"]),
        (["dossier", "-o", "no/such/folder.html"], ["no/such/folder.html", "No such file"]),
        (["timeline", "--limit", "0"], ["--limit"]),
        (["read", "x.txt", "--published", "1976-02-30"], ["--published", "1976-02-30"]),
        (["evaluate", "ledger", "none", "none"], ["no gold file"]),
        (["no-such-command"], ["no-such-command"]),
    ],
)
def test_what_cannot_be_done_is_said_with_status_2(
    demarche, ledger: Path, tmp_path: Path, monkeypatch, arguments: list[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEMARCHE_LEDGER", str(ledger))
    result = demarche(*arguments)
    assert (result.status, result.out) == (2, "")
    assert all(word in result.err for word in words), result.err
    assert "Traceback" not in result.err


def test_a_full_disk_is_said(demarche, ledger: Path, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerFull("no room left to write", where=ledger, remedy="free some disk space")

    monkeypatch.setattr(Ledger, "view", full)
    result = demarche("timeline", "--ledger", ledger)
    assert result.status == 2
    assert result.err == f"demarche: {ledger}: no room left to write\nWhat to do: free some disk space.\n"


def test_help_and_version(demarche) -> None:
    from demarche import __version__

    assert demarche("--version").out == f"demarche {__version__}\n"
    assert "timeline" in demarche("--help").out
    assert demarche("read", "-h").status == 0


def test_a_reader_that_goes_away_is_no_failure(ledger: Path) -> None:
    for arguments in (["claims"], ["claims", "--json"]):
        process = start(*arguments, "--ledger", ledger)
        process.stdout.close()
        _, complaint = process.communicate(timeout=60)[0], process.stderr.read() if not process.stderr.closed else ""
        assert process.returncode == 0
        assert "Traceback" not in complaint
        assert "BrokenPipe" not in complaint


def test_nothing_but_text_is_printed_where_colours_are_not_wanted(ledger: Path) -> None:
    out, _ = start("timeline", "--ledger", ledger, env={"NO_COLOR": "1"}).communicate(timeout=60)
    assert "Kiruna" in out
    assert "\x1b" not in out


def test_the_ledger_in_the_current_folder_is_the_default(demarche, ledger: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEMARCHE_LEDGER", raising=False)
    (tmp_path / "ledger.db").write_bytes(ledger.read_bytes())
    assert demarche("timeline", "--json").json


def test_completion_is_offered() -> None:
    process = start(env={"_DEMARCHE_COMPLETE": "complete_bash", "COMP_WORDS": "demarche time", "COMP_CWORD": "1"})
    assert "timeline" in process.communicate(timeout=60)[0]
