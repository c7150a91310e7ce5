"""The lines of a text as furniture and head are read from them: stripped of layout, with their place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

_EDGE = re.compile(r"^(?:#{1,6}\s+|>\s+|[-*+]\s+|\d{1,2}[.)]\s+)+")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_STRONG = re.compile(r"(\*\*|__|\*|_)(?=\S)(.{1,200}?)(?<=\S)\1")
_CLOSED = re.compile(r"[.!?…][\"”»'’)\]*_]*$")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: offsets in the text without the space around it, and its words without markup.

    ``gap`` tells that a blank line comes before it, ``heading`` that markup makes it one, ``links`` that it holds
    nothing but links.
    """

    start: int
    end: int
    text: str
    words: int
    gap: bool
    heading: bool
    links: bool

    @property
    def closed(self) -> bool:
        """Whether the line ends like a sentence."""
        return bool(_CLOSED.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether the line is running text: a whole sentence of some length, or several."""
        return self.words >= 12 and (self.closed or self.words >= 30)


# Furniture and head are read from the same lines, one after the other.
@lru_cache(maxsize=4)
def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of the text that are not blank; of a text broken at a fixed width, its paragraphs."""
    spans: list[tuple[int, int, bool]] = []
    at, gap = 0, True
    for raw in text.splitlines(keepends=True):
        bare = raw.strip("\ufeff \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029\u00a0")
        if bare:
            start = at + raw.index(bare[0])
            spans.append((start, start + len(bare), gap))
        gap = not bare
        at += len(raw)
    if _broken(text, spans):
        spans = _joined(spans)
    return tuple(_line(text, start, end, gap) for start, end, gap in spans)


def plain(text: str) -> str:
    """A line without Markdown's marks and with single spaces."""
    text = _EDGE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _STRONG.sub(r"\2", text)
    return " ".join(text.split())


def _line(text: str, start: int, end: int, gap: bool) -> Line:
    raw = text[start:end]
    bare = plain(raw)
    links = "](" in raw and not _WORD.search(_LINK.sub("", raw))
    return Line(start, end, bare, len(bare.split()), gap, raw.startswith("#"), links)


def _broken(text: str, spans: list[tuple[int, int, bool]]) -> bool:
    """Whether lines are cut at a fixed width: most of the text stands in lines of like length that end within a
    sentence.
    """
    inner = [text[s:e] for (s, e, _), (_, _, gap) in pairwise(spans) if not gap]
    if len(inner) < 5 or sum(map(len, inner)) * 2 < sum(end - start for start, end, _ in spans):
        return False
    cut = sum(1 for line in inner if not _CLOSED.search(line))
    return 40 <= median(map(len, inner)) <= 110 and cut > 0.6 * len(inner)


def _joined(spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    out: list[tuple[int, int, bool]] = []
    full = False  # a short line is no first line of a paragraph that goes on
    for start, end, gap in spans:
        if gap or not full:
            out.append((start, end, gap))
        else:
            out[-1] = (out[-1][0], end, out[-1][2])
        full = end - start >= 40
    return out
