"""The grammar of dates that are counted from another: from the anchor, or from what the text has told."""

from __future__ import annotations

import re
from datetime import timedelta

from demarche.annotation.date_forms import POINT, read_point, resolve
from demarche.annotation.date_reading import Reading, Rule, at, count_of, rule, words_after, words_before
from demarche.annotation.date_setting import Setting
from demarche.annotation.date_words import (
    DAY_NAME_AFTER,
    DAY_NAME_BEFORE,
    DAY_WORDS,
    NARRATIVE_DAYS,
    SPELL,
    STEP,
    STEPS,
    WEEKDAY,
    WEEKDAYS,
    either,
)
from demarche.annotation.edtf import Point, add_months, week_of
from demarche.annotation.numerals import COUNT


def _whole(point: Point | None) -> Point | None:
    return point if point is not None and point.day is not None else None


def _day_word(found: re.Match[str], setting: Setting) -> Reading | None:
    anchor = _whole(setting.anchor)
    if anchor is None:
        return None
    days = DAY_WORDS[" ".join(found["word"].split()).casefold()]
    return at(Point.of(anchor.lower() + timedelta(days=days)), setting.basis)


def _narrative_day(found: re.Match[str], setting: Setting) -> Reading | None:
    told = _whole(setting.told)
    if told is None:
        return None
    days = NARRATIVE_DAYS[" ".join(found["word"].split()).casefold()]
    return at(Point.of(told.lower() + timedelta(days=days)), "text")


