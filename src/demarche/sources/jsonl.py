"""JSON Lines: one article a line, with ``text`` and, if known, title, url, publisher, published, author, language."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.errors import SourceError
from demarche.sources.head import Head
from demarche.sources.inputs import Failure, Input, explained, open_file, too_large

_FIELDS = ("title", "author", "publisher", "published", "language", "url")
_MEND = "correct this line; the others were read"


@dataclass(frozen=True, slots=True)
class Article:
    """One record: where it stands (``file#line``), the line's bytes without its end, the text and what is stated of
    it.
    """

    path: str
    name: str
    raw: bytes
    text: str
    head: Head


def read_articles(item: Input, limit: int) -> Iterator[Article | Failure]:
    """The articles of a file, line by line; a line that breaks the form gives a failure that names it. ``limit``:
    bytes a line.

    Memory holds one line at a time, however long the file.
    """
    count = 0
    try:
        with io.BytesIO(item.data) if item.data is not None else open_file(item.path) as file:
            number = 0
            while line := file.readline(limit + 1):
                number += 1
                path = f"{item.path}#{number}"
                if number == 1:
                    line = line.removeprefix(codecs.BOM_UTF8)
                if len(line) > limit:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(1 << 20)
                    count += 1
                    yield Failure.of(path, too_large(path, limit))
                elif raw := line.strip():
                    count += 1
                    try:
                        text, head = _parsed(raw, path)
                    except SourceError as error:
                        yield Failure.of(path, error, raw)
                    else:
                        yield Article(path, f"{item.name}#{number}", raw, text, head)
    except SourceError as error:
        yield Failure.of(item.path, error)
        return
    except OSError as error:
        yield Failure.of(item.path, explained(error, item.path))
        return
    if not count:
        yield Failure(item.path, "empty", "the file is empty", "leave it out, or save the articles again", b"")


def _parsed(raw: bytes, where: str) -> tuple[str, Head]:
    """Text and head of one line.

    Raises:
        SourceError: ``encoding``, ``json``, ``record``, ``empty``, ``surrogate`` or ``nul``.
    """
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"broken UTF-8 at byte {error.start}", code="encoding", where=where, remedy="save the file as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise SourceError(
            f"no valid JSON: {error.msg} at column {error.colno}", code="json", where=where, remedy=_MEND
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "no valid JSON: nested too deep, or a number too long", code="json", where=where, remedy=_MEND
        ) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise SourceError(
            'the record has no "text"', code="record", where=where, remedy='give an object with a "text" field'
        )
    if not record["text"].strip():
        raise SourceError('"text" is empty', code="empty", where=where, remedy="leave the record out, or give its text")
    stated: dict[str, str | None] = {}
    for field in _FIELDS:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise SourceError(
                f'"{field}" is no text', code="record", where=where, remedy="write it in quotation marks, or null"
            )
        stated[field] = " ".join(value.split()) or None if value else None
    for field, value in (("text", record["text"]), *stated.items()):
        _check_characters(field, value or "", where)
    return record["text"], Head(**stated)


def _check_characters(field: str, value: str, where: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(
            f'"{field}" has half a surrogate pair at {error.start}',
            code="surrogate",
            where=where,
            remedy="save the text again",
        ) from error
    if "\x00" in value:
        raise SourceError(f'"{field}" has a NUL character', code="nul", where=where, remedy="remove it")
