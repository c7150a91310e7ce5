"""What a rule of the date grammar is, and what it reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from demarche.annotation.date_setting import Setting
from demarche.annotation.edtf import Point
from demarche.annotation.numerals import read_number

# As many characters as the longest word and some space.
_NEAR = 40


class Reading(NamedTuple):
    """An EDTF date, its basis, and the point from which a narrative may run on (None: from none)."""

    edtf: str
    basis: str
    point: Point | None = None


Reader: TypeAlias = Callable[[re.Match[str], Setting], Reading | None]
Rule: TypeAlias = tuple[re.Pattern[str], Reader]


def rule(source: str, reader: Reader, flags: int = 0) -> Rule:
    """A rule from the source of its regular expression."""
    return re.compile(source, flags), reader


def interval(low: str, high: str) -> str:
    """An interval in EDTF, or the one date that both ends are."""
    return low if low == high else f"{low}/{high}"


def at(point: Point, basis: str, mark: str = "") -> Reading:
    """The reading that is one point, with a mark of approximation if any."""
    return Reading(point.edtf + mark, basis, point)


def words_before(found: re.Match[str], group: str | int = 0) -> str:
    """The few words that stand before a match, or before a group of it."""
    at = found.start(group)
    return found.string[max(0, at - _NEAR) : at]


def words_after(found: re.Match[str]) -> str:
    """The few words that stand after a match."""
    return found.string[found.end() : found.end() + _NEAR]


def count_of(word: str) -> int:
    """The number that a small count means ("two", "12", "a")."""
    return int(read_number([word]) or 1) if word.casefold() not in ("a", "an") else 1
