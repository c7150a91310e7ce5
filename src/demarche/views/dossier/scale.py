"""The axis of time that the pictures of a dossier share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.analysis.case import Case
from demarche.analysis.dates import short_day

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between two ticks
_LONELY = 0.35  # a gap of this share of the whole cuts off what lies before it, if that is little


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps days to the horizontal place in a picture, from ``left`` to ``right`` (pixels)."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; days outside are put on the edge."""
        span = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / span, 0.0), 1.0)
        return round(self.left + share * (self.right - self.left), 1)

    def holds(self, day: date) -> bool:
        """Whether the day lies on the axis."""
        return self.first <= day <= self.last

    def ticks(self, most: int = 9) -> list[tuple[float, str]]:
        """Places and labels of the ticks: the first days of months or years."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((s for s in _STEPS if months / s <= most), _STEPS[-1])
        found = []
        index = -(-(self.first.year * 12 + self.first.month - 1) // step) * step
        while index // 12 <= 9999 and (day := date(index // 12, index % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                found.append((self.x(day), str(day.year) if step >= 12 else short_day(day.isoformat()[:7])))
            index += step
        return found

    def within(self, left: float, right: float) -> Scale:
        """The same days on another stretch of a picture."""
        return Scale(self.first, self.last, left, right)


def anchor(x: float, left: float, right: float) -> str:
    """How a label is set at its tick, so that none is cut off at an edge."""
    return "start" if x < left + 24 else "end" if x > right - 24 else "middle"


def as_day(iso: str | None, *, end: bool = False) -> date | None:
    """A day from ISO (a month or year stands for its first, or with ``end`` its last day); None if it is none."""
    if not iso:
        return None
    parts = iso.split("-")
    try:
        year, month, day = int(parts[0]), *(int(p) for p in parts[1:3]), *([0] * (3 - len(parts)))
        if day:
            return date(year, month, day)
        if not end:
            return date(year, month or 1, 1)
        following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return following - timedelta(days=1)
    except ValueError:
        return None


def scale_of(case: Case, days: Iterable[date], left: float, right: float) -> Scale | None:
    """The axis of a case: its period, or from its first to its last day, without a few lone days long before the rest;
    None if nothing is dated."""
    published = [d for d in (as_day(doc.published, end=True) for doc in case.documents) if d]
    ordered = sorted([*days, *published])
    first, last = as_day(case.period[0]), as_day(case.period[1], end=True)
    if not ordered and not (first and last):
        return None
    if first is None:
        first = _without_loners(ordered)
    if last is None:
        last = max(ordered, default=first)
    pad = timedelta(days=max((last - first).days // 60, 2))
    try:
        return Scale(first - pad, last + pad, left, right) if first <= last else None
    except OverflowError:
        return Scale(first, last, left, right)


def _without_loners(days: list[date]) -> date:
    begin = 0
    for place in range(1, len(days)):
        whole = (days[-1] - days[begin]).days
        if place / len(days) > 0.15 or not whole:
            break
        if (days[place] - days[place - 1]).days > _LONELY * whole:
            begin = place
    return days[begin]
