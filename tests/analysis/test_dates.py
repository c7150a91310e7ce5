"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.analysis.dates import in_words, short_day


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1951-03-04", "4 March 1951"),
        ("1951-03", "March 1951"),
        ("1951", "1951"),
        ("1951-21", "spring 1951"),
        ("1951-24", "winter 1951"),
        ("1951-03-04~", "about 4 March 1951"),
        ("1951?", "1951 (not certain)"),
        ("1951-03-01/1951-03-10", "early March 1951"),
        ("1951-03-11/1951-03-20", "mid March 1951"),
        ("1951-03-21/1951-03-31", "late March 1951"),
        ("1951-03-04/1951-03-09", "4 to 9 March 1951"),
        ("1951-03-04/1951-05-09", "4 March to 9 May 1951"),
        ("1950-12/1951-02", "December 1950 to February 1951"),
        ("1951-06/1951-08", "June to August 1951"),
        ("1951-03-04/..", "since 4 March 1951"),
        ("../1951-03", "until March 1951"),
        ("1951-03-04/", "since 4 March 1951"),
        (None, "no date"),
        ("no EDTF at all", "no EDTF at all"),
        ("1951-77", "1951-77"),
    ],
)
def test_in_words(edtf: str | None, words: str) -> None:
    assert in_words(edtf) == words


def test_short_day() -> None:
    assert [short_day(day) for day in ("1951-03-04", "1951-03", "1951")] == ["4 Mar 1951", "Mar 1951", "1951"]


@given(st.text())
def test_any_text_comes_through(text: str) -> None:
    assert isinstance(in_words(text), str)
    assert isinstance(short_day(text), str)
