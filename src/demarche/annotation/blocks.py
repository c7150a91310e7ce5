"""Cuts a document into blocks: the paragraphs and headings that are parsed one by one.

A block's text has the length of its run in the document, character for character; only line breaks and typographic
quotation marks are replaced (by a space, by ``"`` and ``'``), so that the parser meets what it was trained on and every
offset still counts in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from demarche.annotation.dates import find_dates
from demarche.annotation.layers import BlockKind
from demarche.records import Document

_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("\n\r\t\u00a0\u2028", " ")
)
_BYLINE = re.compile(r"(author|by|text|source|photo|reporter|from our [\w ]*correspondent)\b.{0,60}$|by [A-Z]", re.I)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?!\.\d)")
_SHINGLE = 3
# No paragraph of prose is longer, and the parser refuses a million characters.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block before it is parsed: offsets, kind, the date line of its box (EDTF), and the text for the parser."""

    start: int
    end: int
    kind: BlockKind
    anchor: str | None
    text: str


def split_blocks(document: Document) -> list[Paragraph]:
    """The blocks of a document in order, furniture left out."""
    groups = _groups(document)
    if _wrapped(document.text, groups):
        groups = [[(group[0][0], group[-1][1])] for group in groups]
    lines = [
        (start, end, position == 0 or len(group) == 1)
        for group in groups
        for position, (start, end) in enumerate(group)
    ]
    lines = [(a, b, first and a == start) for start, end, first in lines for a, b in _pieces(document.text, start, end)]
    paragraphs: list[Paragraph] = []
    box: str | None = None
    box_room = 0
    body_seen = False
    repeats = _repeats(document.text, [(start, end) for start, end, _ in lines])
    for number, (start, end, first) in enumerate(lines):
        raw = document.text[start:end]
        text = raw.translate(_PLAIN)
        date_line = _date_line(text)
        kind: BlockKind
        if date_line and body_seen:
            box, box_room, kind = date_line, 2, "head"
        elif not body_seen and (date_line or _BYLINE.match(text)):
            kind = "head"
        elif (start, end) in repeats:
            kind = "repeat"
        elif _is_heading(text, title=document.title):
            kind = "heading"
            box_room -= 1 if box else 0
        else:
            if box and box_room > 0 and (box_room == 2 or not first or lines[number - 1][1] + 2 >= start):
                kind, box_room = "box", box_room if not _ends_group(lines, number) else 0
            else:
                kind = "body"
            body_seen = True
        if kind == "body":
            box, box_room = None, 0
        paragraphs.append(
            Paragraph(start, end, kind, box if kind in ("box", "heading") and box_room >= 0 else None, text)
        )
        if kind == "box" and box_room == 0:
            box = None
    return paragraphs


def _ends_group(lines: Sequence[tuple[int, int, bool]], number: int) -> bool:
    return number + 1 == len(lines) or lines[number + 1][2]


def _groups(document: Document) -> list[list[tuple[int, int]]]:
    """Runs of lines that no blank line parts, each line stripped, without furniture."""
    groups: list[list[tuple[int, int]]] = [[]]
    at = 0
    for line in document.text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        if end <= start:
            groups.append([])
        elif not any(s.start < end and start < s.end for s in document.furniture):
            groups[-1].append((start, end))
    return [group for group in groups if group]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of the text in pieces that the parser can take, cut between words where there are any."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut + (text[cut] == " ")
    yield start, end


def _wrapped(text: str, groups: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether lines are broken at a fixed width, so that a paragraph is a group of lines."""
    inner = [text[s:e] for group in groups for s, e in group[:-1]]
    if len(inner) < 5:
        return False
    cut = sum(1 for line in inner if line[-1] not in '.!?:"”»')
    return 40 <= median(map(len, inner)) <= 110 and cut > 0.6 * len(inner)


def _date_line(text: str) -> str | None:
    """The date of a line that holds nothing but a date and perhaps a time."""
    if len(text) > 45:
        return None
    found = find_dates(text, None)
    if len(found) != 1 or len(found[0].when.edtf) != 10:
        return None
    rest = _TIME.sub("", text[: found[0].start] + text[found[0].end :])
    return found[0].when.edtf if len(re.findall(r"\w", rest)) <= 3 else None


def _is_heading(text: str, title: str | None) -> bool:
    """A title or subheading: the document's title, a short line that ends unlike a sentence, or one with ``#``."""
    if title and text.strip("# *_") == title.translate(_PLAIN).strip():
        return True
    return text.startswith("#") or (len(text.split()) <= 16 and text[-1] not in '.!?:;,"')


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _repeats(text: str, lines: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lines of five words and more whose words all stand, in this order, within a longer line (pull quotes)."""
    joined = {span: " " + " ".join(_words(text[span[0] : span[1]])) + " " for span in lines}
    out: set[tuple[int, int]] = set()
    for span, words in joined.items():
        if words.count(" ") > 5 and any(
            words in other and (len(other) > len(words) or at < span) for at, other in joined.items()
        ):
            out.add(span)
    return out
