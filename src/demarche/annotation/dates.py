"""Date expressions of a paragraph, as EDTF dates that are never more precise than the words.

A purely local reading: the paragraph, and one anchor (the date of publication, or a background box's own date line).
Words that need an anchor which is not there, or that nobody can place ("the eve of the summit"), yield nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demarche.annotation.date_calendar import CALENDAR_RULES
from demarche.annotation.date_reading import Reader, Reading
from demarche.annotation.date_relative import RELATIVE_RULES
from demarche.annotation.date_setting import Setting, looks_ahead
from demarche.annotation.edtf import bounds, point_of
from demarche.annotation.layers import DateMention
from demarche.records import When

# "The note of 21 October" only tells which note is meant, and no narrative runs on from it; "the night of 21 October"
# tells when.
_OF = re.compile(r"(?<!\bmorning )(?<!\bafternoon )(?<!\bevening )(?<!\bnight )(?<!\bday )\bof\s+$")
_NEAR = 20  # characters before a date in which this stands


def find_dates(
    text: str, anchor: str | None, *, basis: str = "publication", start: int = 0, base: int = 0
) -> list[DateMention]:
    """The dates that a paragraph tells, in order, none overlapping.

    ``anchor`` is an EDTF day, month or year, and ``basis`` what it is (``publication`` or ``box``). What begins before
    ``start`` is read for what it says about later dates, but not returned. ``base``, the paragraph's place in the
    document, is added to the offsets.
    """
    setting = Setting(point_of(anchor), basis)
    mentions = []
    reached = 0
    for found, reader in _candidates(text):
        if found.start() < reached:
            continue
        reading = reader(found, replace(setting, ahead=looks_ahead(text, found.start(), found.end())))
        if reading is None:
            continue
        first, reached = found.span("words" if "words" in found.re.groupindex else 0)
        if first >= start:
            when = When(reading.edtf, *bounds(reading.edtf), reading.basis)
            mentions.append(DateMention(base + first, base + reached, text[first:reached], when))
        setting = _after(setting, reading, _OF.search(text, max(0, found.start() - _NEAR), found.start()) is None)
    return mentions


def _candidates(text: str) -> Iterator[tuple[re.Match[str], Reader]]:
    """What the rules match, from left to right, of those that begin together the longest first."""
    matches = [
        (found, reader) for pattern, reader in (*CALENDAR_RULES, *RELATIVE_RULES) for found in pattern.finditer(text)
    ]
    return iter(sorted(matches, key=lambda match: (match[0].start(), -match[0].end())))


def _after(setting: Setting, reading: Reading, narrated: bool) -> Setting:
    """The setting for what follows: a narrative runs on from a month or day that the text itself has placed."""
    if reading.point is None:
        return setting
    placed = narrated and reading.basis in ("explicit", "text") and reading.point.month is not None
    return replace(setting, told=reading.point, running=reading.point if placed else setting.running)
