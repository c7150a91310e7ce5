"""What is opened is a ledger of this version, or the user hears what it is and what to do; nothing else is touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from demarche.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from demarche.ledger import Ledger, canonical_export, sqlite
from demarche.ledger import opening as opening_module
from demarche.ledger.opening import upgrade
from demarche.ledger.schema import HEAD, metadata
from tests.ledger.made_up import put, story


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "fill",
    [
        lambda path: path.write_text("dear diary"),
        lambda path: path.write_bytes(b"\0" * 5000),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"not really" * 500),
        lambda path: path.mkdir(),
        foreign,
    ],
    ids=["text", "zeros", "only the head", "folder", "another program's"],
)
def test_what_is_no_ledger_is_refused_and_left_alone(path, fill, create):
    fill(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(NotALedger) as caught:
        Ledger.open(path, create=create)
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert before is None or path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_becomes_a_ledger_only_where_one_may_be_made(path):
    path.touch()
    with pytest.raises(NotALedger):
        Ledger.open(path, create=False)
    Ledger.open(path, create=True).close()
    Ledger.open(path, create=False).close()


def test_a_missing_ledger_is_made_only_if_asked(path):
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(path, create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LedgerError, match="folder of the ledger does not exist"):
        Ledger.open(tmp_path / "none" / "ledger.db")


def test_a_path_with_odd_signs_is_a_path(tmp_path):
    for name in ("100%.db", "a?mode=ro.db", "file:x.db", ":memory:", "með bili #1.db"):
        with Ledger.open(tmp_path / name) as ledger:
            put(ledger, story())
        assert (tmp_path / name).stat().st_size


def test_a_newer_ledger_is_refused_and_left_alone(path):
    Ledger.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match=f"schema 9999, this one knows {HEAD}"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_an_older_ledger_is_brought_up_to_date(path, tmp_path):
    with Ledger.open(path) as ledger:
        put(ledger, story())
        content = list(canonical_export(ledger.view()))
    old = tmp_path / "old.db"
    engine = sqlite.make_engine(old, 1)
    with sqlite.for_writing(engine).begin() as connection:
        upgrade(connection, "0001")
    raw = sqlite3.connect(old)
    raw.execute("ATTACH ? AS new", (str(path),))
    for table in metadata.sorted_tables:
        raw.execute(f"INSERT INTO {table.name} SELECT * FROM new.{table.name}")
    raw.commit()
    raw.close()
    engine.dispose()
    with Ledger.open(old, create=False) as ledger:
        assert list(canonical_export(ledger.view())) == content
        assert {hit.kind for hit in ledger.view().search("trawl wires")} == {"document", "event"}
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), sqlite3.connect(old) as raw:
        raw.execute("DELETE FROM records")
    raw.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "search_index", fail)
        with pytest.raises(KeyboardInterrupt):
            Ledger.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    with Ledger.open(path) as ledger:
        assert put(ledger, story())


def test_the_steps_lead_to_the_tables_that_the_code_uses(path):
    Ledger.open(path).close()
    engine = sqlite.make_engine(path, 1)
    with engine.connect() as connection:
        options = {"include_object": lambda thing, name, kind, *_: kind != "table" or name in metadata.tables}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    engine.dispose()
    assert differences == []
    assert set(metadata.tables) < set(tables)


def test_the_code_names_the_last_step():
    folder = Path(opening_module.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_every_commit_waits_for_the_disk(path):
    with Ledger.open(path) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == sqlite.journal_mode()


def test_where_write_ahead_logging_is_unsafe_it_is_left(path, monkeypatch):
    with Ledger.open(path) as ledger:
        put(ledger, story())
    monkeypatch.setattr(sqlite, "journal_mode", lambda: "delete")
    with Ledger.open(path) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert ledger.view().documents() == [story().document]


def test_where_it_is_unsafe_and_others_use_it_we_say_so(path, monkeypatch):
    with Ledger.open(path) as ledger:
        put(ledger, story())
    other = sqlite.DRIVER.connect(str(path), isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM records").fetchall()
    monkeypatch.setattr(sqlite, "journal_mode", lambda: "delete")
    with pytest.raises(LedgerBusy, match="another program"):
        Ledger.open(path, wait=0.1)
    other.close()
    Ledger.open(path, wait=0.1).close()


def test_a_damaged_ledger_is_called_so(path):
    with Ledger.open(path) as ledger:
        put(ledger, story())
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(LedgerError, match="damaged") as caught:
        Ledger.open(path).view().documents()
    assert "restore" in caught.value.remedy
