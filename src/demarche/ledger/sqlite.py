"""All that only SQLite can do: connections and their safety, append-only triggers, full-text search, error codes.

Durability: every commit is on the disk before it is acknowledged (``synchronous=FULL``). Write-ahead logging is used
only where it is safe: SQLite 3.7.0 to 3.51.2 may lose committed pages when two connections write and checkpoint at
the same moment (the WAL-reset bug; mended in 3.51.3, 3.50.7 and 3.44.6), so with those the rollback journal is used.
"""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, column, create_engine, event, func, literal_column, table
from sqlalchemy.exc import DBAPIError, StatementError

from demarche.errors import LedgerBusy, LedgerError, LedgerFull, NotALedger

APPLICATION_ID = 0x44454D52  # "DEMR": tells a ledger from any other SQLite file

_FULL, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _CANTOPEN, _NOTADB = 13, 5, 6, 8, 10, 11, 14, 26


def _driver() -> ModuleType:
    """`pysqlite3` carries a recent SQLite; where no build of it exists, the standard library's serves."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("sqlite3")


DRIVER = _driver()
VERSION: tuple[int, int, int] = DRIVER.sqlite_version_info


def journal_mode(version: tuple[int, ...] = VERSION) -> str:
    """``wal`` where the WAL-reset bug is mended, else ``delete``."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "wal" if mended else "delete"


def make_engine(path: Path, wait: float) -> Engine:
    """An engine whose connections wait up to `wait` seconds for another writer. Nothing is opened yet."""
    engine = create_engine(
        URL.create("sqlite", database=str(path.absolute())), module=DRIVER, connect_args={"timeout": wait}
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `begin` below, never by the driver
        for setting in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "synchronous = FULL",
            "cache_size = -32000",
            "journal_size_limit = 67108864",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: two that both start as readers could never both go on.
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions hold the write lock from their start."""
    return engine.execution_options(begin="IMMEDIATE")


def set_journal(engine: Engine) -> None:
    """Bring the file to the journal mode that is safe here.

    Raises:
        LedgerBusy: if the file is in WAL mode, which is unsafe with this SQLite, and others have it open.
    """
    wanted = journal_mode()
    raw = engine.raw_connection()
    try:
        connection: Any = raw.driver_connection
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            try:
                connection.execute(f"PRAGMA journal_mode = {wanted}")
            except DRIVER.OperationalError:
                # Staying with the rollback journal is merely slower, and the next one to open tries again.
                if wanted == "delete":
                    raise
    finally:
        raw.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of the driver into ours, with what to do."""
    try:
        yield
    except (DBAPIError, DRIVER.Error) as error:
        raise ledger_error(getattr(error, "orig", None) or error, path) from error
    except (StatementError, UnicodeEncodeError) as error:
        cause = getattr(error, "orig", None) or error
        if not isinstance(cause, UnicodeEncodeError):
            raise
        raise LedgerError(
            "the words hold half a surrogate pair, which is no character",
            where=path,
            remedy="mend the encoding of the input and read it again",
        ) from error


def ledger_error(error: BaseException, path: Path) -> LedgerError:
    """The error of ours that tells what this error of the driver means."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _IOERR and _is_full(path):
        code = _FULL
    if code == _FULL:
        return LedgerFull(
            "no room left to write; what was acknowledged before is kept",
            where=path,
            remedy="free some disk space, then read the same paths again: what is there is not read twice",
        )
    if code in (_BUSY, _LOCKED):
        return LedgerBusy(
            "another program is writing to the ledger", where=path, remedy="wait for it to end, then repeat"
        )
    if code == _NOTADB:
        return NotALedger("the file is no ledger", where=path, remedy="name another file with --ledger")
    if code == _CORRUPT:
        return LedgerError(
            "the ledger is damaged", where=path, remedy="restore a copy, or read the sources again into a new file"
        )
    if code == _READONLY:
        return LedgerError("the ledger may only be read", where=path, remedy="make the file and its folder writable")
    if code == _CANTOPEN:
        return LedgerError(
            "the ledger cannot be opened", where=path, remedy="check the rights of the file and its folder"
        )
    return LedgerError(f"the ledger cannot be used: {error}", where=path, remedy="check the disk and the file's rights")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < 1 << 16
    except OSError:
        return False


def append_only(name: str, keys: Sequence[Sequence[str]]) -> list[str]:
    """Statements that make a table refuse every change to its rows.

    `keys` are its unique sets of columns: ``INSERT OR REPLACE`` deletes the row in the way without firing a delete
    trigger unless the connection asks for it, so a row whose key is taken is refused as well.
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {name}'); END"
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {name} WHERE " + " AND ".join(f'"{key}" = NEW."{key}"' for key in columns) + ")"
        for columns in [["rowid"], *keys]
    )
    return [
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {refuse}",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {refuse}",
        f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {taken} {refuse}",
    ]


def search_index(name: str, content: str, field: str) -> list[str]:
    """Statements that index a column for full-text search, fill the index, and keep it filled.

    The words stay in their own table (external content); a trigger adds each new row in its own transaction.
    """
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({field}, content='{content}', content_rowid='seq', "
        "tokenize='unicode61 remove_diacritics 2')",
        f"INSERT INTO {name}({name}) VALUES ('rebuild')",
        f"CREATE TRIGGER {name}_fill AFTER INSERT ON {content} "
        f"BEGIN INSERT INTO {name}(rowid, {field}) VALUES (NEW.seq, NEW.{field}); END",
    ]


TEXT_SEARCH = table("text_search", column("rowid"), column("rank"))
QUOTE_SEARCH = table("quote_search", column("rowid"), column("rank"))


def search_expression(words: str) -> str | None:
    """What the user typed, as an FTS5 expression that cannot be malformed; None if it holds no words.

    All words must occur; "several words" in double quotes must stand together; a final ``*`` stands for any ending.
    """
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words.replace("\0", " ")):
        term = phrase or word
        if any(character.isalnum() for character in term):
            terms.append(f'"{term}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms) or None


def matches(index: Any, expression: str) -> ColumnElement[bool]:
    """Whether a row of the index matches."""
    found: ColumnElement[bool] = literal_column(index.name).op("MATCH")(expression)
    return found


def marked(index: Any, opening: str, closing: str) -> ColumnElement[str]:
    """The indexed words with marks around each run that matches."""
    return func.highlight(literal_column(index.name), 0, opening, closing)
