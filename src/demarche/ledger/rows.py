"""Records to rows and back: what comes out is equal to what went in, down to its id."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from demarche.ledger import schema
from demarche.records import (
    Claim,
    Demand,
    DemandStep,
    Event,
    Figure,
    Prediction,
    Provenance,
    Record,
    RecordKind,
    Response,
    Span,
    Stretch,
    When,
    canonical_json,
    kind_of,
    to_plain,
)

Values = dict[str, Any]

_AT_ONCE = 500  # rows whose parts are fetched together

TABLES: dict[RecordKind, Table] = {
    "event": schema.events,
    "claim": schema.claims,
    "demand": schema.demands,
    "figure": schema.figures,
    "prediction": schema.predictions,
    "response": schema.responses,
}
# The tables that hold a record's repeated parts, in the order of their `position`.
PARTS: dict[RecordKind, Table] = {"event": schema.event_parties, "demand": schema.demand_steps}


def furniture_text(furniture: tuple[Stretch, ...]) -> str:
    """Stretches as JSON: ``[[start, end, reason], …]``."""
    return canonical_json([[s.start, s.end, s.reason] for s in furniture])


def furniture_of(text: str) -> tuple[Stretch, ...]:
    """Stretches from their JSON."""
    return tuple(Stretch(*parts) for parts in json.loads(text))


def write_records(connection: Connection, coding: int, said: Sequence[Record]) -> None:
    """Add the records of a coding, a few statements for all of them."""
    if not said:
        return
    common = [
        {
            "coding": coding,
            "id": record.id,
            "kind": kind_of(record),
            "start": record.span.start,
            "end": record.span.end,
            "quote": record.span.quote,
            "rule": record.provenance.rule,
            "confidence": record.provenance.confidence,
        }
        for record in said
    ]
    connection.execute(insert(schema.records), common)
    numbers = {
        row.id: row.seq
        for row in connection.execute(
            select(schema.records.c.id, schema.records.c.seq).where(schema.records.c.coding == coding)
        )
    }
    batches: dict[Table, list[Values]] = defaultdict(list)
    for record in said:
        for table, values in _rows(record):
            batches[table].append({"record": numbers[record.id], **values})
    for table, rows in batches.items():
        connection.execute(insert(table), rows)


def _rows(record: Record) -> Iterator[tuple[Table, Values]]:
    match record:
        case Event():
            yield (
                schema.events,
                {
                    "type": record.type,
                    "mode": record.mode,
                    "contexts": canonical_json(to_plain(record.contexts)),
                    **_when_values("date", record.date),
                    "status": record.status,
                    "place": record.place,
                    "speaker": record.speaker,
                },
            )
            yield from _parties("actor", record.actors, record.actor_names)
            yield from _parties("recipient", record.recipients, record.recipient_names)
        case Demand():
            yield schema.demands, {"issuer": record.issuer, "addressee": record.addressee, "act": record.act}
            for position, step in enumerate(record.history):
                yield (
                    schema.demand_steps,
                    {
                        "position": position,
                        "status": step.status,
                        **_when_values("date", step.date),
                        "speaker": step.speaker,
                        "start": step.span.start,
                        "end": step.span.end,
                        "quote": step.span.quote,
                    },
                )
        case Prediction():
            yield (
                schema.predictions,
                {"speaker": record.speaker, "expects": record.expects, **_when_values("horizon", record.horizon)},
            )
        case _:
            table = TABLES[kind_of(record)]
            yield table, {c.name: getattr(record, c.name) for c in table.columns if c.name != "record"}


def _parties(side: str, codes: tuple[str, ...], names: tuple[str, ...]) -> Iterator[tuple[Table, Values]]:
    for position, (code, name) in enumerate(zip_longest(codes, names)):
        yield schema.event_parties, {"side": side, "position": position, "code": code, "name": name}


def _when_values(prefix: str, when: When | None) -> Values:
    parts = ("edtf", "lower", "upper", "basis")
    return {f"{prefix}_{part}": None if when is None else getattr(when, part) for part in parts}


def read_records(connection: Connection, found: Sequence[Row[Any]]) -> list[Record]:
    """The records of these rows of `records` joined with their coding, in the same order: a few queries for all."""
    parts = (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))
    return [record for part in parts for record in _read(connection, part)]


def _read(connection: Connection, found: Sequence[Row[Any]]) -> list[Record]:
    wanted: dict[RecordKind, list[int]] = defaultdict(list)
    for row in found:
        wanted[row.kind].append(row.seq)
    own: dict[int, Row[Any]] = {}
    parts: dict[int, list[Row[Any]]] = defaultdict(list)
    for kind, numbers in wanted.items():
        table = TABLES[kind]
        own.update((row.record, row) for row in connection.execute(select(table).where(table.c.record.in_(numbers))))
        if kind in PARTS:
            table = PARTS[kind]
            query = select(table).where(table.c.record.in_(numbers)).order_by(table.c.record, table.c.position)
            for row in connection.execute(query):
                parts[row.record].append(row)
    return [_BUILD[row.kind](_common(row), own[row.seq], parts[row.seq]) for row in found]


def _common(row: Row[Any]) -> Values:
    made_by = Provenance(row.coder, row.coder_version, row.codebook, row.codebook_version, row.rule, row.confidence)
    return {"document": row.document, "span": Span(row.start, row.end, row.quote), "provenance": made_by}


def _when(row: Row[Any], prefix: str) -> When | None:
    edtf, lower, upper, basis = (getattr(row, f"{prefix}_{part}") for part in ("edtf", "lower", "upper", "basis"))
    return None if edtf is None else When(edtf, lower, upper, basis)


def _event(common: Values, row: Row[Any], parts: list[Row[Any]]) -> Event:
    def listed(side: str, field: str) -> tuple[str, ...]:
        return tuple(getattr(p, field) for p in parts if p.side == side and getattr(p, field) is not None)

    return Event(
        **common,
        type=row.type,
        mode=row.mode,
        contexts=tuple(json.loads(row.contexts)),
        actors=listed("actor", "code"),
        actor_names=listed("actor", "name"),
        recipients=listed("recipient", "code"),
        recipient_names=listed("recipient", "name"),
        date=_when(row, "date"),
        status=row.status,
        place=row.place,
        speaker=row.speaker,
    )


def _demand(common: Values, row: Row[Any], parts: list[Row[Any]]) -> Demand:
    history = tuple(DemandStep(p.status, _when(p, "date"), p.speaker, Span(p.start, p.end, p.quote)) for p in parts)
    return Demand(**common, issuer=row.issuer, addressee=row.addressee, act=row.act, history=history)


def _prediction(common: Values, row: Row[Any], _: list[Row[Any]]) -> Prediction:
    return Prediction(**common, speaker=row.speaker, expects=row.expects, horizon=_when(row, "horizon"))


def _plain(type_: type[Any]) -> Callable[[Values, Row[Any], list[Row[Any]]], Record]:
    """For the kinds whose columns are their fields."""

    def build(common: Values, row: Row[Any], _: list[Row[Any]]) -> Record:
        own = {name: value for name, value in row._mapping.items() if name != "record"}
        made: Record = type_(**common, **own)
        return made

    return build


_BUILD: dict[RecordKind, Callable[[Values, Row[Any], list[Row[Any]]], Record]] = {
    "event": _event,
    "claim": _plain(Claim),
    "demand": _demand,
    "figure": _plain(Figure),
    "prediction": _prediction,
    "response": _plain(Response),
}
