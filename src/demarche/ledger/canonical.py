"""The content of a ledger as lines that are the same byte for byte whatever the order, time or place of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demarche.ledger.view import View
from demarche.records import canonical_json, kind_of, to_plain


def canonical_export(view: View) -> Iterator[str]:
    """Sorted lines of JSON (no line ends): documents, codings, records, what was not coded, copies and judgements.

    Times of reading, of coding and of judging are left out, and so are paths.
    """
    yield from sorted(canonical_json(line) for line in _lines(view))


def _lines(view: View) -> Iterator[dict[str, Any]]:
    for document in view.documents():
        yield {"line": "document", **to_plain(document)}
        coding = view.coding(document.id)
        for record in coding.records():
            yield {"line": kind_of(record), **to_plain(record)}
        for left in coding.uncoded:
            yield {"line": "uncoded", "document": document.id, **to_plain(left)}
    for row in view.codings():
        if row.current:
            yield {"line": "coding", **_timeless(row)}
    for pair in view.copies():
        yield {"line": "copy", **to_plain(pair)}
    for judgement in view.judgements():
        yield {"line": "judgement", **_timeless(judgement)}


def _timeless(row: Any) -> dict[str, Any]:
    return {name: value for name, value in to_plain(row).items() if name not in ("at", "current")}
