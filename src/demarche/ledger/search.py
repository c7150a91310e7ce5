"""Full-text search over the current documents and records."""

from __future__ import annotations

import secrets
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import Connection, and_, select

from demarche.ledger.current import Current
from demarche.ledger.entries import Hit
from demarche.ledger.schema import codings, documents, records, texts
from demarche.ledger.sqlite import QUOTE_SEARCH, TEXT_SEARCH, marked, matches, search_expression

_AROUND = 90  # characters shown on either side of the first match
_LONGEST = 200  # characters shown of a match


def search(connection: Connection, current: Current, words: str, limit: int) -> list[Hit]:
    """At most `limit` hits, documents and records in turn, each in order of rank (BM25), then of id."""
    expression = search_expression(words)
    if expression is None or limit < 1:
        return []
    in_texts = _documents(connection, current, expression, limit)
    in_quotes = _records(connection, current, expression, limit)
    turns = chain.from_iterable(zip_longest(in_texts, in_quotes))
    return [hit for hit in turns if hit is not None][:limit]


def _documents(connection: Connection, current: Current, expression: str, limit: int) -> list[Hit]:
    joined = TEXT_SEARCH.join(texts, texts.c.seq == TEXT_SEARCH.c.rowid)
    joined = joined.join(documents, documents.c.text == texts.c.seq)
    joined = joined.join(codings, and_(codings.c.document == documents.c.id, codings.c.version == documents.c.version))
    query = (
        select(texts.c.seq, documents.c.id)
        .select_from(joined)
        .where(matches(TEXT_SEARCH, expression), current.latest(), current.named())
        .order_by(TEXT_SEARCH.c.rank, documents.c.id)
        .limit(limit)
    )
    found = connection.execute(query).all()
    opening, closing, marks = _marks(connection, TEXT_SEARCH, expression, [row.seq for row in found])
    wanted = select(texts.c.seq, texts.c.text).where(texts.c.seq.in_([row.seq for row in found]))
    words = {row.seq: row.text for row in connection.execute(wanted)}
    hits = []
    for row in found:
        start, end = _first(words[row.seq], marks[row.seq], opening, closing)
        hits.append(Hit("document", row.id, row.id, start, end, _snippet(words[row.seq], start, end)))
    return hits


def _records(connection: Connection, current: Current, expression: str, limit: int) -> list[Hit]:
    joined = QUOTE_SEARCH.join(records, records.c.seq == QUOTE_SEARCH.c.rowid)
    joined = joined.join(codings, codings.c.seq == records.c.coding)
    query = (
        select(records.c.seq, records.c.id, records.c.kind, records.c.start, records.c.quote, codings.c.document)
        .select_from(joined)
        .where(matches(QUOTE_SEARCH, expression), current.latest())
        .order_by(QUOTE_SEARCH.c.rank, records.c.id)
        .limit(limit)
    )
    found = connection.execute(query).all()
    opening, closing, marks = _marks(connection, QUOTE_SEARCH, expression, [row.seq for row in found])
    hits = []
    for row in found:
        start, end = _first(row.quote, marks[row.seq], opening, closing)
        snippet = _snippet(row.quote, start, end)
        hits.append(Hit(row.kind, row.id, row.document, row.start + start, row.start + end, snippet))
    return hits


def _marks(connection: Connection, index: Any, expression: str, numbers: list[int]) -> tuple[str, str, dict[int, str]]:
    """The indexed words of these rows with marks at each match; the marks are such as no text holds."""
    token = secrets.token_hex(8)
    opening, closing = f"\x02{token}", f"\x03{token}"
    query = select(index.c.rowid, marked(index, opening, closing)).where(
        matches(index, expression), index.c.rowid.in_(numbers)
    )
    rows: list[Any] = list(connection.execute(query)) if numbers else []
    return opening, closing, {row[0]: row[1] for row in rows}


def _first(words: str, marks: str, opening: str, closing: str) -> tuple[int, int]:
    """Where the first match stands; the whole, if the marked text was cut short (SQLite stops at a NUL)."""
    start = marks.find(opening)
    end = marks.find(closing, start) - len(opening)
    if start < 0 or words[start:end] != marks[start + len(opening) : end + len(opening)]:
        return 0, len(words)
    return start, end


def _snippet(words: str, start: int, end: int) -> str:
    """The match (its first `_LONGEST` characters) with some words around it, in one line, ellipses where it was cut."""
    end = min(end, start + _LONGEST)
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    if first:
        first = words.find(" ", first, start) + 1 or first
    if last < len(words):
        cut = words.rfind(" ", end, last)
        last = cut if cut > 0 else last
    shown = " ".join(words[first:last].split())
    return ("… " if first else "") + shown + (" …" if last < len(words) else "")
