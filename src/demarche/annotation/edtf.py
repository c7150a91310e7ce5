"""Calendar points and the bounds of EDTF dates.

Only the forms that we write are read: day, month, year, decade (``199X``), season (``1975-22``), intervals, open ones
too, and the marks ``~`` (approximate), ``?`` (uncertain) and ``%`` (both). The form is that of the Library of
Congress, levels 0 and 1.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
# First months. Seasons are those of the northern hemisphere; a winter is named after the year of its December.
_SEASON_START = {SPRING: 3, SUMMER: 6, AUTUMN: 9, WINTER: 12}
_MARKS = "~?%"
_FORM = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|(?P<decade>\d{3})X")


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month of a year, or a day; ``month`` 21 to 24 is a season.

    Raises:
        ValueError: if there is no such month or day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9998:
            raise ValueError(f"no such year: {self.year}")
        if self.day is not None:
            date(self.year, self.month or 0, self.day)
        elif self.month is not None and not (1 <= self.month <= 12 or self.month in _SEASON_START):
            raise ValueError(f"no such month: {self.month}")

    @classmethod
    def of(cls, day: date) -> Point:
        """The point that is this day."""
        return cls(day.year, day.month, day.day)

    @property
    def edtf(self) -> str:
        """As EDTF: ``1974-10-21``, ``1974-10``, ``1975-22`` or ``1974``."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def lower(self) -> date:
        """The first day that it admits."""
        return date(self.year, _SEASON_START.get(self.month or 1, self.month or 1), self.day or 1)

    def upper(self) -> date:
        """The last day that it admits."""
        if self.day is not None:
            return self.lower()
        if self.month is None:
            return date(self.year, 12, 31)
        last = self.lower()
        if self.month in _SEASON_START:
            last = add_months(last, 2)
        return last.replace(day=calendar.monthrange(last.year, last.month)[1])


def add_months(day: date, count: int) -> date:
    """The first day of the month that lies ``count`` months after (before, if negative) that of ``day``."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week in which the day lies."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def point_of(edtf: str | None) -> Point | None:
    """The point that an EDTF date names, its marks dropped; None for intervals, decades, and what is no date."""
    if edtf is None:
        return None
    found = _FORM.fullmatch(edtf.rstrip(_MARKS))
    if found is None or found["decade"]:
        return None
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    try:
        return Point(year or 0, month, day)
    except (ValueError, TypeError):
        return None


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last day that an EDTF date admits, as ISO dates; None where an interval is open.

    Marks of doubt do not widen the bounds. An interval's bounds are the first day of its start and the last of its end.

    Raises:
        ValueError: if the string is none of the forms that we write.
    """
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        lower = None if start in ("", "..") else bounds(start)[0]
        upper = None if end in ("", "..") else bounds(end)[1]
        if lower is not None and upper is not None and lower > upper:
            raise ValueError(f"an interval that ends before it begins: {edtf!r}")
        return lower, upper
    found = _FORM.fullmatch(edtf.rstrip(_MARKS))
    if found is not None and found["decade"]:
        return f"{found['decade']}0-01-01", f"{found['decade']}9-12-31"
    point = point_of(edtf)
    if point is None:
        raise ValueError(f"not an EDTF date of the forms in use: {edtf!r}")
    return point.lower().isoformat(), point.upper().isoformat()
