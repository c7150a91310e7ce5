"""Killed, out of room, or two at once: what was acknowledged is there, the rest is resumed by reading again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event as engine_event

from demarche.errors import LedgerBusy, LedgerError, LedgerFull
from demarche.ledger import Ledger, canonical_export, sqlite
from tests.ledger.made_up import new_ledger, plain, put, story

ROOT = Path(__file__).parents[2]
DOCUMENTS = 30


def start(path, first, last, *more):
    """The writing program, started."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "tests.ledger.writer", str(path), str(first), str(last), *map(str, more)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def is_sound(path):
    """SQLite's own checks of the whole file, and of its full-text indexes against the words."""
    connection = sqlite.DRIVER.connect(str(path))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("text_search", "quote_search"):
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    connection.close()
    return True


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """What a ledger says into which all was written in peace."""
    with new_ledger(tmp_path_factory.mktemp("whole") / "l.db") as ledger:
        for number in range(DOCUMENTS):
            put(ledger, plain(number))
        return list(canonical_export(ledger.view()))


@pytest.mark.parametrize("seed", range(6))
def test_kill_at_any_point_loses_nothing_acknowledged(path, uninterrupted, seed):
    chance = random.Random(seed)
    if seed % 3:
        new_ledger(path).close()  # else it is killed while it makes the file, or soon after
    writer = start(path, 0, DOCUMENTS)
    acknowledged = [writer.stdout.readline()] if seed % 3 else []
    time.sleep(chance.uniform(0, 0.25) if seed % 3 else chance.uniform(0.4, 1.2))
    writer.kill()
    acknowledged += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    with Ledger.open(path) as ledger:
        there = {document.name for document in ledger.view().documents()}
        assert {plain(int(line.split()[0])).document.name for line in acknowledged if line.endswith("\n")} <= there
        assert len(ledger.view().records("event")) == 20 * len(there)
        for number in range(DOCUMENTS):
            put(ledger, plain(number))
        assert list(canonical_export(ledger.view())) == uninterrupted
    assert is_sound(path)


def test_two_programs_making_and_writing_one_ledger(path, uninterrupted):
    writers = [start(path, 0, DOCUMENTS), start(path, 0, DOCUMENTS)]
    said = [writer.communicate(timeout=60)[0].split("\n") for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    new = [line for lines in said for line in lines if line.endswith(" 1")]
    assert len(new) == DOCUMENTS
    with Ledger.open(path) as ledger:
        assert list(canonical_export(ledger.view())) == uninterrupted
        assert ledger.view().counts()["read_ok"] == DOCUMENTS
    assert is_sound(path)


def test_a_full_disk_is_told_and_nothing_acknowledged_is_lost(path, uninterrupted):
    acknowledged = []
    with new_ledger(path) as ledger:
        ledger._engine.dispose()
        pages = path.stat().st_size // 4096 + 60
        engine_event.listen(
            ledger._engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        )
        with pytest.raises(LedgerFull, match="no room left") as caught:
            for number in range(DOCUMENTS):
                put(ledger, plain(number))
                acknowledged.append(plain(number).document)
        assert 0 < len(acknowledged) < DOCUMENTS
        assert caught.value.where == str(path)
        assert ledger.view().documents() == sorted(acknowledged, key=lambda d: (d.published, d.name))
    assert is_sound(path)
    with Ledger.open(path) as ledger:
        for number in range(DOCUMENTS):
            put(ledger, plain(number))
        assert list(canonical_export(ledger.view())) == uninterrupted


def test_a_disk_that_refuses_to_write_is_told(path):
    new_ledger(path).close()
    writer = start(path, 0, 200, path.stat().st_size + 400_000)
    *acknowledged, error = writer.communicate(timeout=60)[0].splitlines()
    assert writer.returncode == 3
    assert error.startswith("LedgerError") and str(path) in error and "check the disk" in error
    assert is_sound(path)
    with Ledger.open(path) as ledger:
        assert len(ledger.view().documents()) == len(acknowledged)


def test_a_busy_ledger_is_told_after_the_wait_and_may_still_be_read(path):
    with new_ledger(path) as first:
        put(first, story())
    with Ledger.open(path, wait=0.2) as ledger:
        other = sqlite.DRIVER.connect(str(path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(LedgerBusy, match="another program is writing"):
            put(ledger, plain(1))
        assert 0.15 < time.monotonic() - started < 5
        assert ledger.view().documents() == [story().document]
        other.execute("ROLLBACK")
        other.close()
        assert put(ledger, plain(1))


def test_an_error_inside_a_document_leaves_nothing_of_it(ledger, monkeypatch):
    def fail(*_, **__):
        raise LedgerError("the last step failed")

    put(ledger, plain(1))
    before = ledger.view().counts()
    with monkeypatch.context() as patched:
        patched.setattr("demarche.ledger.store.record_reading", fail)
        with pytest.raises(LedgerError):
            put(ledger, story())
    assert ledger.view().counts() == before
    assert ledger.view().search("trawl") == []
