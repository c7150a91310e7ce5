import pytest

from demarche.errors import SourceError
from demarche.sources.dates import line_date, parse_date

LINES = [
    ("23:56, 29 December 2025", "2025-12-29", "plain"),
    ("12:45 29.12.2025", "2025-12-29", "plain"),
    ("29 December 2025, 23:56", "2025-12-29", "plain"),
    ("Monday, December 29th, 2025", "2025-12-29", "plain"),
    ("Mon, 29 Dec 2025 10:00:00 +0000", "2025-12-29", "plain"),
    ("2025-12-29T10:00:00Z", "2025-12-29", "plain"),
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
    ("On 29 December 2025 the board voted", None, None),
    ("2025", None, None),
    ("Note of 24 February", None, None),
    ("Ruling of 31.02.2025 set aside", None, None),
]


@pytest.mark.parametrize(("line", "edtf", "kind"), LINES)
def test_a_line_that_is_a_date(line, edtf, kind):
    assert line_date(line) == ((edtf, kind) if edtf else None)


@pytest.mark.parametrize("line", ["31.02.2025", "23:56, 30 February 2025", "2025-13-01"])
def test_a_date_that_does_not_exist_is_named(line):
    with pytest.raises(SourceError) as caught:
        line_date(line)
    assert caught.value.code == "date"


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2025-12-29", "2025-12-29"),
        ("20251229", "2025-12-29"),
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
