"""Evidence: the words that a record rests on, in their paragraph, with who printed them, where, and what read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.analysis.dates import in_words
from demarche.records import Document, Provenance, Span

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")
_LEAST = 160  # code points of context that are always shown, if the paragraph has them


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paragraph around a record's words in three parts, and where it stands. ``anchor`` is the record's id where
    the page shows it for the first time, else None; ``note`` is further words about the record."""

    anchor: str | None
    before: str
    words: str
    after: str
    publisher: str
    published: str
    where: str
    rule: str
    speaker: str | None
    note: str


def evidence(
    document: Document,
    span: Span,
    provenance: Provenance,
    *,
    anchor: str | None,
    speaker: str | None,
    room: int,
    note: str = "",
) -> Evidence:
    """The evidence of one record: its paragraph, or of a long one the sentences around the words, ``room`` code
    points."""
    start, end = window(document.text, span.start, span.end, room)
    before = ("… " if start[1] else "") + document.text[start[0] : span.start]
    after = document.text[span.end : end[0]] + (" …" if end[1] else "")
    sure = "" if provenance.confidence is None else f", {provenance.confidence:.0%} sure"
    return Evidence(
        anchor=anchor,
        before=before,
        words=span.quote,
        after=after,
        publisher=document.publisher or document.name,
        published=in_words(document.published) if document.published else "not dated",
        where=f"{document.name}, characters {span.start}–{span.end}",
        rule=f"{provenance.rule}{sure}",
        speaker=speaker,
        note=note,
    )


def window(text: str, start: int, end: int, room: int) -> tuple[tuple[int, bool], tuple[int, bool]]:
    """Where to begin and end the excerpt, each with whether the paragraph is cut there."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= max(room, end - start):
        return (first, False), (last, False)
    spare = max(room - (end - start), _LEAST) // 2
    begin, stop = max(first, start - spare), min(last, end + spare)
    if begin > first:
        # Begin with a sentence if one starts in the excerpt, else with a word.
        opened = [m.end() for m in _SENTENCE_END.finditer(text, begin, start)]
        space = text.find(" ", begin, start)
        begin = opened[0] if opened else space + 1 if space >= 0 else begin
    if stop < last:
        closed = [m.end() for m in _SENTENCE_END.finditer(text, end, stop)]
        space = text.rfind(" ", end, stop)
        stop = len(text[: closed[-1]].rstrip()) if closed else space if space >= 0 else stop
    return (begin, begin > first), (stop, stop < last)
