"""The grammar of dates that name a day, month, season, year or stretch of the calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from demarche.annotation.date_forms import POINT, Raw, read_point, resolve
from demarche.annotation.date_reading import Reading, Rule, at, count_of, interval, rule, words_after, words_before
from demarche.annotation.date_setting import Setting, latest
from demarche.annotation.date_words import (
    COUNTED,
    DASH,
    DAY,
    FEASTS,
    LABELS,
    MONTH,
    STEP,
    YEAR,
    either,
)
from demarche.annotation.edtf import Point
from demarche.annotation.numerals import COUNT, ORDINALS

_GUARD = r"(?<![\w.:/+$£€#-])(?<!\d,)"
_BARE_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|from|before|after|throughout|for|between|around|about|circa|early|late|mid|"
    r"the|year|this|and|or)|[(])\s*$",
    re.IGNORECASE,
)
_NAME_MONTHS = re.compile(r"(?:May|March|MAY|MARCH|April|June|August)\b")
_PLAIN_BEFORE = re.compile(r"\b(?:in|since|until|till|during|throughout|by|before|after)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?!on\b|to\b|of\b|at\b|in\b|and\b|or\b|said\b|was\b|is\b|has\b|had\b)[a-z]{3,}")


def _plausible(found: re.Match[str], raw: Raw) -> bool:
    """Whether a bare month or year stands where a date may: "in May", "the 1975 war"; not "May said", "page 1975"."""
    before, after = words_before(found, "point"), words_after(found)
    previous = re.search(r"(\w+)\W*$", before)
    label = previous.group(1).casefold() if previous else ""
    if raw.day is None and raw.month is None and raw.year is not None:
        following_word = re.match(r"\s+(\w+)", after)
        counted = following_word is not None and following_word.group(1).casefold() in COUNTED
        if label in LABELS or counted:
            return False
    if not raw.bare:
        return True
    if raw.month is not None:
        if found["point"].startswith("the ") or found["point"][0].islower():  # a season
            return raw.year is not None or _PLAIN_BEFORE.search(before) is not None
        if label in ("the", "an", "a", "last", "this") and _NOUN_AFTER.match(after):
            return True
        if _PLAIN_BEFORE.search(before):
            return True
        return label in ("of", "from", "for", "and", "or", "to") and not _NAME_MONTHS.fullmatch(found["point"])
    return _BARE_BEFORE.search(before) is not None and not (
        label in ("and", "or") and not re.search(r"\d{4}\W+\w+\W*$", before)
    )


def _point(found: re.Match[str], setting: Setting) -> Reading | None:
    raw = read_point(found["point"])
    if raw is None or not _plausible(found, raw):
        return None
    resolved = resolve(raw, setting)
    if resolved is None:
        return None
    mark = "~" if found["circa"] else ""
    reading = at(*resolved, mark)
    relation = (found["relation"] or "").casefold()
    if relation in ("since", "ever since"):
        return reading._replace(edtf=f"{reading.edtf}/..")
    if relation in ("until", "till", "up until"):
        return reading._replace(edtf=f"../{reading.edtf}")
    return reading


def _range(found: re.Match[str], setting: Setting) -> Reading | None:
    left, right = read_point(found["left"]), read_point(found["right"])
    if left is None or right is None:
        return None
    if found["and"] and (found["lead"] or "").casefold() != "between":
        return None
    unsure = any(end.bare and end.year is None for end in (left, right))
    if unsure and not found["lead"] and not _PLAIN_BEFORE.search(words_before(found)):
        return None
    return _between(left, right, setting)


def _between(left: Raw, right: Raw, setting: Setting) -> Reading | None:
    """Two ends of a stretch; an end without a year takes it from the other."""
    placed = left.year is not None or left.of is not None
    open_right = right.year is None and right.of is None
    first = resolve(left, setting) if placed or (setting.ahead and open_right) else None
    if first is not None:
        last = resolve(right, replace(setting, running=first[0], ahead=True))
    else:
        last = resolve(right, setting)
    if last is None:
        return None
    if first is None and left.month is not None:
        start = latest(left.month, left.day, last[0].lower())
        first = None if start is None else (start, last[1])
    if first is None or first[0].lower() > last[0].upper():
        return None
    basis = last[1] if last[1] != "text" or first[1] == "text" else first[1]
    return Reading(interval(first[0].edtf, last[0].edtf), basis, last[0])


def _days_of_month(found: re.Match[str], setting: Setting) -> Reading | None:
    """The stretch of days within a month: "28-30 May 1951", "between 28 and 30 May", "May 28-30, 1951"."""
    first, right = read_point(f"{found['first']} {found['month']}"), None
    last = f"{found['last']} {found['month']}"
    for words in (last + (found["year"] or ""), last):
        right = right or read_point(words)
    if first is None or right is None or first.day is None:
        return None
    if found["and"] and (found["lead"] or "").casefold() != "between" and right.day != first.day + 1:
        return None  # "20 and 21 May" is a stretch, "3 and 7 May" is not
    return _between(first, right, setting)


def _years(found: re.Match[str], _setting: Setting) -> Reading | None:
    """The stretch of years, or the winter across two: "1975-76", "1975/1976"."""
    first, tail = found["first"], found["last"]
    last = tail if len(tail) == 4 else first[:2] + tail
    label = re.search(r"(\w+)\W*$", words_before(found))
    if int(last) <= int(first) or (label is not None and label.group(1).casefold() in LABELS):
        return None
    if found["season"]:
        point = read_point(f"{found['season']} {first}")
        resolved = None if point is None else resolve(point, Setting(None, ""))
        return None if resolved is None or int(last) != int(first) + 1 else at(*resolved)
    return Reading(f"{first}/{last}", "explicit", Point(int(last)))


def _decade(found: re.Match[str], _setting: Setting) -> Reading | None:
    return Reading(f"{found['decade']}X", "explicit")


def _feast(found: re.Match[str], setting: Setting) -> Reading | None:
    month, day = FEASTS[" ".join(found["feast"].split()).replace("’", "'").casefold()]
    resolved = resolve(Raw(day, month, int(found["year"]) if found["year"] else None), setting)
    return None if resolved is None else at(*resolved)


def _nine_eleven(_found: re.Match[str], _setting: Setting) -> Reading | None:
    return at(Point(2001, 9, 11), "explicit")


def _part_of_year(found: re.Match[str], setting: Setting) -> Reading | None:
    """Quarters and halves as intervals of months."""
    raw = read_point(found["year"])
    if raw is None and found["year"].strip() == "the year":
        raw = Raw(of="this")
    whole = None if raw is None or raw.month is not None else resolve(raw, setting)
    if whole is None:
        return None
    length = 6 if found["what"].casefold() == "half" else 3
    number = (
        int(found["digit"]) if found["digit"] else {"last": 12 // length}.get(found["word"]) or ORDINALS[found["word"]]
    )
    if number * length > 12:
        return None
    year = whole[0].year
    first, last = Point(year, (number - 1) * length + 1), Point(year, number * length)
    return Reading(f"{first.edtf}/{last.edtf}", whole[1], last)


def _days_at_edge(found: re.Match[str], setting: Setting) -> Reading | None:
    """The days at one end of a month: "the first five days of April 1975"."""
    raw = read_point(found["month"])
    whole = None if raw is None or raw.month is None or raw.day is not None else resolve(raw, setting)
    count = count_of(found["count"])
    if whole is None or not 1 <= count <= 28:
        return None
    low, high = whole[0].lower(), whole[0].upper()
    if found["edge"] == "first":
        high = low + timedelta(days=count - 1)
    else:
        low = high - timedelta(days=count - 1)
    return Reading(interval(low.isoformat(), high.isoformat()), whole[1], Point.of(high))


_LEAD = r"(?:(?P<lead>[Ff]rom|[Bb]etween)\s+)?"
_LINK = rf"(?:{DASH}|\s+(?:to|until|till|through)\s+|(?P<and>\s+and\s+))"

CALENDAR_RULES: tuple[Rule, ...] = (
    rule(rf"{_GUARD}{_LEAD}(?P<left>{POINT}){_LINK}(?P<right>{POINT})", _range),
    rule(
        rf"{_GUARD}{_LEAD}(?:the\s+)?(?P<first>{DAY}){_LINK}(?:the\s+)?(?P<last>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})"
        rf"(?P<year>,?\s+{YEAR}|\s+(?:of\s+)?{STEP}\s+year\b)?",
        _days_of_month,
    ),
    rule(
        rf"{_GUARD}{_LEAD}(?P<month>{MONTH})\s+(?P<first>{DAY}){_LINK}(?P<last>{DAY})"
        rf"(?P<year>,?\s+{YEAR}|\s+(?:of\s+)?{STEP}\s+year\b)?",
        _days_of_month,
    ),
    rule(
        rf"{_GUARD}(?:(?:the\s+)?(?P<season>[Ww]inter)\s+(?:of\s+)?)?(?P<first>1[5-9]\d\d|20\d\d)"
        r"[-/–](?P<last>\d{4}|\d\d)(?![\w/%-]|\.\d)",
        _years,
    ),
    rule(rf"{_GUARD}(?:the\s+)?(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-]*(?:the\s+)?)?(?P<decade>\d{{3}})0['’]?s\b", _decade),
    rule(
        rf"\b(?:the\s+)?(?:(?P<word>first|second|third|fourth|last)\s+|(?P<digit>[1-4])(?:st|nd|rd|th)\s+)"
        r"(?P<what>half|quarter)\s+of\s+"
        rf"(?P<year>{YEAR}|{STEP}\s+year\b|the\s+year\b)",
        _part_of_year,
    ),
    rule(rf"\b(?P<what>Q)(?P<digit>[1-4])(?P<word>)\s+(?:of\s+)?(?P<year>{YEAR})", _part_of_year),
    rule(
        rf"{_GUARD}(?:(?P<relation>[Ss]ince|[Ee]ver since|[Uu]ntil|[Tt]ill|[Uu]p until)\s+)?"
        rf"(?:(?P<circa>[Aa]round|[Aa]bout|[Cc]irca|[Aa]pproximately)\s+)?(?P<point>{POINT})",
        _point,
    ),
    rule(rf"\b(?P<feast>{either(FEASTS)}|New Year’s (?:Eve|Day))\b(?:,?\s+(?P<year>{YEAR}))?", _feast, re.IGNORECASE),
    rule(r"(?<![\w./+-])9/11\b(?![\d/])", _nine_eleven),
    rule(rf"\b(?:the\s+)?(?P<edge>first|last)\s+(?P<count>{COUNT})\s+days\s+of\s+(?P<month>{POINT})", _days_at_edge),
)
