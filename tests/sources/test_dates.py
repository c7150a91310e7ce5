import pytest

from demarche.errors import SourceError
from demarche.sources.dates import line_date, parse_date

LINES = [
    ("21:07, 14 October 1998", "1998-10-14", "plain"),
    ("08:30 14.10.1998", "1998-10-14", "plain"),
    ("14 October 1998, 21:07", "1998-10-14", "plain"),
    ("Wednesday, October 14th, 1998", "1998-10-14", "plain"),
    ("Wed, 14 Oct 1998 10:00:00 +0000", "1998-10-14", "plain"),
    ("1998-10-14T10:00:00Z", "1998-10-14", "plain"),
    ("Posted on Sept. 3, 2025 at 4:05 p.m. EDT", "2025-09-03", "published"),
    ("Last updated: 5 May 2024 | 10:00 GMT+4", "2024-05-05", "updated"),
    ("13/4/2026 09:00", "2026-04-13", "plain"),
    ("4/13/2026", "2026-04-13", "plain"),
    # Only the year is sure: April in London, March in Washington.
    ("3/4/2026", "2026", "plain"),
    # Never more precise than the words.
    ("Published: December 2025", "2025-12", "published"),
    ("Published in print: 2025", None, None),
    ("Published: 2025", "2025", "published"),
    # No date lines: running text, a bare year, a day without a year, a range.
    ("On 14 October 1998 the board voted", None, None),
    ("2025", None, None),
    ("Note of 24 February", None, None),
    ("Ruling of 31.02.2025 set aside", None, None),
]


@pytest.mark.parametrize(("line", "edtf", "kind"), LINES)
def test_a_line_that_is_a_date(line, edtf, kind):
    assert line_date(line) == ((edtf, kind) if edtf else None)


@pytest.mark.parametrize("line", ["31.02.2025", "21:07, 30 February 2025", "2025-13-01"])
def test_a_date_that_does_not_exist_is_named(line):
    with pytest.raises(SourceError) as caught:
        line_date(line)
    assert caught.value.code == "date"


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("1998-10-14", "1998-10-14"),
        ("19981014", "1998-10-14"),
        ("2025-12", "2025-12"),
        ("2025", "2025"),
        ("8 May 1976", "1976-05-08"),
    ],
)
def test_fields(value, edtf):
    assert parse_date(value, "x") == edtf


@pytest.mark.parametrize("value", ["soon", "", "2025-02-30", "12 Nonember 2025x"])
def test_fields_that_hold_no_date(value):
    with pytest.raises(SourceError) as caught:
        parse_date(value, "file.jsonl#3")
    assert caught.value.code == "date"
    assert caught.value.where == "file.jsonl#3"
