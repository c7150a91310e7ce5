"""The date of publication, as heads and metadata give it: EDTF, never more precise than the words.

Only for lines and fields that hold a date and little else; dates in running text are the annotation's business.
"""

from __future__ import annotations

import re
from datetime import date

from demarche.errors import SourceError

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name[:length]: n for n, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    re.compile(r"(?<![\w.:/-])" + form + r"(?![\w/-]|\.\d)", re.I)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}",
        rf"(?P<first>\d\d?)/(?P<second>\d\d?)/{_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"{_YEAR}",
    )
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?![\w.]\d)"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?",
    re.I,
)
_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|C?EST|CET|EDT|MSK|[A-Z]{1,4}T|hrs|hours)\b(?:\s*[+-]\d+)?|(?<=\s)[+-]\d{4}\b|\b(?:at|on|the)\b"
)
_LABEL = re.compile(
    r"^(?:(?:first\s+|date\s+)?(?:published|posted|issued|created|released)(?:\s+(?:on|at|date))?"
    r"|publication\s+date|date(?:line)?)\b\s*:?\s*",
    re.I,
)
_UPDATED = re.compile(r"^(?:last\s+)?(?:updated|modified|edited)(?:\s+(?:on|at))?\b\s*:?\s*", re.I)
_LEFT_OVER = re.compile(r"[^\W_]")


def parse_date(value: str, where: str) -> str:
    """The EDTF date of a field that should hold a date (metadata, an option): ``2025-12-29``, ``2025-12`` or ``2025``.

    Raises:
        SourceError: ``date``, if the field holds no date or one that does not exist.
    """
    match = _search(value)
    if match is None:
        shown = value.strip()[:60]
        raise SourceError(f"{shown!r} is no date", code="date", where=where, remedy="write it as YYYY-MM-DD")
    return _edtf(match, where)


def line_date(line: str, where: str = "") -> tuple[str, str] | None:
    """The date of a line that holds a date, perhaps with a time and a label, and nothing else.

    Gives the EDTF date and ``published``, ``updated`` or ``plain``, by the label. A bare year is no date line.

    Raises:
        SourceError: ``date``, if the line is a date that does not exist.
    """
    label, kind = _LABEL.match(line), "published"
    if label is None:
        label, kind = _UPDATED.match(line), "updated"
    rest = line[label.end() :] if label else line
    if len(rest) > 60 or not any(c.isdigit() for c in rest):
        return None
    rest = _ZONE.sub(" ", rest)
    match = _search(rest)
    if match is None or (match.group("year") == match.group() and not label):
        return None
    left = _TIME.sub("", rest[: match.start()] + " " + rest[match.end() :])
    if _LEFT_OVER.search(left):
        return None
    return _edtf(match, where), kind if label else "plain"


def _search(value: str) -> re.Match[str] | None:
    """The date that the most telling form finds."""
    return next((match for form in _FORMS if (match := form.search(value))), None)


def _edtf(match: re.Match[str], where: str) -> str:
    part = match.groupdict()
    year = int(part["year"])
    month, day = part.get("month"), part.get("day")
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        # 3/4/2026 is April in London and March in Washington: only the year is sure.
        if first <= 12 and second <= 12 and first != second:
            return f"{year:04}"
        month, day = (str(second), str(first)) if first > 12 or first == second else (str(first), str(second))
    if month is None:
        return f"{year:04}"
    number = int(month) if month.isdigit() else _NUMBER[month.lower()]
    try:
        whole = date(year, number, int(day) if day else 1)
    except ValueError:
        raise SourceError(
            f"the date {match.group().strip()!r} does not exist",
            code="date",
            where=where,
            remedy="correct it, or give --published YYYY-MM-DD",
        ) from None
    return whole.isoformat() if day else whole.isoformat()[:7]
