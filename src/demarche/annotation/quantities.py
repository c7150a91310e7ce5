"""Quantities of a paragraph: numbers in digits and words, how they are bounded, and what they count.

Written over the labels of Universal Dependencies (``nummod``, ``nmod``, ``case`` …); where a parse puts a number
elsewhere, the next noun to the right is taken.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from demarche.annotation.dates import find_dates
from demarche.annotation.layers import Block, Quantity
from demarche.annotation.numerals import DIGITS, SCALES, SMALL, read_number
from demarche.annotation.quantity_words import (
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    FATES,
    LABEL_NOUNS,
    MODIFIERS,
    NATIONALS,
    NOT_COUNTED_AFTER,
    PEOPLE,
    SUFFIXED,
    UNITS,
    VAGUE,
)

# Any anchor will do to tell which words are a date: what they resolve to is not used.
_ANY_DAY = "2000-06-15"
_HYPHENS = frozenset("-‐‑")
_DASHES = frozenset("-‐‑–—")
# How a parse may hang a number on what it counts, and what that may be.
_LINKS = frozenset({"nummod", "nummod:gov", "det", "amod", "compound"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "SYM", "X"})
# Before a number these make it a name or an age.
_NAMING = frozenset({"aged", "#", "no", "/", "+", "=", ":"})
_MEASURES = (frozenset(UNITS) | frozenset(CURRENCY_NAMES)) - {"per", "second", "m", "mark"}
_MODIFIERS = sorted(MODIFIERS, key=len, reverse=True)  # "no more than" goes before "more than"


@dataclass(frozen=True, slots=True)
class _Number:
    """A run of tokens (``last`` included) that is one number; ``vague`` if it only bounds from below ("dozens")."""

    first: int
    last: int
    value: float
    vague: bool = False


def find_quantities(block: Block) -> list[Quantity]:
    """The quantities of a block, in order. Dates, ages, ordinals, clock times, names and labels are none."""
    doc = block.doc
    taken = _dates(doc)
    numbers = [number for number in _numbers(doc) if not taken & set(range(number.first, number.last + 1))]
    quantities = []
    index = 0
    while index < len(numbers):
        number = numbers[index]
        other = numbers[index + 1] if index + 1 < len(numbers) else None
        joined = other is not None and _joined(doc, number, other)
        last = other if joined and other is not None else number
        index += 2 if joined else 1
        if not _is_name(doc, number, last):
            quantities.append(_quantity(block, number, last))
    return quantities


def _dates(doc: Doc) -> set[int]:
    """The tokens that belong to dates."""
    tokens: set[int] = set()
    starts = [token.idx for token in doc]
    for mention in find_dates(doc.text, _ANY_DAY):
        # A token begins within the date, or it is the one that the date begins in.
        first = max(bisect_right(starts, mention.start) - 1, 0)
        run = range(first, bisect_left(starts, mention.end))
        tokens |= {i for i in run if mention.start < starts[i] + len(doc[i].text)}
    return tokens


def _numbers(doc: Doc) -> Iterator[_Number]:
    index = 0
    while index < len(doc):
        number = _number_at(doc, index)
        if number is None:
            index += 1
            continue
        yield number
        index = number.last + 1


def _number_at(doc: Doc, first: int) -> _Number | None:
    """The longest number that begins at this token."""
    word = doc[first].lower_
    if word in VAGUE:
        return _vague(doc, first)
    if not _starts(doc, first):
        return None
    words = [word]
    last = first
    value = _value(words)
    ahead = first + 1
    while ahead < len(doc):
        piece = doc[ahead].lower_
        if piece in _HYPHENS and doc[ahead - 1].lower_ in SMALL and ahead + 1 < len(doc) and _continues(doc, ahead + 1):
            words.append("-")
        elif piece in ("and", "a") and ahead + 1 < len(doc) and words[-1] in ("hundred", "thousand", "half", "million"):
            if words[-1] != "half" and not _continues(doc, ahead + 1):
                break
            words.append("and" if piece == "and" else "-")
        elif _continues(doc, ahead) and not _separate(words, piece):
            words.append(piece)
        else:
            break
        if (longer := _value(words)) is not None and words[-1] not in ("-", "and"):
            last, value = ahead, longer
        ahead += 1
    return None if value is None else _Number(first, last, value)


def _value(words: list[str]) -> float | None:
    joined = [word for word in words if word != "-"]
    if not joined:
        return None
    suffixed = joined[0].rstrip("kmbn")
    if len(joined) == 1 and suffixed != joined[0] and DIGITS.fullmatch(suffixed):
        scale = SUFFIXED.get(joined[0][len(suffixed) :])
        return None if scale is None else float(suffixed.replace(",", "")) * scale
    return read_number(joined)


def _starts(doc: Doc, index: int) -> bool:
    word = doc[index].lower_
    if word in ("a", "an", "half"):
        following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        return following in SCALES or (word == "half" and following in ("a", "an") and _scale_at(doc, index + 2))
    return _continues(doc, index) and word not in SCALES and word != "m"


def _scale_at(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].lower_ in SCALES


def _continues(doc: Doc, index: int) -> bool:
    word = doc[index].lower_
    return word in SMALL or word in SCALES or (word[:1].isdigit() and _value([word]) is not None)


def _separate(words: list[str], piece: str) -> bool:
    """Whether two numerals stand side by side without making one: "in 1975 two ships", "20 30"."""
    if piece in SCALES or words[-1] in ("-", "and"):
        return False
    if piece[:1].isdigit() or words[-1][:1].isdigit():
        return True
    previous = SMALL.get(words[-1])
    if previous is None:
        return words[-1] not in SCALES
    return not (previous >= 20 and previous % 10 == 0 and 0 < SMALL.get(piece, 99) < 10)


def _vague(doc: Doc, first: int) -> _Number | None:
    value, last = VAGUE[doc[first].lower_], first
    ahead = [token.lower_ for token in doc[first + 1 : first + 3]]
    if len(ahead) == 2 and ahead[0] == "of" and ahead[1] in VAGUE:  # "hundreds of thousands"
        value, last = value * VAGUE[ahead[1]] // 2, first + 2
    return _Number(first, last, float(value), vague=True)


def _joined(doc: Doc, left: _Number, right: _Number) -> bool:
    """Whether two numbers are the ends of a range: "30 to 40", "between 30 and 40", "two or three", "30-40"."""
    between = [token.lower_ for token in doc[left.last + 1 : right.first] if token.lower_ not in CURRENCY_SIGNS]
    if left.vague or right.vague or right.value <= left.value or len(between) != 1:
        return False
    if between[0] == "and":
        before = doc[max(0, left.first - 2) : left.first]
        return [token.lower_ for token in before if token.lower_ not in CURRENCY_SIGNS][-1:] == ["between"]
    if between[0] == "to":  # "from 30 to 40" is a change, not a range
        return left.first == 0 or doc[left.first - 1].lower_ != "from"
    return between[0] == "or" or between[0] in _DASHES


def _is_name(doc: Doc, number: _Number, last: _Number) -> bool:
    """Whether the number is none that counts: an age, a clock time, a label, a part of a name or of a formula."""
    first, end = doc[number.first], doc[last.last]
    before = doc[first.i - 1] if first.i else None
    after = doc[end.i + 1] if end.i + 1 < len(doc) else None
    word_before, word_after = ("" if token is None else token.lower_ for token in (before, after))
    if word_before in _NAMING or (before is not None and _glued(before, first)):
        return True
    if word_after in NOT_COUNTED_AFTER or (after is not None and _glued(end, after)) or _is_age(doc, end.i + 1):
        return True
    if first.lower_ == "one" and first.i == end.i:  # "one of them", "no one", "one thinks"
        pronoun = word_after == "of" or word_before == "any"
        return pronoun or first.dep_ != "nummod" or first.head.i < first.i
    if before is None or before.is_punct:
        return False
    in_digits = first.text[:1].isdigit()
    if word_before.rstrip(".") in LABEL_NOUNS and in_digits:
        return True
    if _next_is_nominal(end) and _noun(doc, first.i, end.i) is not None:
        return False
    if word_before == "of" and before.i and doc[before.i - 1].lower_ in LABEL_NOUNS:
        return True
    return before.pos_ == "PROPN" and in_digits and first.head.i <= first.i


def _glued(left: Token, right: Token) -> bool:
    """Whether the number is part of a formula, a score or a clock time: "3+2", "1/2", "10:30"."""
    return not left.whitespace_ and (left.text in "+/:" or right.text in "+/:")


def _next_is_nominal(end: Token) -> bool:
    return end.i + 1 < len(end.doc) and end.doc[end.i + 1].pos_ in ("NOUN", "ADJ", "PROPN", "SYM")


def _is_age(doc: Doc, at: int) -> bool:
    """Whether a number is an age: "45-year-old", "45 years old", "45 years of age"."""
    words = [token.lower_ for token in doc[at : at + 5] if token.text not in _HYPHENS]
    return len(words) >= 2 and words[0] in ("year", "years", "month", "months") and words[1] in ("old", "olds")


def _noun(doc: Doc, first: int, last: int) -> Token | None:
    """What the number counts, by the parse or else the next noun to the right."""
    if last + 2 < len(doc) and doc[last + 1].lower_ in _HYPHENS:  # "25-year lease"
        return doc[last + 2] if doc[last + 2].lower_ in UNITS else None
    for token in doc[first : last + 1]:
        if token.dep_ in _LINKS and token.head.i > last and token.head.pos_ in _NOMINAL:
            return _end_of_compound(token.head)
        for child in token.children:
            counted = child.i > last and child.dep_ == "nmod" and child.pos_ != "PRON"
            if counted and any(case.lower_ == "of" for case in child.children):
                return child
    if last + 1 < len(doc) and doc[last + 1].lower_ in _MEASURES:  # rare units are often mistagged
        return doc[last + 1]
    for token in doc[last + 1 : last + 6]:
        if token.pos_ == "NOUN" or token.lower_ in ("%", "percent") or NATIONALS.fullmatch(token.text):
            return _end_of_compound(token)
        if token.pos_ not in ("ADJ", "PROPN", "ADV", "DET") and token.lower_ != "of":
            if token.pos_ == "ADP" and token.lower_ == "per":
                continue
            return None
    return None


def _end_of_compound(token: Token) -> Token:
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.pos_ == "PROPN" and token.text.isupper() and following is not None and following.pos_ == "NOUN":
        return following  # an acronym that the parse took for the head: "two RAF men"
    return token


def _quantity(block: Block, number: _Number, other: _Number) -> Quantity:
    doc = block.doc
    start, end = doc[number.first], doc[other.last]
    sign = _sign(doc, number.first)
    if sign is not None:
        start = doc[number.first - 1]
    modifier, start = _modifier(doc, start)
    if number is not other and start.i and doc[start.i - 1].lower_ == "between":
        start = doc[start.i - 1]
    noun = _noun(doc, number.first, other.last)
    if sign is not None and noun is not None and not _next_is_nominal(end):
        noun = None
    unit = sign or _unit(doc, number, noun, end)
    value: float | None = number.value
    low: float | None = None
    high: float | None = None
    if number is not other:
        value, low, high = None, number.value, other.value
        scale = other.value / _bare_value(doc, other)
        if scale > 1 and number.value < scale and other.value > 1000 * number.value:
            low = number.value * scale  # "two to three million"
    elif number.vague or modifier == "low":
        value, low = None, number.value
    elif modifier == "high":
        value, high = None, number.value
    first, last = block.offsets(start, end)
    head = noun.i if noun is not None else number.last
    lemma = None if noun is None else (noun.lemma_ or noun.lower_).lower()
    text = doc[start.i : end.i + 1].text
    return Quantity(first, last, text, value, low, high, modifier == "about", unit, lemma, block.index, head)


def _bare_value(doc: Doc, number: _Number) -> float:
    """The number without its scale: 3 of "3 million"."""
    return _value([doc[number.first].lower_]) or number.value


def _sign(doc: Doc, first: int) -> str | None:
    return CURRENCY_SIGNS.get(doc[first - 1].lower_) if first else None


def _modifier(doc: Doc, start: Token) -> tuple[str, Token]:
    """How the words before the number bound it, and where they begin."""
    before = tuple(token.lower_ for token in doc[max(0, start.i - len(_MODIFIERS[0])) : start.i])
    for words in _MODIFIERS:
        if before[-len(words) :] == words:
            return MODIFIERS[words], doc[start.i - len(words)]
    return "", start


def _unit(doc: Doc, number: _Number, noun: Token | None, end: Token) -> str:
    """``persons``, a code of money, a unit of measure, or the plural of what is counted."""
    following = doc[end.i + 1].lower_ if end.i + 1 < len(doc) else ""
    if following in ("%", "percent") or (
        following == "per" and end.i + 2 < len(doc) and doc[end.i + 2].lower_ == "cent"
    ):
        return "percent"
    if noun is None:
        verb = doc[number.last].head
        return "persons" if verb.lemma_.lower() in FATES else ""
    lemma = (noun.lemma_ or noun.lower_).lower()
    # The form first: of "krónur" and "kronor" alike a lemmatiser may make "krona".
    if money := CURRENCY_NAMES.get(unicodedata.normalize("NFC", noun.lower_)) or CURRENCY_NAMES.get(lemma):
        return money
    if lemma in UNITS and lemma != "per":
        return UNITS[lemma]
    if lemma in PEOPLE or noun.lower_ in PEOPLE or NATIONALS.fullmatch(noun.text):
        return "persons"
    if "Number=Plur" in str(noun.morph) or noun.lower_.endswith("s"):
        return noun.lower_
    return _plural(lemma)


def _plural(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "o", "u"):
        return lemma[:-1] + "ies"
    return lemma + "s"
