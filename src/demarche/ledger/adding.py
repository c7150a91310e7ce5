"""The single steps of writing, each inside the transaction of its caller; each leaves alone what is there already."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, insert, select

from demarche.ledger import schema
from demarche.ledger.entries import Copy, ReadingStatus
from demarche.ledger.rows import furniture_text
from demarche.records import Document, content_id, to_plain

_DESCRIBED = ("id", "name", "publisher", "title", "author", "published", "language", "url", "media_type")


def version_of(document: Document) -> str:
    """The hash of all that a document is said to be but its name."""
    described = to_plain(document)
    del described["name"]
    return content_id(described)


def exists(connection: Connection, table: Table, **values: Any) -> bool:
    """Whether a row holds these values."""
    condition = and_(*(table.c[name] == value for name, value in values.items()))
    return connection.execute(select(1).select_from(table).where(condition).limit(1)).first() is not None


def add(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Add a row; its number."""
    number: int = connection.execute(insert(table).returning(table.c.seq), row).scalar_one()
    return number


def keep(connection: Connection, id: str, raw: bytes, kept: int) -> None:
    """Keep the first bytes of an input, unless as many are there."""
    table = schema.originals
    if connection.execute(select(1).where(table.c.id == id, table.c.kept >= kept).limit(1)).first() is None:
        data = zlib.compress(raw[:kept])
        connection.execute(insert(table), {"id": id, "size": len(raw), "kept": kept, "data": data})


def describe(connection: Connection, document: Document, version: str, at: str) -> None:
    """Add the document's text and this description of it, unless they were there by then."""
    table = schema.documents
    same = and_(table.c.id == document.id, table.c.version == version, table.c.name == document.name, table.c.at <= at)
    if connection.execute(select(1).select_from(table).where(same).limit(1)).first():
        return
    key = {"document": document.id, "digest": content_id(document.text)}
    text = schema.texts
    number = connection.execute(
        select(text.c.seq).where(text.c.document == key["document"], text.c.digest == key["digest"])
    ).scalar()
    if number is None:
        number = add(connection, text, {**key, "text": document.text})
    row = {name: getattr(document, name) for name in _DESCRIBED}
    row |= {"version": version, "furniture": furniture_text(document.furniture), "text": number, "at": at}
    connection.execute(insert(table), row)


def rename(connection: Connection, document: str, name: str, at: str) -> None:
    """Remember that the bytes lie under this name too, if it comes before those known."""
    table = schema.documents
    name = unicode(name)
    rows = connection.execute(select(table).where(table.c.id == document).order_by(table.c.name, table.c.at)).all()
    first = {row.version: row for row in reversed(rows)}
    for row in first.values():
        if (name, at) < (row.name, row.at):
            values = dict(row._mapping) | {"name": name, "at": at}
            del values["seq"]
            connection.execute(insert(table), values)


def link(connection: Connection, document: str, copies: Sequence[Copy], at: str) -> None:
    """Link a document with those that say the same; a link has no direction."""
    table = schema.copies
    for copy in copies:
        low, high = sorted((document, copy.other))
        same = and_(table.c.document == low, table.c.other == high, table.c.kind == copy.kind, table.c.at <= at)
        if connection.execute(select(1).select_from(table).where(same).limit(1)).first() is None:
            row = {"document": low, "other": high, "kind": copy.kind, "similarity": copy.similarity, "at": at}
            connection.execute(insert(table), row)


def record_reading(connection: Connection, path: str, status: ReadingStatus, *, at: str, **values: str | None) -> None:
    """Add a reading. A path or a message may hold bytes that are no UTF-8; they are written as escapes."""
    row = {"path": path, "status": status, "at": at, "code": None, "what": None, "remedy": None, **values}
    connection.execute(insert(schema.readings), {k: v if v is None else unicode(v) for k, v in row.items()})


def unicode(words: str) -> str:
    """The words with half surrogate pairs, as Python makes them of bytes that are no UTF-8, written as escapes."""
    return words.encode("utf-8", "backslashreplace").decode()
