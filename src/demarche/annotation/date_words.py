"""The words that dates are made of, as tables, and the fragments of regular expressions built from them."""

from __future__ import annotations

import re

from demarche.annotation.edtf import AUTUMN, SPRING, SUMMER, WINTER
from demarche.annotation.numerals import COUNT, ORDINALS

_MONTH_NAMES = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS: dict[str, int] = {name.casefold(): n for n, names in enumerate(_MONTH_NAMES, 1) for name in names}
WEEKDAYS: dict[str, int] = {name.casefold(): n for n, name in enumerate(_WEEKDAY_NAMES)}
SEASONS: dict[str, int] = {"spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "fall": AUTUMN, "winter": WINTER}
# Feasts that fall on the same day every year.
FEASTS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
# Days counted from the day of publication.
DAY_WORDS: dict[str, int] = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}
# Days counted from the last day that the text has told.
NARRATIVE_DAYS: dict[str, int] = {
    "the day before": -1,
    "the previous day": -1,
    "the same day": 0,
    "that same day": 0,
    "that day": 0,
    "the day after": 1,
    "the next day": 1,
    "the following day": 1,
}
# How "this year", "the following month" count, and from what: the anchor or the text.
STEPS: dict[str, tuple[int, str]] = {
    "this": (0, "anchor"),
    "the current": (0, "anchor"),
    "last": (-1, "anchor"),
    "this past": (-1, "anchor"),
    "next": (1, "anchor"),
    "the coming": (1, "anchor"),
    "that": (0, "text"),
    "that same": (0, "text"),
    "the same": (0, "text"),
    "the following": (1, "text"),
    "the next": (1, "text"),
    "the previous": (-1, "text"),
    "the preceding": (-1, "text"),
}
# Days that are names of something else: "Black Friday", "the Sunday Times".
DAY_NAME_BEFORE = frozenset("black good bloody holy ash easter palm whit super cyber red".split())
DAY_NAME_AFTER = frozenset("times telegraph express mirror mail herald review post world".split())
# A year-like number before one of these is a count: "in 2001 people".
COUNTED = frozenset(
    "people persons men women children soldiers troops ships vessels tonnes tons miles km kilometres metres feet "
    "dollars pounds euros cases houses homes votes seats jobs workers deaths victims percent copies pages "
    "points".split()
)
# A number after one of these is a label: "Article 2024", "page 1975".
LABELS = frozenset(
    "article articles page pages p pp no nos number resolution flight section paragraph chapter rule law order decree "
    "item clause annex room line version model form channel route train bus box".split()
)


def either(words: object) -> str:
    """A regular expression that matches any of the words, the longest first; a space stands for any white space."""
    listed = sorted((str(word) for word in words), key=len, reverse=True)  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed) + ")"


# Names of months and days count only with a capital (or all in capitals): "may" and "march" are verbs.
_FULL = [form for names in _MONTH_NAMES for form in (names[0], names[0].upper())]
_SHORT = [form for names in _MONTH_NAMES for short in names[1:] for form in (short, short.upper())]
MONTH = rf"(?:{either(_FULL)}\b|{either(_SHORT)}\b\.?)(?!-[a-z])"
WEEKDAY = rf"{either([form for name in _WEEKDAY_NAMES for form in (name, name.upper())])}\b"
SEASON = rf"(?:{either([form for name in SEASONS for form in (name, name.capitalize())])})\b"
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|{either(ORDINALS)})\b(?![.,:]\d|[%+/])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)\b(?![.,]\d|%|-[a-z])"
STEP = either([form for step in STEPS for form in (step, step[0].upper() + step[1:])])
UNIT = r"(?:days?|weeks?|fortnights?|months?|years?|decades?)\b"
HEDGE = r"(?:about|around|nearly|almost|some|roughly|approximately|more\s+than|over|less\s+than|circa)"
SPELL = rf"(?:(?P<hedge>{HEDGE})\s+)?(?P<count>{COUNT})\s+(?P<unit>{UNIT})"
# A part of a month or a year does not make the date more precise: it is matched and left out.
PART = (
    r"(?:(?:the\s+)?(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\s+in\s+|\s*-\s*|\s+)(?:the\s+)?"
    r"|[Ee]arli(?:er|est)\s+(?:in\s+)?|[Ll]ater?\s+(?:in\s+)?"
    r"|(?:the\s+)?(?:very\s+)?(?:beginning|start|end|middle|close|first\s+half|second\s+half)\s+of\s+(?:the\s+)?)"
)
DASH = r"\s*[-\u2010-\u2015]\s*"
