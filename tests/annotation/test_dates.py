"""Date expressions: text in, dates out, one comment a case; then what must hold of every text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from demarche.annotation.dates import find_dates

# Published on a Monday.
MONDAY = "1976-03-15"

# (comment, text, the EDTF dates told in order)
CASES: list[tuple[str, str, list[str]]] = [
    # Full dates
    ("month first", "On October 21, 1974, the pact ended.", ["1974-10-21"]),
    ("day first", "It ended on 21 October 1974.", ["1974-10-21"]),
    ("with its weekday", "on Monday, 21 October 1974", ["1974-10-21"]),
    ("ordinal with of", "on the 21st of October, 1974", ["1974-10-21"]),
    ("ordinal in words", "on the twenty-first of October 1974", ["1974-10-21"]),
    ("abbreviated", "Oct. 21, 1974 and 3 Sept 1975", ["1974-10-21", "1975-09-03"]),
    ("capitals", "21 OCTOBER 1974", ["1974-10-21"]),
    ("dots, with a clock time before", "12:45 21.10.1974", ["1974-10-21"]),
    ("ISO", "1974-10-21", ["1974-10-21"]),
    ("ISO with a time", "1974-10-21T10:30:00Z", ["1974-10-21"]),
    ("slashes that can be read one way only", "21/10/1974 or 10/21/1974", ["1974-10-21", "1974-10-21"]),
    ("slashes that can be read two ways: only the year is sure", "signed 03/04/1975", ["1975"]),
    ("a day that does not exist", "on 30 February 1975 or 31.11.1975", []),
    ("said to be about then", "circa 21 October 1974", ["1974-10-21~"]),
    # Without a year
    ("the last one before publication", "On November 26 they spoke.", ["1975-11-26"]),
    ("on the day of publication itself", "On 15 March they spoke.", ["1976-03-15"]),
    ("not yet come, but told as past", "On 16 March they spoke.", ["1975-03-16"]),
    ("told as future", "They will meet on 16 March.", ["1976-03-16"]),
    ("due", "The report is due on January 9 in Oslo.", ["1977-01-09"]),
    ("what expires has yet to", "It expires on 1 December.", ["1976-12-01"]),
    (
        "what was said is past, what it says is future",
        "He said on Friday that they will meet on 2 April.",
        ["1976-03-12", "1976-04-02"],
    ),
    ("a guess is no future", "It would seem that on 2 April they erred.", ["1975-04-02"]),
    (
        "the narrative runs on over the turn of the year",
        "On November 20, 1974, he wrote. On December 4 she refused, and on January 9 he threatened.",
        ["1974-11-20", "1974-12-04", "1975-01-09"],
    ),
    (
        "a narrative never runs beyond publication",
        "On May 3, 1975 it began. On April 20 it ended.",
        ["1975-05-03", "1975-04-20"],
    ),
    (
        "which agreement it was starts no narrative",
        "The treaty of 3 May 1969 lapsed on 13 November.",
        ["1969-05-03", "1975-11-13"],
    ),
    (
        "the night of a day does",
        "On the night of 3 May 1969 it sailed; on 5 June it sank.",
        ["1969-05-03", "1969-06-05"],
    ),
    ("a weekday settles the year", "They must be gone by Saturday, 20 March.", ["1976-03-20"]),
    ("29 February is in the last leap year", "On 29 February they met.", ["1976-02-29"]),
    (
        "the day alone follows the month before it",
        "On 3 May 1975 he came. On the 27th, he left.",
        ["1975-05-03", "1975-05-27"],
    ),
    ("the day alone by publication", "He left on the 27th.", ["1976-02-27"]),
    ("feast days", "on Christmas Eve, and on New Year's Day 1975", ["1975-12-24", "1975-01-01"]),
    # Months
    ("with a year", "in May 1975 and in June of 1975", ["1975-05", "1975-06"]),
    (
        "a part of it is no more precise",
        "in early January, mid-February and late December 1974",
        ["1976-01", "1976-02", "1974-12"],
    ),
    ("the end of it", "at the end of February", ["1976-02"]),
    ("last, this, next", "last March, this January, next March", ["1975-03", "1976-01", "1977-03"]),
    ("of this year, of last year", "in February of this year and in June last year", ["1976-02", "1975-06"]),
    ("as an adjective", "at the November meeting of ministers", ["1975-11"]),
    ("the following", "It lapsed in November 1974. The following March they met.", ["1974-11", "1975-03"]),
    # Seasons, quarters, years, decades
    ("season of a year", "in the summer of 1975, spring 1974", ["1975-22", "1974-21"]),
    ("winter over the turn of the year", "the winter of 1974-75", ["1974-24"]),
    ("last, next, this", "last summer, next spring, this winter", ["1975-22", "1977-21", "1976-24"]),
    (
        "quarters and halves",
        "the third quarter of 1975, Q1 1974, the first half of 1975",
        ["1975-07/1975-09", "1974-01/1974-03", "1975-01/1975-06"],
    ),
    ("years", "in 1972, by 1980, since 1971", ["1972", "1980", "1971/.."]),
    ("a part of a year is no more precise", "in late 1974 and at the end of last year", ["1974", "1975"]),
    ("year before a noun", "the 1973 agreement", ["1973"]),
    ("this and last", "this year, last year, during the year", ["1976", "1975", "1976"]),
    ("decades", "in the 1950s and the mid-1960s", ["195X", "196X"]),
    # Stretches
    ("both whole", "from 26 August 1975 to 4 September 1975", ["1975-08-26/1975-09-04"]),
    ("year at the end", "from August 26 to September 4 of last year", ["1975-08-26/1975-09-04"]),
    ("year at the start", "from 30 December 1974 to 9 January", ["1974-12-30/1975-01-09"]),
    ("no year, over its turn", "between 30 December and 9 January", ["1975-12-30/1976-01-09"]),
    ("no year, in the future", "will be held from 30 December to 9 January", ["1976-12-30/1977-01-09"]),
    ("months", "between June and August 1975", ["1975-06/1975-08"]),
    ("days of a month", "28-30 May 1975, May 28-30, from 28 to 30 May", ["1975-05-28/1975-05-30"] * 3),
    ("two days in a row", "met on 20 and 21 May 1975", ["1975-05-20/1975-05-21"]),
    ("two days apart are no stretch", "met on 20 and 25 May 1975", ["1975-05-25"]),
    ("years, short and long", "in 1974-75, 1971–1973 and from 1969 to 1970", ["1974/1975", "1971/1973", "1969/1970"]),
    ("open at the end", "since 19 February", ["1976-02-19/.."]),
    ("open at the start", "until 1 December 1975", ["../1975-12-01"]),
    ("the first days of a month", "in the first five days of April 1975", ["1975-04-01/1975-04-05"]),
    # Counted from publication
    (
        "days in words",
        "yesterday, today, tomorrow evening, the day before yesterday",
        ["1976-03-14", "1976-03-15", "1976-03-16", "1976-03-13"],
    ),
    ("last night", "It was agreed last night.", ["1976-03-14"]),
    ("weekday, told as past", "They met on Thursday.", ["1976-03-11"]),
    ("weekday of publication is today", "They met on Monday.", ["1976-03-15"]),
    ("weekday, told as future", "They will meet on Thursday.", ["1976-03-18"]),
    ("last and next", "last Monday and next Monday", ["1976-03-08", "1976-03-22"]),
    ("weekday in an old paper", "Saturday evening the fleet lay in port.", ["1976-03-13"]),
    (
        "ultimo, instant, proximo",
        "the 27th ult., the 10th inst. and the 2nd prox.",
        ["1976-02-27", "1976-03-10", "1976-04-02"],
    ),
    ("days ago", "three days ago", ["1976-03-12"]),
    ("weeks are round", "two weeks ago", ["1976-03-01~"]),
    (
        "months and years are round and no finer",
        "seven months ago, a year ago, about ten years ago",
        ["1975-08~", "1975~", "1966~"],
    ),
    ("weeks and months by name", "last week, this month, last month", ["1976-03-08/1976-03-14", "1976-03", "1976-02"]),
    ("weekends", "at the weekend, last weekend", ["1976-03-13/1976-03-14", "1976-03-13/1976-03-14"]),
    ("the end of the year", "by the end of the year, by year-end", ["1976", "1976"]),
    ("this past", "this past autumn", ["1975-23"]),
    ("over the past months", "over the past seven months", ["1975-08~/1976-03"]),
    ("over the past days", "in the last ten days", ["1976-03-05~/1976-03-15"]),
    ("over the past year, told in months", "over the past year", ["1975-03~/1976-03"]),
    ("ahead", "within the next two years", ["1976/1978~"]),
    # Counted from the text
    (
        "days after a date that is told",
        "On 3 May 1975 he came. Two days later he left; the next day it rained.",
        ["1975-05-03", "1975-05-05", "1975-05-06"],
    ),
    ("days before and after a date in the same words", "two days before 3 May 1975", ["1975-05-01"]),
    ("the day before what has no date", "The day before, all was calm.", []),
    ("two days later than what has no date", "Two days later it sank.", []),
    (
        "a month earlier",
        "The limit was drawn on 13 November 1975. A month earlier, nobody knew of it.",
        ["1975-11-13", "1975-10~"],
    ),
    ("the same year", "In 1972 it began. Later that year it ended.", ["1972", "1972"]),
    # What is no date
    ("counts", "2,001 people and 1975 tonnes, in 1975 cases", []),
    ("a class of ships", "5 May-class ships", []),
    ("labels", "Article 2024, page 1975, flight 2001, Resolution 1973", []),
    ("May and March as names and verbs", "May said that she may march. The March on Rome. It may be.", []),
    ("ordinals", "a second plane, the 19th session, the first time", []),
    ("formulas and scores", "the 3+2 formula, 3-1, 10:30, 5.5", []),
    ("days that are names", "Black Friday and the Sunday Telegraph", []),
    ("feelings of time", "on the eve of the summit, in recent years, over the past few years, for 25 years", []),
    ("adverbs of today", "today's Iceland", []),
    ("the last one of something", "on the last Wednesday of the fair", []),
    ("one that everybody writes so", "after 9/11", ["2001-09-11"]),
]


@pytest.mark.parametrize(("comment", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(comment: str, text: str, expected: list[str]) -> None:
    assert [mention.when.edtf for mention in find_dates(text, MONDAY)] == expected


@pytest.mark.parametrize(
    ("text", "anchor", "basis", "expected"),
    [
        ("on 3 May 1975", MONDAY, "publication", "explicit"),
        ("on 3 May", MONDAY, "publication", "publication"),
        ("on 3 May", MONDAY, "box", "box"),
        ("yesterday", MONDAY, "box", "box"),
        ("in June 1974. On 3 August", None, "publication", "text"),
    ],
)
def test_basis_tells_how_it_was_resolved(text: str, anchor: str | None, basis: str, expected: str) -> None:
    assert find_dates(text, anchor, basis=basis)[-1].when.basis == expected


@pytest.mark.parametrize(
    "text", ["yesterday", "on Tuesday", "last month", "in May", "on 3 May", "two years ago", "this year"]
)
def test_without_an_anchor_nothing_is_guessed(text: str) -> None:
    assert find_dates(text, None) == []


def test_an_anchor_without_its_day_does_not_tell_days() -> None:
    assert [m.when.edtf for m in find_dates("On Tuesday, two months ago, in January", "1976-03")] == [
        "1976-01~",
        "1976-01",
    ]


def test_offsets_are_those_of_the_document() -> None:
    [mention] = find_dates("It ended on 13 November 1975.", None, base=100)
    assert (mention.start, mention.end, mention.text) == (112, 128, "13 November 1975")


def test_what_stands_before_the_start_is_context_only() -> None:
    text = "On 20 November 1974 he wrote. On 9 January he threatened."
    [mention] = find_dates(text, MONDAY, start=30)
    assert (mention.when.edtf, mention.when.basis) == ("1975-01-09", "text")


WORDS = st.sampled_from(
    """on in the of from to between and since until last next this that early late mid-February May March June 3 25
    25th 1975 1974-75 1976-02-03 12.05.1975 two days weeks months years ago later earlier before after yesterday today
    tomorrow Tuesday Friday evening summer winter quarter first year month week past nine 2,001 people said will was
    held , . ; - December the 1950s about circa 9/11 ult. same following previous end half decade 31 29 February
    """.split()
)
TEXTS = st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=60))
ANCHORS = st.one_of(
    st.none(),
    st.dates(date(1500, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    st.sampled_from(["1976-03", "1976", "1976-03~"]),
)
# Words that can carry a day.
DAY_WORD = re.compile(
    r"(?<!\d)(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?!\d)|day|tomorrow|week|fortnight|night|morning|evening|9/11|first|second|third",
    re.IGNORECASE,
)


@given(TEXTS, ANCHORS)
def test_every_date_is_edtf_within_its_bounds_and_from_the_text(text: str, anchor: str | None) -> None:
    end = 0
    for mention in find_dates(text, anchor):
        assert parse_edtf(mention.when.edtf)
        assert mention.when.lower or mention.when.upper
        if mention.when.lower and mention.when.upper:
            assert mention.when.lower <= mention.when.upper
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end


@given(TEXTS, ANCHORS)
def test_no_date_is_more_precise_than_its_words(text: str, anchor: str | None) -> None:
    for mention in find_dates(text, anchor):
        if re.search(r"\d{4}-\d\d-\d\d", mention.when.edtf):
            assert DAY_WORD.search(mention.text), mention


@given(st.dates(date(1600, 1, 1), date(2080, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_last_one_not_after_publication(anchor: date, month: int, day: int) -> None:
    names = "January February March April May June July August September October November December".split()
    [mention] = find_dates(f"On {day} {names[month - 1]} they spoke.", anchor.isoformat())
    told = date.fromisoformat(mention.when.edtf)
    assert (told.month, told.day) == (month, day)
    assert timedelta(0) <= anchor - told <= timedelta(days=366)


@given(st.dates(date(1600, 1, 1), date(2080, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_week_before(anchor: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    for words, least in ((f"They met on {name}.", 0), (f"They met last {name}.", 1)):
        [mention] = find_dates(words, anchor.isoformat())
        told = date.fromisoformat(mention.when.edtf)
        assert told.weekday() == weekday
        assert least <= (anchor - told).days <= 6 + least


def test_the_forms_in_the_documentation_are_read_as_it_says() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
    table = [line for line in manual.split("## Forms")[1].splitlines() if "`" in line and "|" in line]
    rows = [line.strip("|").split("|") for line in table]
    assert len(rows) > 10
    for words, forms in rows:
        told = {mention.when.edtf for mention in find_dates(re.sub(r"\(.*?\)", "", words), MONDAY)}
        assert told == set(re.findall(r"`([^`]+)`", forms)), words
