"""What a date expression is read against: the anchor, what the text has told so far, whether the clause looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from demarche.annotation.edtf import Point

# How far the occurrences of a day are searched; 29 February needs up to eight years.
_YEARS = 9
# How many characters around a date are looked at for its verb: a long sentence.
_CLAUSE = 400

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"”’]{2}[.!?])[\"”’]?\s+(?=[\"“‘(]?[A-Z])|;\s")
_AHEAD = (
    r"(?:will|shall|would(?!\s+(?:seem|appear|like|say)\b)|could\s+be|won['’]t|can|(?-i:may)|must|should|cannot|['’]ll|"
    r"(?:is|are|be|was|were)\s+(?:still\s+)?(?:to|due|set|expected|scheduled|"
    r"planned|supposed|going)\b|expires|lapses|begins|starts|ends|opens|due|scheduled|plans?|intends?|expects?|hopes?|to\s+be)\b(?:\s+\w+){0,3}"
)
_BACK = (
    r"(?:said|says|told|was|were|had|has|have|did|took|met|held|came|went|gave|made|began|left|broke|sank|struck|rammed|fell|rose|"
    r"saw|wrote|spoke|sent|shot|won|lost|put|set|cut|hit|led|sat|fought|brought|became|\w{2,}ed)\b"
)
_MARKERS = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """The anchor with its basis, and the state of the narrative.

    ``told`` is the last date of the text, however found; ``running`` the last one that the text itself places in time
    (its words, or a chain of dates that starts from them); ``ahead`` is set if the clause looks ahead.
    """

    anchor: Point | None
    basis: str
    told: Point | None = None
    running: Point | None = None
    ahead: bool = False

    def admits(self, point: Point) -> bool:
        """Whether a date may stand there: not after the anchor, unless the clause looks ahead or there is no anchor."""
        return self.ahead or self.anchor is None or point.lower() <= self.anchor.upper()

    def place(self, month: int, day: int | None, weekday: int | None = None) -> tuple[Point, str] | None:
        """The year of a month or of a day of a month that comes without one, and the basis of that reading.

        A weekday that stands with the day decides between the last and the next such day, if it can. Else, where the
        text has given a date, the narrative runs on from it: it is the next occurrence after that. Otherwise it is the
        most recent one by the anchor, or the next one if the clause looks ahead.
        """
        if day is not None and weekday is not None and self.anchor is not None:
            near = (latest(month, day, self.anchor.upper()), following(month, day, self.anchor.lower()))
            for found in near:
                if found is not None and found.lower().weekday() == weekday:
                    return found, self.basis
        if self.running is not None:
            found = following(month, day, self.running.lower())
            if found is not None and self.admits(found):
                return found, "text"
        if self.anchor is None:
            return None
        found = following(month, day, self.anchor.lower()) if self.ahead else latest(month, day, self.anchor.upper())
        return None if found is None else (found, self.basis)


def latest(month: int, day: int | None, limit: date) -> Point | None:
    """The latest such day, month or season that begins not after the limit."""
    for year in range(limit.year, limit.year - _YEARS, -1):
        point = _point(year, month, day)
        if point is not None and point.lower() <= limit:
            return point
    return None


def following(month: int, day: int | None, limit: date) -> Point | None:
    """The first such day, month or season that ends not before the limit."""
    for year in range(limit.year - 1, limit.year + _YEARS):
        point = _point(year, month, day)
        if point is not None and point.upper() >= limit:
            return point
    return None


def _point(year: int, month: int, day: int | None) -> Point | None:
    try:
        return Point(year, month, day)
    except ValueError:
        return None


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date tells of what is to come.

    The nearest verb or marker before the date in its sentence decides, or, where none precedes it, the first after it.
    """
    first, last = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    cuts = [found.end() for found in _SENTENCE_END.finditer(text, first, last)]
    first = max((cut for cut in cuts if cut <= start), default=first)
    last = min((cut for cut in cuts if cut >= end), default=last)
    before = list(_MARKERS.finditer(text, first, start))
    if before:
        return before[-1]["ahead"] is not None
    after = _MARKERS.search(text, end, last)
    return after is not None and after["ahead"] is not None
