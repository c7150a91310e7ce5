"""What an article says of itself above its first paragraph: title, author, publisher, date, language.

Only the head is trusted for the date: a date line further down belongs to a background box or to another story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.errors import SourceError
from demarche.records import Stretch
from demarche.sources.dates import line_date, parse_date
from demarche.sources.lines import Line, split_lines
from demarche.sources.publishers import find_publisher

_FIELD = re.compile(
    r"(title|author|publisher|source|outlet|published|date|language|lang|url|link)\s*:\s*(\S.*)$",
    re.I,
)
_FIELDS = {"source": "publisher", "outlet": "publisher", "date": "published", "lang": "language", "link": "url"}
_BYLINE = re.compile(
    r"(?:(?:authors?|written by|words by|text|text by|reporter|reported by|story by)\s*:?|by:?)\s+(?P<name>\S.*)$",
    re.I,
)
_NO_NAME = re.compile(r"[.!?:]\s|\d")
_ROLE = re.compile(
    r",?\s+(?:(?:in|for|at|of|from)\s.*"
    r"|[\w ]*(?:correspondent|editor|reporter|writer|staff|analyst|columnist|commentator|contributor|agency)s?\b.*)$",
    re.I,
)
_WIRE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s[\w .]{2,40}?)??(?:,\s*(?P<date>[\w., ]{5,30}?))?"
    r"\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:[—–]|--|-\s)\s*"
)
_PARTS = re.compile(r"\s+[|·•–—]\s+")
_LONGEST = 35  # words of a title
_HEAD = 12  # lines that a head may take


@dataclass(frozen=True, slots=True)
class Head:
    """What the text says of itself; None where it does not. ``published`` is EDTF, ``language`` as declared."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def read_head(text: str, furniture: Sequence[Stretch] = (), dated: bool = True) -> Head:
    """The head of a text whose furniture is marked. ``dated`` False: the date is known, and not looked for.

    Raises:
        SourceError: ``date``, if the head's date line gives a date that does not exist.
    """
    lines = split_lines(text)
    marked = [any(s.start < line.end and line.start < s.end for s in furniture) for line in lines]
    kept = [line for line, hidden in zip(lines, marked, strict=True) if not hidden]
    top = _top(kept)
    fields = _front_matter(text, lines)
    described = bool(fields) or (bool(kept) and kept[0] is not lines[0]) or any(map(tells_head, top))
    for field, value in _fields(top):
        fields.setdefault(field, value)
    title = next((line for line in top if not tells_head(line)), None)
    if title and _is_title(title, kept, described):
        fields.setdefault("title", title.text)
    wire = next((found for line in kept[:_HEAD] if line.prose and (found := _WIRE.match(line.text))), None)
    publisher = fields.get("publisher") or find_publisher(text, lines, marked, fields.get("url"))
    if publisher is None and wire and wire["agency"] and not _is_date(wire["agency"]):
        publisher = wire["agency"].strip()
    return Head(
        title=fields.get("title"),
        author=fields.get("author"),
        publisher=publisher,
        published=_published(fields, top, wire["date"] if wire else None, lines) if dated else None,
        language=fields.get("language"),
        url=fields.get("url"),
    )


def _front_matter(text: str, lines: Sequence[Line]) -> dict[str, str]:
    """The fields of a YAML block at the top of a Markdown file; lists and nesting do not matter to us."""
    fields: dict[str, str] = {}
    if lines and text[lines[0].start : lines[0].end] == "---":
        for line in lines[1:40]:
            if text[line.start : line.end] == "---":
                return fields
            if field := _FIELD.match(line.text):
                fields.setdefault(_FIELDS.get(field[1].lower(), field[1].lower()), field[2].strip().strip("\"'"))
    return {}


def _top(kept: Sequence[Line]) -> Sequence[Line]:
    """The lines down to the first paragraph of running text, the title (which may be a whole sentence) included."""
    for number, line in enumerate(kept[:_HEAD]):
        if line.words > _LONGEST or (line.prose and any(not tells_head(earlier) for earlier in kept[:number])):
            return kept[:number]
    return kept[:_HEAD]


def _fields(top: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """The labelled fields and bylines of the head, but for the date."""
    for line in top:
        field = _FIELD.match(line.text)
        name = _FIELDS.get(field[1].lower(), field[1].lower()) if field else None
        if field and name and name not in ("author", "published"):
            yield name, field[2].strip()
        else:
            yield from (("author", author) for part in _parts(line) if (author := _author(part)))


def _parts(line: Line) -> Sequence[str]:
    """The line, and its parts if it tells several things (``8 May 1976 | By A. Name``); none of a long line."""
    return (line.text, *_PARTS.split(line.text)) if len(line.text) <= 200 else ()


def tells_head(line: Line) -> bool:
    """Whether the line tells date, author or another field, and so is no title."""
    return bool(_FIELD.match(line.text)) or any(_author(part) or _is_date(part) for part in _parts(line))


def _is_date(part: str) -> bool:
    """Whether the words are a date, be it one that does not exist."""
    try:
        return line_date(part) is not None
    except SourceError:
        return True


def _is_title(line: Line, kept: Sequence[Line], described: bool) -> bool:
    """Whether the first line that is no date or byline is the title: a short line above the text.

    A whole sentence is one only where there are other signs of a head; else it is as likely the first paragraph.
    """
    if line is kept[-1] or not 0 < line.words <= _LONGEST or _WIRE.match(line.text):
        return False
    return not line.closed or described or line.heading


def _author(part: str) -> str | None:
    """The name in a byline, without the role or place after it."""
    match = _BYLINE.match(part) if len(part) <= 120 else None
    if not match:
        return None
    name = _ROLE.sub("", match["name"]).strip(" .,;*_")
    words = name.split()
    capital = sum(1 for word in words if word[0].isupper())
    if not words or not words[0][0].isalpha() or len(words) > 10 or capital * 2 < len(words) or _NO_NAME.search(name):
        return None
    return name


def _published(fields: dict[str, str], top: Sequence[Line], wire: str | None, lines: Sequence[Line]) -> str | None:
    """The date of publication: as labelled, else the head's date line, a wire's dateline, or a label at the foot."""
    if stated := fields.get("published"):
        return parse_date(stated, "")
    found = [date for line in top for part in _parts(line) if (date := line_date(part))]
    found += [date for date in [line_date(wire) if wire else None] if date]
    for kind in ("published", "plain", "updated"):
        for edtf, label in found:
            if label == kind:
                return edtf
    foot = (line_date(line.text) for line in lines[-15:] if line.words <= 12)
    return next((date[0] for date in foot if date and date[1] == "published"), None)
