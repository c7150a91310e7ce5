"""Where typography alone decides whether a sentence may begin.

The parser finds sentences, and does not see where spaces stand; a reader does.  A quotation mark with a space after it
and none before closes, so that no sentence begins with it; one that opens is not cut off from its sentence; after a
blank line one always begins; after a comma none does, so that a quotation stays with its speaker (“We left,” she said);
and a rule of stars or dashes is one thing.  spaCy's attribute ruler sets these bounds ahead of the parser, which keeps
to them, as plain data within the model.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language

BEGINS, NEVER = 1, 2**64 - 1
"""Values of SENT_START; the second is -1 as spaCy's ruler, which takes unsigned numbers only, must be told it."""
STRAIGHT = ['"', "'", "''"]
QUOTES = ['"', "''", "”", "’", "»"]
CLOSING = [*STRAIGHT, "”", "’", "»", ")", "]", "}", ",", ";", ":", "%", "?", "!", "."]
OPENING = ["“", "‘", "«", "(", "[", "$", "£", "€"]
RULE = {"TEXT": {"REGEX": r"^[*=_~#\-–—]+$"}}

PATTERNS: list[tuple[list[dict[str, Any]], int, int]] = [
    ([{"SPACY": False, "IS_SPACE": False}, {"ORTH": {"IN": CLOSING}, "SPACY": True}], 1, NEVER),
    ([{"SPACY": False, "IS_SPACE": False}, {"ORTH": {"IN": CLOSING}}, {"IS_SPACE": True}], 1, NEVER),
    ([{"SPACY": True}, {"ORTH": {"IN": STRAIGHT}, "SPACY": False}, {"IS_SPACE": False}], 2, NEVER),
    ([{"IS_SPACE": True}, {"ORTH": {"IN": STRAIGHT}, "SPACY": False}, {"IS_SPACE": False}], 2, NEVER),
    ([{"ORTH": {"IN": OPENING}}, {"IS_SPACE": False}], 1, NEVER),
    ([{"ORTH": ","}, {"IS_SPACE": False}], 1, NEVER),
    ([{"ORTH": ","}, {"ORTH": {"IN": QUOTES}, "SPACY": True}, {"IS_SPACE": False}], 2, NEVER),
    ([{"IS_SPACE": False, "SPACY": False}, {"ORTH": {"IN": QUOTES}, "SPACY": True}, {"IS_LOWER": True}], 2, NEVER),
    ([{**RULE, "SPACY": False}, RULE], 1, NEVER),
    ([{"TEXT": {"REGEX": r"\n\s*\n"}}, {"IS_SPACE": False}], 1, BEGINS),
]


def add_bounds(nlp: Language) -> None:
    """Put the rules at the head of a pipeline."""
    ruler: Any = nlp.add_pipe("attribute_ruler", name="bounds", first=True)
    for pattern, index, value in PATTERNS:
        ruler.add([pattern], {"SENT_START": value}, index=index)
