"""The forms of a single date in words or figures, and what each says before it is set against anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.annotation.date_setting import Setting, following, latest
from demarche.annotation.date_words import (
    DAY,
    MONTH,
    MONTHS,
    PART,
    SEASON,
    SEASONS,
    STEP,
    STEPS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)
from demarche.annotation.edtf import Point
from demarche.annotation.numerals import ORDINALS

_OF_YEAR = rf"(?:,?\s+(?P<year>{YEAR})|,?\s+['’](?P<short>\d\d)\b|\s+(?:of\s+)?(?P<of>{STEP})\s+year\b)"
_FORMS = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?(?:the\s+)?(?P<day>{DAY})(?:\s+day)?(?:\s+of)?\s+"
    rf"(?P<month>{MONTH}){_OF_YEAR}?",
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY}){_OF_YEAR}?",
    r"(?P<year>\d{4})-(?P<number>0[1-9]|1[0-2])-(?P<day>3[01]|[12]\d|0[1-9])(?=T\d|(?![\d-]))",
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?P<stop>[./])(?P<number>3[01]|[12]\d|0?[1-9])(?P=stop)(?P<year>[12]\d{3})(?!\d)",
    rf"(?P<part>{PART})?(?:(?P<step>{STEP})\s+)?(?P<month>{MONTH})"
    rf"(?:(?:\s+of|,)?\s+(?P<year>{YEAR})|\s+(?:of\s+)?(?P<of>{STEP})\s+year\b)?",
    rf"(?P<part>{PART})?(?:(?P<step>{STEP})\s+|the\s+)?(?P<season>{SEASON})"
    rf"(?:(?:\s+of)?\s+(?P<year>{YEAR})(?:[-/–]\d\d\b)?|\s+(?:of\s+)?(?P<of>{STEP})\s+year\b)?",
    rf"(?P<part>{PART})?(?:the\s+year\s+)?(?P<year>{YEAR})",
    rf"(?P<part>{PART})?(?P<of>{STEP})\s+year\b",
)


def _without_names(source: str) -> str:
    # The stop of a numeric date is named and asked for again; without names the second one may be either.
    return re.sub(r"\?P<\w+>", "?:", source).replace("(?P=stop)", "[./]")


_READERS = tuple(re.compile(form) for form in _FORMS)
# Any of the forms, without groups, to be built into longer expressions.
POINT = "(?:" + "|".join(_without_names(form) for form in _FORMS) + ")"


@dataclass(frozen=True, slots=True)
class Raw:
    """What the words of one date say.

    ``of`` is the step of its year ("of this year"), ``step`` that of its month or season ("last December"); ``part`` is
    set if they name a part of it ("early").
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    of: str | None = None
    step: str | None = None
    part: bool = False
    weekday: int | None = None

    @property
    def bare(self) -> bool:
        """A month, season or year with nothing beside it, which may as well be a name or a count."""
        return self.day is None and not self.part and not self.of and not self.step and not (self.month and self.year)


def read_point(words: str) -> Raw | None:
    """What the words say, or None if they are no date of these forms ("30.02.2024", "13/14/2024")."""
    for reader in _READERS:
        found = reader.fullmatch(words)
        if found is None:
            continue
        said = found.groupdict()
        year = int(said["year"]) if said.get("year") else None
        if said.get("short"):
            year = 1900 + int(said["short"])
        day, month = _day(said.get("day")), _month(said)
        if said.get("stop") == "/" and day and month and day <= 12 and month <= 12 and day != month:
            return Raw(year=year, part=True)  # which is the month, nobody can tell
        if month is not None and month > 12 and said.get("number"):
            day, month = month, day
        step, of = (_fold(said.get(name)) for name in ("step", "of"))
        weekday = WEEKDAYS[(said["weekday"] or "").casefold()] if said.get("weekday") else None
        return Raw(day, month, year, of, step, bool(said.get("part")), weekday)
    return None


def _day(word: str | None) -> int | None:
    if word is None:
        return None
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def _month(said: dict[str, str | None]) -> int | None:
    if said.get("number"):
        return int(said["number"] or 0)
    if said.get("season"):
        return SEASONS[(said["season"] or "").casefold()]
    return MONTHS[(said["month"] or "").rstrip(".").casefold()] if said.get("month") else None


def _fold(word: str | None) -> str | None:
    return " ".join(word.split()).casefold() if word else None


def resolve(raw: Raw, setting: Setting) -> tuple[Point, str] | None:
    """The point that the words mean in this setting, and on which basis; None where the setting does not tell."""
    try:
        if raw.year is not None:
            return Point(raw.year, raw.month, raw.day), "explicit"
        if raw.of is not None:
            base, basis, count = _base(raw.of, setting)
            return None if base is None else (Point(base.year + count, raw.month, raw.day), basis)
    except ValueError:
        return None
    if raw.month is None:
        return None
    if raw.step is not None:
        return _stepped(raw.month, raw.step, setting)
    return setting.place(raw.month, raw.day, raw.weekday)


def _base(step: str, setting: Setting) -> tuple[Point | None, str, int]:
    count, against = STEPS[step]
    if against == "text":
        return setting.told, "text", count
    return setting.anchor, setting.basis, count


def _stepped(month: int, step: str, setting: Setting) -> tuple[Point, str] | None:
    """The month or season that a step picks: "last December", "this August", "the following March"."""
    base, basis, count = _base(step, setting)
    if base is None:
        return None
    if count == 0:
        before = Point(base.year - 1, month)  # in January, "this winter" is the one that began the year before
        return (before if before.upper() >= base.lower() else Point(base.year, month)), basis
    if base.month is None:
        return None
    if count > 0:
        found = following(month, None, base.upper())
        if found is not None and found.lower() <= base.upper():
            found = Point(found.year + 1, month)
    else:
        found = latest(month, None, base.lower())
        if found is not None and found.upper() >= base.lower():
            found = Point(found.year - 1, month)
    return None if found is None else (found, basis)