def _weekday(found: re.Match[str], setting: Setting) -> Reading | None:
    before = re.search(r"(\w+)\s+$", words_before(found))
    after = re.match(r"\s+(\w+)", words_after(found))
    if before is not None and before.group(1).casefold() in DAY_NAME_BEFORE:
        return None
    if after is not None and after.group(1)[0].isupper() and after.group(1).casefold() in DAY_NAME_AFTER:
        return None
    step = " ".join((found["step"] or "").split()).casefold()
    if step in ("last", "next") and before is not None and before.group(1).casefold() == "the":
        return None  # "the last Wednesday" of something
    of_text = step in STEPS and STEPS[step][1] == "text"
    base = _whole(setting.told if of_text else setting.anchor)
    if base is None:
        return None
    wanted, day = WEEKDAYS[found["day"].casefold()], base.lower()
    back, on = (day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7
    count = STEPS[step][0] if step in STEPS else 0
    if count > 0:
        day += timedelta(days=on or 7)
    elif count < 0:
        day -= timedelta(days=back or 7)
    elif setting.ahead or step == "this":
        day += timedelta(days=on)
    else:
        day -= timedelta(days=back)
    return at(Point.of(day), "text" if of_text else setting.basis)


def _bare_day(found: re.Match[str], setting: Setting) -> Reading | None:
    """The nearest such day of a month that goes unnamed: "on the 27th", "the 27th ult."."""
    number = int(found["day"])
    count = {"ult": -1, "inst": 0, "prox": 1}.get((found["which"] or "").casefold())
    try:
        if count is not None:
            if setting.anchor is None or setting.anchor.month is None:
                return None
            month = add_months(setting.anchor.lower(), count)
            return at(Point(month.year, month.month, number), setting.basis)
        if setting.told is not None and setting.told.month is not None and setting.told.month <= 12:
            told = Point(setting.told.year, setting.told.month, number)
            return at(told, "text") if setting.admits(told) else None
        anchor = _whole(setting.anchor)
        if anchor is None:
            return None
        past = number <= (anchor.day or 0)
        month = add_months(anchor.lower(), (0 if past else -1) if not setting.ahead else (1 if past else 0))
        return at(Point(month.year, month.month, number), setting.basis)
    except ValueError:
        return None


def _shift(point: Point, unit: str, count: int) -> Point | None:
    """The point so many units later, as precise as the unit; None where the point is too coarse to tell."""
    try:
        if unit in ("day", "week", "fortnight"):
            if point.day is None:
                return None
            return Point.of(point.lower() + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        if unit == "month":
            if point.month is None:
                return None
            moved = add_months(point.lower(), count)
            return Point(moved.year, moved.month)
        return Point(point.year + count * (10 if unit == "decade" else 1))
    except (ValueError, OverflowError):
        return None


def _spell(found: re.Match[str]) -> tuple[str, int, str]:
    """Unit, count and mark of a spell of time; all but days are rounded when told, so approximate."""
    unit = found["unit"].casefold().rstrip("s")
    return unit, count_of(found["count"]), "" if unit == "day" and not found["hedge"] else "~"


def _ago(found: re.Match[str], setting: Setting) -> Reading | None:
    unit, count, mark = _spell(found)
    point = None if setting.anchor is None else _shift(setting.anchor, unit, -count)
    return None if point is None else at(point, setting.basis, mark)


def _later(found: re.Match[str], setting: Setting) -> Reading | None:
    unit, count, mark = _spell(found)
    sign = -1 if found["way"].casefold() in ("earlier", "before", "previously") else 1
    base, basis = setting.told, "text"
    if found["from"]:
        raw = read_point(found["from"])
        resolved = None if raw is None else resolve(raw, setting)
        if resolved is None:
            return None
        base, basis = resolved
    point = None if base is None else _shift(base, unit, sign * count)
    return None if point is None else at(point, basis, mark)


def _past_span(found: re.Match[str], setting: Setting) -> Reading | None:
    """The stretch up to or from the anchor, no finer than its unit: "over the past seven months"."""
    anchor = setting.anchor
    unit = found["unit"].casefold().rstrip("s")
    count = count_of(found["count"] or "one")
    back = found["way"].casefold() in ("past", "last", "previous", "preceding")
    far = None if anchor is None else _shift(anchor, unit, -count if back else count)
    near = None if anchor is None else _shift(anchor, unit, 0)
    if anchor is None or far is None or near is None:
        return None
    if unit == "year" and count == 1:
        # In the last quarter "the past year" is, to the nearest year, the calendar year; else it is told in months.
        if back and anchor.month is not None and 10 <= anchor.month <= 12:
            return Reading(f"{anchor.year}~", setting.basis)
        if anchor.month is not None and anchor.month <= 12:
            near, far = Point(anchor.year, anchor.month), Point(anchor.year + (-1 if back else 1), anchor.month)
    low, high = (far.edtf + "~", near.edtf) if back else (near.edtf, far.edtf + "~")
    return Reading(f"{low}/{high}", setting.basis)


def _stepped_unit(found: re.Match[str], setting: Setting) -> Reading | None:
    """A week, month or year by its distance from now: "last month", "the following week", "this year"."""
    step = " ".join((found["step"] or "this").split()).casefold()
    count, against = STEPS.get(step, (0, "anchor"))
    base, basis = (setting.told, "text") if against == "text" else (setting.anchor, setting.basis)
    unit = re.split(r"['’\s-]", found["unit"].casefold())[0]
    if base is None:
        return None
    if unit in ("week", "weekend"):
        day = _whole(base)
        if day is None:
            return None
        if unit == "weekend" and step == "the" and not setting.ahead and day.lower().weekday() < 5:
            count = -1  # "at the weekend", told as past
        monday, sunday = week_of(day.lower() + timedelta(days=7 * count))
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return Reading(f"{first.isoformat()}/{sunday.isoformat()}", basis, Point.of(sunday))
    point = _shift(base, unit, count)
    return None if point is None else at(point, basis)


_STOP = r"(?=\s*(?:[,.;:!?)\"”’\]]|$|[-–—]))"
_AFTERWARDS = rf"(?:{_STOP}|(?=\s+(?:he|she|it|they|the|a|an|on|in|at|by|to|and|but|when|after|[A-Z]\w+)\b))"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        rf"\b(?P<word>{either(DAY_WORDS)})\b(?:\s+(?:morning|afternoon|evening|night)\b)?(?!['’]s\s+[A-Z])",
        _day_word,
        re.IGNORECASE,
    ),
    rule(rf"\b(?P<word>{either(NARRATIVE_DAYS)})\b(?:{_AFTERWARDS})", _narrative_day, re.IGNORECASE),
    rule(
        rf"\b(?:(?:on\s+)?(?P<step>{STEP})\s+)?(?P<day>{WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?",
        _weekday,
    ),
    rule(
        r"\b(?i:on|by|until|since|of|from|to|and)\s+(?P<words>the\s+(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
        rf"(?:\s+(?P<which>ult|inst|prox)\b\.?|{_AFTERWARDS}))",
        _bare_day,
    ),
    rule(r"\bthe\s+(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\s+(?P<which>ult|inst|prox)\b\.?", _bare_day),
    rule(rf"\b{SPELL}\s+ago\b", _ago, re.IGNORECASE),
    rule(
        rf"\b(?i:{SPELL})\s+(?P<way>earlier|before|previously|later|afterwards|after)\b"
        rf"(?:\s+(?P<from>{POINT})|{_STOP}|(?<!before)(?<!after)(?=\s))",
        _later,
    ),
    rule(
        rf"\bthe\s+(?P<way>past|last|previous|preceding|next|coming)\s+(?:(?P<count>{COUNT})\s+)?"
        r"(?P<unit>days|weeks|months|years|decades|(?<=past )(?:week|month|year|decade)|(?<=last )(?:year|decade))\b",
        _past_span,
        re.IGNORECASE,
    ),
    rule(
        rf"\b(?P<step>{STEP}|(?<=during )the|(?<=over )the|(?<=throughout )the|(?<=end of )the|(?<=at )the)\s+"
        r"(?P<unit>weekend|(?<!at the )(?:week|month|year))\b",
        _stepped_unit,
        re.IGNORECASE,
    ),
    rule(r"\b(?P<step>)(?P<unit>year(?:['’]s)?[\s-]end)\b", _stepped_unit),
)
