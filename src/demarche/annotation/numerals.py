"""Numbers in words: the tables, and one reading of them that dates and quantities share."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()

SMALL: dict[str, int] = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
SCALES: dict[str, int] = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# Number of a day in a month, in words.
ORDINALS: dict[str, int] = (
    {word: n for n, word in enumerate(_ORDINAL_ONES, 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    | {f"twenty-{word}": 20 + n for n, word in enumerate(_ORDINAL_ONES[:9], 1)}
)

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# A small count as it stands before "days", "months" …, as the source of a regular expression.
COUNT = (
    r"(?:\d{1,3}|an?|(?:"
    + "|".join(_TENS)
    + r")(?:-(?:"
    + "|".join(_ONES[1:10])
    + r"))?|"
    + "|".join(_ONES[:0:-1])
    + ")"
)


def read_number(words: Sequence[str]) -> float | None:
    """The value of a number in digits or words ("1.5 million", "two hundred and six", "a dozen"); None if it is none.

    Hyphens stand between words as words of their own or not at all; case does not matter.
    """
    total = current = 0.0
    seen = False
    pieces = [piece for word in words for piece in re.split(r"[-\u2010\u2011\s]", word.casefold()) if piece]
    for place, word in enumerate(pieces):
        if word in ("a", "an") and place + 1 < len(pieces):
            continue
        if word == "and" and seen:
            continue
        if word == "half" and not seen:
            current, seen = 0.5, True
        elif DIGITS.fullmatch(word):
            current, seen = current + float(word.replace(",", "")), True
        elif word in SMALL:
            current, seen = current + SMALL[word], True
        elif word in SCALES:
            scale = SCALES[word]
            if scale <= 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
            seen = True
        else:
            return None
    return total + current if seen else None
