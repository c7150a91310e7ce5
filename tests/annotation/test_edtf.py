"""EDTF strings and the days that they admit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from demarche.annotation.edtf import Point, add_months, bounds, point_of, week_of

YEARS = st.integers(1, 9998)
POINTS = st.one_of(
    st.builds(Point, YEARS),
    st.builds(Point, YEARS, st.integers(1, 12)),
    st.builds(Point, YEARS, st.integers(21, 24)),
    st.dates(max_value=date(9998, 12, 31)).map(Point.of),
)


@pytest.mark.parametrize(
    ("edtf", "lower", "upper"),
    [
        ("1974-10-21", "1974-10-21", "1974-10-21"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("1975-24", "1975-12-01", "1976-02-29"),  # a winter runs into the next year
        ("199X", "1990-01-01", "1999-12-31"),
        ("2025-03~", "2025-03-01", "2025-03-31"),  # a mark does not widen
        ("1975-06/1975-08", "1975-06-01", "1975-08-31"),
        ("1975-03~/1975-12-09", "1975-03-01", "1975-12-09"),
        ("1975-04-09/..", "1975-04-09", None),
        ("../2025-10", None, "2025-10-31"),
    ],
)
def test_bounds(edtf: str, lower: str | None, upper: str | None) -> None:
    assert bounds(edtf) == (lower, upper)


@pytest.mark.parametrize("edtf", ["", "2025-13", "2025-02-30", "21.10.1974", "yesterday", "0000", "2025/2024", "20X"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError):
        bounds(edtf)


@given(POINTS)
def test_every_point_is_edtf_with_its_own_bounds(point: Point) -> None:
    assert parse_edtf(point.edtf)
    assert bounds(point.edtf) == (point.lower().isoformat(), point.upper().isoformat())
    assert point.lower() <= point.upper()
    assert point_of(point.edtf + "~") == point


@given(st.builds(Point, YEARS, st.integers(1, 12)))
def test_bounds_of_months_agree_with_the_edtf_library(point: Point) -> None:
    parsed = parse_edtf(point.edtf)
    assert point.lower().timetuple()[:3] == parsed.lower_strict()[:3]
    assert point.upper().timetuple()[:3] == parsed.upper_strict()[:3]


@pytest.mark.parametrize("parts", [(2025, 2, 30), (2025, 13), (0,), (2025, None, 5)])
def test_a_point_that_does_not_exist_is_refused(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError):
        Point(*parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("edtf", [None, "199X", "2025/2026", "2025-02-30", "soon"])
def test_what_is_no_single_point_gives_none(edtf: str | None) -> None:
    assert point_of(edtf) is None


@given(st.dates(date(100, 1, 1), date(9000, 1, 1)), st.integers(-600, 600))
def test_months_are_added_and_taken_away_again(day: date, count: int) -> None:
    assert add_months(add_months(day, count), -count) == day.replace(day=1)


@given(st.dates(date(100, 1, 1), date(9000, 1, 1)))
def test_a_week_runs_from_monday_to_sunday_around_the_day(day: date) -> None:
    monday, sunday = week_of(day)
    assert monday.weekday() == 0 and sunday - monday == timedelta(days=6) and monday <= day <= sunday
