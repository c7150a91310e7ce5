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

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from demarche.errors import RequestError
from demarche.ledger.current import ORDER, Current
from demarche.ledger.entries import CodingRow, CopyRow, Hit, Judgement, Links, ReadingRow
from demarche.ledger.rows import furniture_of, read_records
from demarche.ledger.schema import (
    codings,
    copies,
    documents,
    event_parties,
    events,
    judgements,
    originals,
    readings,
    records,
    texts,
    uncoded,
)
from demarche.ledger.search import search
from demarche.records import RECORD_TYPES, Coding, Demand, Document, Event, Record, RecordKind, Response, Span, Uncoded

_AT_ONCE = 500  # rows whose parts are fetched together


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
        query = self._records().where(records.c.kind == kind)
        if document is not None:
            query = query.where(codings.c.document == document)
        return self._fetch(query.order_by(*ORDER, records.c.start, records.c.id).limit(limit).offset(offset))

    def events(
        self,
        *,
        type: str | None = None,
        party: str | None = None,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Event]:
        """The events of a type, with a party (its code, on either side), by a speaker, that may lie between two days.

        `since` and `until` are ISO dates, both included; an event without a date lies in no period.
        """
        wanted: list[ColumnElement[bool]] = [records.c.kind == "event"]
        if type is not None:
            wanted.append(events.c.type == type)
        if speaker is not None:
            wanted.append(events.c.speaker == speaker)
        if party is not None:
            wanted.append(records.c.seq.in_(select(event_parties.c.record).where(event_parties.c.code == party)))
        if since is not None or until is not None:
            wanted.append(events.c.date_edtf.is_not(None))
        if since is not None:
            wanted.append(or_(events.c.date_upper >= since, events.c.date_upper.is_(None)))
        if until is not None:
            wanted.append(or_(events.c.date_lower <= until, events.c.date_lower.is_(None)))
        query = self._records(events).where(*wanted)
        found = self._fetch(query.order_by(*ORDER, records.c.start, records.c.id).limit(limit).offset(offset))
        return [record for record in found if isinstance(record, Event)]

    def record(self, id: str) -> Record:
        """The record whose id begins so.

        Raises:
            RequestError: if there is none, or more than one.
        """
        rows = self._fetch(self._records().where(_begins(records.c.id, id)).limit(6))
        found: Record = _only(rows, "record", id)
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
        found = self._fetch(
            self._records().where(codings.c.document == described.id).order_by(records.c.start, records.c.id)
        )
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

    def _records(self, *own: Any) -> Select[Any]:
        joined = self._current.documents_coded().join(records, records.c.coding == codings.c.seq)
        for table in own:
            joined = joined.join(table, table.c.record == records.c.seq)
        by = (
            codings.c.document,
            codings.c.coder,
            codings.c.coder_version,
            codings.c.codebook,
            codings.c.codebook_version,
        )
        return select(records, *by).select_from(joined).where(self._current.latest(), self._current.named())

    def _fetch(self, query: Select[Any]) -> list[Record]:
        found: list[Record] = []
        with self._reading() as connection:
            rows = connection.execute(query).all()
            for start in range(0, len(rows), _AT_ONCE):
                found += read_records(connection, rows[start : start + _AT_ONCE])
        return found

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
