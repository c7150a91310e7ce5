"""Quoted passages: whole, nested, broken marks, over paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from demarche.annotation.layers import Annotations, Block
from demarche.annotation.quotes import Passage, find_passages

# text, the passages, whether each is an utterance
CASES = [
    # one quotation, marks left out, the comma with them
    ('"The strait will stay open," the minister said.', [("The strait will stay open", True)]),
    # typographic marks
    ("“The strait will stay open,” the minister said.", [("The strait will stay open", True)]),
    # a quoted term is no utterance
    ('He spoke of a "frozen peace" in the north.', [("frozen peace", False)]),
    # broken by "he said"
    (
        '"We have asked for talks," he said. "They never answered our letter."',
        [("We have asked for talks", True), ("They never answered our letter.", True)],
    ),
    # a quotation within a quotation belongs to the outer one
    (
        '"They call it "a drill" and we call it an attack," Larsen said.',
        [('They call it "a drill" and we call it an attack', True)],
    ),
    # the inner mark was never closed: the statement's last mark closes both
    (
        '"He told them to "wait and see for a year," Larsen said.',
        [('He told them to "wait and see for a year', True)],
    ),
    # no opening mark at all
    (
        'The harbour is closed and nobody knows for how long," Larsen said.',
        [("The harbour is closed and nobody knows for how long", True)],
    ),
    # no closing mark before a new quotation opens
    (
        '"We were told to be patient, said Ida Larsen. "Our reward came on Monday at noon."',
        [("We were told to be patient", True), ("Our reward came on Monday at noon.", True)],
    ),
    # feet, inches and apostrophes open nothing
    ("The ministers' talks about the boats' nets failed.", []),
]


def passages(nlp: Language, text: str) -> list[Passage]:
    """The passages of one paragraph."""
    plain = text.replace("“", '"').replace("”", '"')
    return find_passages(text, [Block(0, 0, len(text), "body", None, nlp(plain))])


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_passages(nlp: Language, text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[p.start : p.end], p.utterance) for p in passages(nlp, text)] == expected


def test_a_quotation_may_stay_open_at_the_end_of_a_paragraph(nlp: Language) -> None:
    found = passages(nlp, 'He wrote: "The fleet has left the harbour. It will not come back this year.')
    assert [p.open_end for p in found] == [True]


def test_heads_and_repeats_hold_no_passages(annotate: Callable[..., Annotations]) -> None:
    quote = "We will never sell the island to anybody"
    text = f'"{quote}," the minister said on Monday.\n\n{quote}'
    assert len(annotate(text).attributions) == 1
