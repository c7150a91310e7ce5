"""Dates as people write them: "25 December 2024", "early February 2025", "spring 2025", from EDTF."""

from __future__ import annotations

import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def in_words(edtf: str | None) -> str:
    """The date in words. What is no EDTF of ours comes back as it is; None as "no date"."""
    if not edtf:
        return "no date"
    if "/" not in edtf:
        return _single(edtf)
    first, _, last = edtf.partition("/")
    if last in ("", ".."):
        return f"since {_single(first)}"
    if first in ("", ".."):
        return f"until {_single(last)}"
    return _third_of_month(first, last) or _range(first, last)


def short_day(iso: str) -> str:
    """A day of the calendar in few letters, for the axis of a picture: "25 Dec 2024"."""
    found = _DATE.fullmatch(iso)
    if not found or not found[2]:
        return iso
    month = _MONTHS[int(found[2]) - 1][:3]
    return f"{int(found[3])} {month} {found[1]}" if found[3] else f"{month} {found[1]}"


def _single(text: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day, mark = found.groups()
    if month in _SEASONS:
        words = f"{_SEASONS[month]} {year}"
    elif month and 1 <= int(month) <= 12:
        words = f"{_MONTHS[int(month) - 1]} {year}"
        words = f"{int(day)} {words}" if day else words
    elif month:
        return text
    else:
        words = year
    return f"about {words}" if mark in ("~", "%") else f"{words} (not certain)" if mark == "?" else words


def _third_of_month(first: str, last: str) -> str | None:
    """A third of a month has a name of its own: the first to the tenth day are "early"."""
    if first[:7] != last[:7] or len(first) != 10 or len(last) != 10:
        return None
    days = int(first[8:]), int(last[8:])
    part = (
        "early" if days == (1, 10) else "mid" if days == (11, 20) else "late" if days[0] == 21 <= days[1] - 7 else None
    )
    return f"{part} {_single(first[:7])}" if part else None


def _range(first: str, last: str) -> str:
    start, end = _single(first).split(), _single(last).split()
    shared = 0
    while shared + 1 < min(len(start), len(end)) and start[-1 - shared] == end[-1 - shared]:
        shared += 1
    # "25 to 28 December 2024" rather than "25 December 2024 to 28 December 2024".
    return f"{' '.join(start[: len(start) - shared])} to {' '.join(end)}"
