"""Opening a ledger: is the file one of ours, is it new or older than this code, and bring it up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from demarche.errors import LedgerError, LedgerTooNew, NotALedger
from demarche.ledger import sqlite
from demarche.ledger.schema import HEAD

_MAGIC = b"SQLite format 3\0"
_OTHER = "name another file with --ledger"


def open_engine(path: Path, *, create: bool, wait: float) -> Engine:
    """An engine on a ledger with the newest schema. A file that is not ours is not touched.

    Raises:
        NotALedger: the file is a folder, a text, another program's database, or empty and not to be made.
        LedgerTooNew: a newer version of this program wrote it.
        LedgerBusy: another program holds it longer than `wait` seconds.
        LedgerFull: no room to make it.
        LedgerError: there is none and it is not to be made, or the file cannot be read.
    """
    _look(path, create)
    engine = sqlite.make_engine(path, wait)
    try:
        with sqlite.translated(path):
            with engine.connect() as connection:
                version = _version(connection, path, create)
            if version != HEAD:
                with sqlite.for_writing(engine).begin() as connection:
                    _version(connection, path, create)  # again, now that nobody else can change it
                    upgrade(connection)
            sqlite.set_journal(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply the steps of `migrations` up to a revision, all or none: the caller's transaction spans them."""
    from alembic import command  # only here: most openings need no step, and the import is slow
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")


def _look(path: Path, create: bool) -> None:
    """What can be told without SQLite."""
    try:
        if not path.exists():
            if not create:
                raise LedgerError("there is no ledger", where=path, remedy="`demarche read` makes one, or " + _OTHER)
            if not path.absolute().parent.is_dir():
                raise LedgerError("the folder of the ledger does not exist", where=path, remedy="make the folder first")
            return
        if not path.is_file():
            raise NotALedger("this is no file", where=path, remedy=_OTHER)
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(
            f"the ledger cannot be read: {error.strerror}",
            where=path,
            remedy="check the rights of the file and its folder",
        ) from error
    if head != _MAGIC and (head or not create):
        raise NotALedger("the file is no ledger", where=path, remedy=_OTHER)


def _version(connection: Connection, path: Path, create: bool) -> str | None:
    """The revision of the file's schema; None if it holds nothing yet."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if application == 0 and not names and create:
        return None
    if application != sqlite.APPLICATION_ID or "alembic_version" not in names:
        raise NotALedger("the file is another program's database", where=path, remedy=_OTHER)
    version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if version > HEAD:
        raise LedgerTooNew(
            f"the ledger was written by a newer version (schema {version}, this one knows {HEAD})",
            where=path,
            remedy="install a newer version of demarche",
        )
    return version
