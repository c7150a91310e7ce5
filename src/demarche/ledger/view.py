"""Reading the ledger: what it says now, or said at a past time, of all documents or of some.

A view holds nothing but its question: each method asks the file. Lists are in an order that depends on content alone:
by the document's date of publication, name and id, then by place in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from demarche.errors import RequestError
from demarche.ledger.current import ORDER, Current
from demarche.ledger.entries import CodingRow, CopyRow, Hit, Judgement, Links, ReadingRow
from demarche.ledger.listing import EventFilter, list_events, list_records, record_rows
from demarche.ledger.rows import furniture_of, read_records
from demarche.ledger.schema import (
    codings,
    copies,
    documents,
    judgements,
    originals,
    readings,
    records,
    texts,
    uncoded,
)
from demarche.ledger.search import search
from demarche.records import RECORD_TYPES, Coding, Demand, Document, Event, Record, RecordKind, Response, Span, Uncoded


class View:
    """The ledger as it stands at one time; made by `Ledger.view`. All methods may raise `LedgerError`."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        as_of: str | None,
        documents: Collection[str] | None,
    ) -> None:
        self._reading = reading
        self._current = Current(as_of, documents)

    def documents(self, *, limit: int | None = None, offset: int = 0) -> list[Document]:
        """The documents, each as its latest coding read it."""
        query = self._documents().order_by(*ORDER).limit(limit).offset(offset)
        with self._reading() as connection:
            return [_document(row) for row in connection.execute(query)]

    def document(self, id: str) -> Document:
        """The document whose id begins so.

        Raises:
            RequestError: if there is none, or more than one.
        """
        query = self._documents().where(_begins(documents.c.id, id)).limit(6)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return _document(_only(rows, "document", id))

    def text(self, id: str) -> str:
        """The text of the document whose id begins so."""
        return self.document(id).text

    def original(self, id: str) -> bytes:
        """The bytes read, by their SHA-256 (a document's id); of a failed input, the first that were kept.

        Raises:
            RequestError: if there are none.
        """
        query = select(originals.c.data).where(originals.c.id == id).order_by(originals.c.kept.desc()).limit(1)
        with self._reading() as connection:
            data = connection.execute(query).scalar()
        if data is None:
            raise RequestError("no such bytes are kept", where=id, remedy="give the whole id of a document")
        return zlib.decompress(data)

    def records(
        self, kind: RecordKind, *, document: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Record]:
        """The records of a kind, as they were appended; of one document, if its id is given."""
        with self._reading() as connection:
            return list_records(connection, self._current, kind, document=document, limit=limit, offset=offset)

    def events(self, narrow: EventFilter, *, limit: int | None = None, offset: int = 0) -> list[Event]:
        """The events that pass a filter, in the order of `records`."""
        with self._reading() as connection:
            return list_events(connection, self._current, narrow, limit=limit, offset=offset)

    def record(self, id: str) -> Record:
        """The record whose id begins so.

        Raises:
            RequestError: if there is none, or more than one.
        """
        query = record_rows().where(self._current.latest(), _begins(records.c.id, id)).limit(6)
        with self._reading() as connection:
            found: Record = _only(read_records(connection, connection.execute(query).all()), "record", id)
        return found

    def links(self, id: str) -> Links:
        """What hangs together with a record inside its document (`Links` says what)."""
        record = self.record(id)
        coding = self.coding(record.document)
        events = {event.id: event for event in coding.events}
        touching = [other for other in coding.records() if other.id != record.id and _overlap(record, other)]
        named = (record.event, record.in_response_to) if isinstance(record, Response) else ()
        return Links(
            answers=tuple(r for r in coding.responses if r.event == record.id),
            answered_by=tuple(r for r in coding.responses if r.in_response_to == record.id),
            events=tuple(events[name] for name in named if name in events),
            demands=tuple(other for other in touching if isinstance(other, Demand)),
            same_words=tuple(other for other in touching if not isinstance(other, Demand | Response)),
        )

    def coding(self, document: str) -> Coding:
        """The whole latest coding of the document whose id begins so, records in order of place."""
        described = self.document(document)
        query = record_rows().where(codings.c.document == described.id, self._current.latest())
        with self._reading() as connection:
            rows = connection.execute(query.order_by(records.c.start, records.c.id)).all()
            found = read_records(connection, rows)
        parts = {f"{kind}s": tuple(r for r in found if isinstance(r, type_)) for kind, type_ in RECORD_TYPES.items()}
        return Coding(described, uncoded=tuple(self._uncoded(described)), **parts)

    def uncoded(self, document: str) -> list[Uncoded]:
        """The sentences of a document that were considered and not coded, with the reason."""
        return self._uncoded(self.document(document))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Documents and records in which all the words stand, the best first, a document and a record in turn.

        "Words in quotation marks" must stand together, a final ``*`` is any ending; case and accents do not count.
        """
        with self._reading() as connection:
            return search(connection, self._current, words, limit)

    def readings(self) -> list[ReadingRow]:
        """Every time that a path was read, in order."""
        table = readings
        query = select(table).where(self._current.by_then(table.c.at), self._current.among(table.c.document))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(table.c.at, table.c.seq))
            return [ReadingRow(**{k: v for k, v in row._mapping.items() if k != "seq"}) for row in rows]

    def copies(self) -> list[CopyRow]:
        """The pairs of documents that say the same."""
        table = copies
        columns = (table.c.document, table.c.other, table.c.kind, table.c.similarity)
        here = and_(self._current.among(table.c.document), self._current.among(table.c.other))
        query = select(*columns).distinct().where(self._current.by_then(table.c.at), here).order_by(*columns)
        with self._reading() as connection:
            return [CopyRow(*row) for row in connection.execute(query)]

    def codings(self) -> list[CodingRow]:
        """Every coding made so far, the superseded ones too, by document and time."""
        latest = self._current.latest().label("current")
        query = select(codings, latest).where(
            self._current.by_then(codings.c.at), self._current.among(codings.c.document)
        )
        with self._reading() as connection:
            rows = connection.execute(query.order_by(codings.c.document, codings.c.at, codings.c.digest))
            names = CodingRow.__slots__
            return [
                CodingRow(**{name: row._mapping[name] for name in names[:-1]}, current=bool(row.current))
                for row in rows
            ]

    def judgements(self, record: str | None = None) -> list[Judgement]:
        """The judgements on a record (its whole id), or all, in order of time."""
        table = judgements
        query = select(table.c.record, table.c.kind, table.c.by, table.c.why, table.c.at)
        query = query.where(self._current.by_then(table.c.at)).order_by(table.c.at, table.c.seq)
        if record is not None:
            query = query.where(table.c.record == record)
        with self._reading() as connection:
            return [Judgement(*row) for row in connection.execute(query)]

    def counts(self) -> dict[str, int]:
        """How many there are: ``documents``, each kind of record, ``uncoded``, ``copies``, ``judgements``, and readings
        by status as ``read_ok`` …"""
        current = self._current
        latest = current.latest()
        by_kind = (
            select(records.c.kind, func.count())
            .select_from(codings.join(records, records.c.coding == codings.c.seq))
            .where(latest)
            .group_by(records.c.kind)
        )
        by_status = (
            select(readings.c.status, func.count())
            .where(current.by_then(readings.c.at), current.among(readings.c.document))
            .group_by(readings.c.status)
        )
        left = select(func.count()).select_from(codings.join(uncoded, uncoded.c.coding == codings.c.seq)).where(latest)
        with self._reading() as connection:
            counts = {
                "documents": connection.execute(select(func.count()).select_from(codings).where(latest)).scalar_one()
            }
            counts |= dict.fromkeys(RECORD_TYPES, 0)
            counts |= {row[0]: row[1] for row in connection.execute(by_kind)}
            counts["uncoded"] = connection.execute(left).scalar_one()
            statuses = {row[0]: row[1] for row in connection.execute(by_status)}
        counts["copies"] = len(self.copies())
        counts["judgements"] = len(self.judgements())
        return counts | {f"read_{s}": statuses.get(s, 0) for s in ("ok", "duplicate", "known", "failed")}

    def _documents(self) -> Select[Any]:
        named = self._current.documents_coded().join(texts, texts.c.seq == documents.c.text)
        columns = [c for c in documents.columns if c.name != "text"]
        return select(*columns, texts.c.text).select_from(named).where(self._current.latest(), self._current.named())

    def _uncoded(self, document: Document) -> list[Uncoded]:
        query = (
            select(uncoded.c.start, uncoded.c.end, uncoded.c.reason)
            .select_from(codings.join(uncoded, uncoded.c.coding == codings.c.seq))
            .where(codings.c.document == document.id, self._current.latest())
            .order_by(uncoded.c.start, uncoded.c.end, uncoded.c.reason)
        )
        with self._reading() as connection:
            return [Uncoded(Span(a, b, document.text[a:b]), reason) for a, b, reason in connection.execute(query)]


def _document(row: Row[Any]) -> Document:
    values = {name: value for name, value in row._mapping.items() if name not in ("seq", "version", "at")}
    return Document(**values | {"furniture": furniture_of(row.furniture)})


def _begins(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Whether an id begins so, in a form that an index serves."""
    if not re.fullmatch("[0-9a-f]+", prefix):
        raise RequestError(
            "this is no id", where=prefix or "''", remedy="an id is made of 0-9 and a-f; its beginning is enough"
        )
    return and_(column >= prefix, column < prefix + "g")


def _only(found: Any, kind: str, id: str) -> Any:
    if not found:
        raise RequestError(f"there is no such {kind}", where=id, remedy="list them to see their ids")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:5])
        raise RequestError(f"more than one {kind} begins so: {ids}", where=id, remedy="give more of the id")
    return found[0]


def _spans(record: Record) -> list[Span]:
    return [record.span, *(step.span for step in record.history)] if isinstance(record, Demand) else [record.span]


def _overlap(one: Record, other: Record) -> bool:
    return any(a.start < b.end and b.start < a.end for a in _spans(one) for b in _spans(other))
