"""Records as flat tables, one a kind, in CSV as RFC 4180 has it: commas, CRLF, quotation marks doubled, UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from demarche.records import RECORD_TYPES, Coding, Demand, DemandStep, Document, Record, RecordKind, When, kind_of

_WHEN = ("edtf", "lower", "upper", "basis")
_DATES = frozenset({"date", "horizon"})
_MADE_BY = ("coder", "coder_version", "codebook", "codebook_version", "rule", "confidence")
_ABOUT = ("id", "name", "publisher", "title", "author", "published", "language", "url", "media_type")
# A spreadsheet takes a cell that begins so for a formula, and would run what an article says.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Table = tuple[str, Sequence[str], Iterator[Sequence[Any]]]


def tables(codings: Sequence[Coding]) -> Iterator[Table]:
    """Every table as its name, its columns and its rows: documents, each kind of record, the steps of demands."""
    yield "documents", _ABOUT, ([getattr(c.document, name) for name in _ABOUT] for c in codings)
    for kind in RECORD_TYPES:
        rows = (_row(record, c.document) for c in codings for record in getattr(c, f"{kind}s"))
        yield f"{kind}s", list(_columns(kind)), rows
    steps = ("demand", "position", "status", *_when_columns("date"), "speaker", "start", "end", "quote")
    yield "demand_steps", steps, (row for c in codings for demand in c.demands for row in _steps(demand))


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV: lists joined by ``|``, None an empty cell, an apostrophe before what looks like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = "|".join(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _own(kind: RecordKind) -> Iterator[str]:
    """The fields of a kind beside those that all kinds have; a demand's history has a table of its own."""
    common = {"id", "document", "span", "provenance", "history"}
    return (f.name for f in fields(RECORD_TYPES[kind]) if f.name not in common)


def _columns(kind: RecordKind) -> Iterator[str]:
    yield from ("id", "document", "document_name", "publisher", "start", "end", "quote")
    for name in _own(kind):
        yield from _when_columns(name) if name in _DATES else (name,)
    yield from _MADE_BY


def _when_columns(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}_{part}" for part in _WHEN[1:]))


def _when(value: When | None) -> list[str | None]:
    return [None if value is None else getattr(value, part) for part in _WHEN]


def _row(record: Record, document: Document) -> list[Any]:
    span = record.span
    row: list[Any] = [record.id, document.id, document.name, document.publisher, span.start, span.end, span.quote]
    for name in _own(kind_of(record)):
        value = getattr(record, name)
        row += _when(value) if name in _DATES else [value]
    return row + [getattr(record.provenance, name) for name in _MADE_BY]


def _steps(demand: Demand) -> Iterator[list[Any]]:
    for position, step in enumerate(demand.history):
        yield [demand.id, position, step.status, *_when(step.date), step.speaker, *_place(step)]


def _place(step: DemandStep) -> tuple[int, int, str]:
    return step.span.start, step.span.end, step.span.quote
