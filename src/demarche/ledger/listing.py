"""Lists of records, quick however long the ledger is.

A list is in the order of its documents, but no index can span documents and records. So the documents are walked in
order, a few at first and then more at a time, until the list is long enough; what is left is never looked at. Only
where a filter lets few events through are those fetched and sorted instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, exists, func, or_, select

from demarche.ledger.current import ORDER, Current
from demarche.ledger.rows import read_records
from demarche.ledger.schema import codings, documents, event_parties, events, records
from demarche.records import Event, Record, RecordKind

_FEW = 2000  # events that are sorted rather than found by walking
_STEPS = (8, 64, 512)  # documents walked at a time; the last is repeated


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: of a type, with a party (its code, on either side), by a speaker, that may lie between two days.

    ``since`` and ``until`` are ISO dates, both included; an event without a date lies in no period.
    """

    type: str | None = None
    party: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None


def record_rows(*own: Any) -> Select[Any]:
    """Rows of `records` with the names of their coding, as `read_records` takes them; `own` tables are joined."""
    joined: FromClause = records.join(codings, codings.c.seq == records.c.coding)
    for table in own:
        joined = joined.join(table, table.c.record == records.c.seq)
    by = (codings.c.document, codings.c.coder, codings.c.coder_version, codings.c.codebook, codings.c.codebook_version)
    return select(records, *by).select_from(joined)


def list_records(
    connection: Connection, current: Current, kind: RecordKind, *, document: str | None, limit: int | None, offset: int
) -> list[Record]:
    """The current records of a kind, of one document if its id is given."""
    return _walk(connection, current, record_rows().where(records.c.kind == kind), document, limit, offset)


def list_events(
    connection: Connection, current: Current, narrow: EventFilter, *, limit: int | None, offset: int
) -> list[Event]:
    """The current events that pass a filter."""
    few = connection.execute(_through_indexes(narrow).limit(_FEW + 1)).scalars().all()
    if len(few) <= _FEW:
        found = _sort(connection, current, few, limit, offset)
    else:
        query = record_rows(events).where(records.c.kind == "event", *_row_by_row(narrow))
        found = _walk(connection, current, query, None, limit, offset)
    return [record for record in found if isinstance(record, Event)]


def _through_indexes(narrow: EventFilter) -> Select[Any]:
    """The numbers of all events that pass, current or not, in a form that indexes serve."""
    query = select(events.c.record)
    if narrow.type is not None:
        query = query.where(events.c.type == narrow.type)
    if narrow.speaker is not None:
        query = query.where(events.c.speaker == narrow.speaker)
    if narrow.since is not None or narrow.until is not None:
        query = query.where(events.c.date_edtf.is_not(None))
    if narrow.since is not None:
        query = query.where(or_(events.c.date_upper >= narrow.since, events.c.date_upper.is_(None)))
    if narrow.until is not None:
        query = query.where(or_(events.c.date_lower <= narrow.until, events.c.date_lower.is_(None)))
    if narrow.party is not None:
        query = query.join(event_parties, event_parties.c.record == events.c.record)
        query = query.where(event_parties.c.code == narrow.party).distinct()
    return query


def _row_by_row(narrow: EventFilter) -> list[ColumnElement[bool]]:
    """The same, in a form that no index serves: of the few documents in hand each event is looked at, and the database
    must not be tempted to collect the events of the whole ledger first."""
    wanted: list[ColumnElement[bool]] = []
    if narrow.type is not None:
        wanted.append(func.coalesce(events.c.type, "") == narrow.type)
    if narrow.speaker is not None:
        wanted.append(func.coalesce(events.c.speaker, "") == narrow.speaker)
    if narrow.since is not None or narrow.until is not None:
        wanted.append(events.c.date_edtf.is_not(None))
    if narrow.since is not None:
        wanted.append(func.coalesce(events.c.date_upper, narrow.since) >= narrow.since)
    if narrow.until is not None:
        wanted.append(func.coalesce(events.c.date_lower, narrow.until) <= narrow.until)
    if narrow.party is not None:
        same = func.coalesce(event_parties.c.code, "") == narrow.party
        wanted.append(exists().where(event_parties.c.record == records.c.seq, same))
    return wanted


def _sort(
    connection: Connection, current: Current, numbers: Sequence[int], limit: int | None, offset: int
) -> list[Record]:
    described = and_(documents.c.id == codings.c.document, documents.c.version == codings.c.version)
    query = (
        record_rows().join(documents, described).where(records.c.seq.in_(numbers), current.latest(), current.named())
    )
    query = query.order_by(*ORDER, records.c.start, records.c.id).limit(limit).offset(offset)
    return read_records(connection, connection.execute(query).all())


def _walk(
    connection: Connection, current: Current, query: Select[Any], document: str | None, limit: int | None, offset: int
) -> list[Record]:
    found: list[Row[Any]] = []
    for numbers in _codings(connection, current, document):
        part = query.where(records.c.coding.in_(numbers))
        if offset:
            held = connection.execute(part.with_only_columns(func.count())).scalar_one()
            if held <= offset:
                offset -= held
                continue
        place = {number: n for n, number in enumerate(numbers)}
        rows = sorted(connection.execute(part).all(), key=lambda row: (place[row.coding], row.start, row.id))
        found += rows[offset:]
        offset = 0
        if limit is not None and len(found) >= limit:
            break
    return read_records(connection, found[:limit])


def _codings(connection: Connection, current: Current, document: str | None) -> Iterator[list[int]]:
    """The numbers of the current codings, in the order of their documents, some at a time."""
    query = select(codings.c.seq).select_from(current.documents_coded()).where(current.latest(), current.named())
    if document is not None:
        query = query.where(codings.c.document == document)
    rows = connection.execute(query.order_by(*ORDER)).scalars()
    step = 0
    while numbers := rows.fetchmany(_STEPS[min(step, len(_STEPS) - 1)]):
        step += 1
        yield list(numbers)
