"""The ledger itself: opened once, written to in whole documents, read through a view."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from demarche.errors import RequestError
from demarche.ledger import schema, sqlite
from demarche.ledger.adding import add, describe, exists, keep, link, record_reading, rename, version_of
from demarche.ledger.entries import Copy, ReadingStatus, instant
from demarche.ledger.laws import check_coding
from demarche.ledger.opening import open_engine
from demarche.ledger.rows import write_records
from demarche.ledger.view import View
from demarche.records import Coding, Record, content_id

FAILED_BYTES = 1 << 20
"""How many bytes of an input that could not be read are kept, so that it can be looked into."""


class Ledger:
    """An append-only store of documents, what coders read in them, every attempt at reading, and judgements.

    Each writing method is one transaction: when it returns, its rows are on the disk. Times are passed in, never read
    from a clock. All methods raise `LedgerBusy`, `LedgerFull` or another `LedgerError`. Threads may share a ledger; a
    forked process must open its own.
    """

    def __init__(self, path: Path, wait: float, create: bool) -> None:
        self.path = path
        self._engine = open_engine(path, create=create, wait=wait)
        self._writer = sqlite.for_writing(self._engine)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, wait: float = 30.0) -> Self:
        """Open a ledger file, making it if need be and bringing an older one up to date.

        `wait` is how many seconds to wait for another program that is writing.

        Raises:
            NotALedger, LedgerTooNew, LedgerBusy, LedgerFull, LedgerError: each says what, where and what to do.
        """
        return cls(Path(path), wait, create)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def knows(self, document: str, coder: str, coder_version: str, codebook: str, codebook_version: str) -> bool:
        """Whether this coder has coded these bytes with this codebook already."""
        made_by = _made_by(coder, coder_version, codebook, codebook_version)
        with self._reading() as connection:
            return exists(connection, schema.codings, document=document, **made_by)

    def signatures(self) -> Mapping[str, bytes]:
        """The signature of every document, by its id; of several, the last. A signature tells its own scheme."""
        table = schema.signatures
        query = select(table.c.document, table.c.signature).order_by(table.c.seq)
        with self._reading() as connection:
            return {row.document: row.signature for row in connection.execute(query)}

    def append(
        self,
        coding: Coding,
        *,
        coder: str,
        coder_version: str,
        codebook: str,
        codebook_version: str,
        raw: bytes,
        path: str,
        signature: bytes,
        copies: Sequence[Copy] = (),
        at: str,
    ) -> bool:
        """Add a document and all that was read in it, or nothing. False if this coding of it is there already.

        The same bytes described otherwise (another text, date or publisher) are a new coding; under another name alone
        they are not, but the name is remembered: a document bears the first of its names in the alphabet, so that the
        order of reading does not matter.

        Raises:
            LedgerError: also if the coding breaks a law of records (a span that is not the text's, a foreign id).
        """
        check_coding(coding, raw, coder, coder_version, codebook, codebook_version)
        document, at = coding.document, instant(at)
        made_by = _made_by(coder, coder_version, codebook, codebook_version)
        version = version_of(document)
        said: dict[str, Record] = {}
        for record in coding.records():
            said.setdefault(record.id, record)
        with self._writing() as connection:
            describe(connection, document, version, at)
            if exists(connection, schema.codings, document=document.id, version=version, **made_by):
                return False
            keep(connection, document.id, raw, len(raw))
            key = {"document": document.id, "signature": signature}
            if not exists(connection, schema.signatures, **key):
                connection.execute(insert(schema.signatures), key)
            row = {"document": document.id, "version": version, **made_by, "at": at}
            row["digest"] = content_id(
                version,
                made_by,
                sorted((r.id, r.provenance.rule, r.provenance.confidence) for r in said.values()),
                sorted((left.span.start, left.span.end, left.reason) for left in coding.uncoded),
            )
            number = add(connection, schema.codings, row)
            write_records(connection, number, list(said.values()))
            if coding.uncoded:
                connection.execute(
                    insert(schema.uncoded),
                    [
                        {"coding": number, "position": n, "start": u.span.start, "end": u.span.end, "reason": u.reason}
                        for n, u in enumerate(coding.uncoded)
                    ],
                )
            link(connection, document.id, copies, at)
            status: ReadingStatus = "duplicate" if any(copy.kind == "exact" for copy in copies) else "ok"
            record_reading(connection, path, status, at=at, document=document.id, original=document.id)
        return True

    def note(
        self,
        path: str,
        status: ReadingStatus,
        *,
        at: str,
        document: str | None = None,
        name: str | None = None,
        code: str | None = None,
        what: str | None = None,
        remedy: str | None = None,
        raw: bytes | None = None,
    ) -> None:
        """Add a reading that brought no new coding: it failed, or its bytes were known.

        `name` is what the document is called there, remembered as by `append`. Of `raw`, the bytes of a failed input,
        the first `FAILED_BYTES` are kept.
        """
        at = instant(at)
        with self._writing() as connection:
            original = document
            if raw is not None:
                original = hashlib.sha256(raw).hexdigest()
                keep(connection, original, raw, min(len(raw), FAILED_BYTES))
            if document is not None and name is not None:
                rename(connection, document, name, at)
            record_reading(
                connection,
                path,
                status,
                at=at,
                document=document,
                original=original,
                code=code,
                what=what,
                remedy=remedy,
            )

    def note_known(self, read: Iterable[tuple[str, str, str]], *, at: str) -> None:
        """Add many readings of known bytes, as (path, name, document), in one transaction: one wait for the disk."""
        at = instant(at)
        with self._writing() as connection:
            for path, name, document in read:
                rename(connection, document, name, at)
                record_reading(connection, path, "known", at=at, document=document, original=document)

    def judge(self, record: str, kind: str, by: str, why: str, at: str) -> None:
        """Add somebody's decision on a record. Nothing is changed by it but what views may make of it.

        Raises:
            RequestError: if there never was such a record.
        """
        row = {"record": record, "kind": kind, "by": by, "why": why, "at": instant(at)}
        with self._writing() as connection:
            if not exists(connection, schema.records, id=record):
                raise RequestError("there is no such record", where=record, remedy="give the whole id of a record")
            connection.execute(insert(schema.judgements), row)

    def view(self, as_of: str | None = None, documents: Collection[str] | None = None) -> View:
        """What the ledger says: of each document its latest coding, now or at a past time, of all documents or some.

        Raises:
            RequestError: if `as_of` is no ISO 8601 time.
        """
        try:
            moment = None if as_of is None else instant(as_of)
        except ValueError as error:
            raise RequestError(
                "no ISO 8601 time", where=as_of, remedy="write 2026-03-31 or 2026-03-31T18:00Z"
            ) from error
        return View(self._reading, moment, documents)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sqlite.translated(self.path), self._writer.begin() as connection:
            yield connection


def _made_by(coder: str, coder_version: str, codebook: str, codebook_version: str) -> dict[str, str]:
    return {
        "coder": coder,
        "coder_version": coder_version,
        "codebook": codebook,
        "codebook_version": codebook_version,
    }
