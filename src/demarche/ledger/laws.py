"""The laws that a coding must keep before it may enter the ledger: nothing that breaks them is ever stored."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import fields

from demarche.errors import LedgerError
from demarche.records import Coding, Demand, Figure, Span

_REMEDY = "this is a fault of the coder; report it with the document"


def check_coding(
    coding: Coding, raw: bytes, coder: str, coder_version: str, codebook: str, codebook_version: str
) -> None:
    """Every span's words stand in the text, every record is of this document and by this coder.

    Raises:
        LedgerError: naming the document and the law that is broken.
    """
    document = coding.document
    for broken in _broken(coding, raw, (coder, coder_version, codebook, codebook_version)):
        raise LedgerError(broken, where=document.name, remedy=_REMEDY)


def _broken(coding: Coding, raw: bytes, made_by: tuple[str, ...]) -> Iterator[str]:
    document = coding.document
    if hashlib.sha256(raw).hexdigest() != document.id:
        yield "the document's id is not the SHA-256 of its bytes"
    if not all(_is_unicode(getattr(document, f.name)) for f in fields(document) if f.name != "furniture"):
        yield "the document holds half a surrogate pair, which is no character"
    for span in _spans(coding):
        if span.start < 0 or span.start >= span.end or document.text[span.start : span.end] != span.quote:
            yield f"the words of a span are not those of the text at {span.start}..{span.end}"
    for record in coding.records():
        said_by = record.provenance
        if record.document != document.id:
            yield f"record {record.id} is of another document"
        if (said_by.coder, said_by.coder_version, said_by.codebook, said_by.codebook_version) != made_by:
            yield f"record {record.id} is by another coder or codebook than its coding"
        if isinstance(record, Figure):
            values = [v for v in (record.value, record.low, record.high) if v is not None]
            if not all(math.isfinite(v) for v in values):
                yield f"figure {record.id} has a value that is no number"


def _is_unicode(words: str | None) -> bool:
    try:
        (words or "").encode()
    except UnicodeEncodeError:
        return False
    return True


def _spans(coding: Coding) -> Iterator[Span]:
    for record in coding.records():
        yield record.span
        if isinstance(record, Demand):
            yield from (step.span for step in record.history)
    yield from (left.span for left in coding.uncoded)
