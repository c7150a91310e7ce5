"""One event as the answer to another, where the words say so: texts, and the types of answer and cause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.records import Coding

Code = Callable[..., Coding]


def links(coding: Coding) -> list[tuple[str, str, str]]:
    """Type of the answer, type of what it answers, rule."""
    types = {e.id: e.type for e in coding.events}
    return [(types[r.event], types[r.in_response_to], r.provenance.rule) for r in coding.responses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "In response" alone answers the sentence before.
        (
            "Chile expelled two Bolivian diplomats on 4 May 1978. In response, Bolivia recalled its ambassador.",
            [("SANCTION", "SANCTION", "responses/alone")],
        ),
        # A phrase that holds the cause.
        (
            "Iran recalled its ambassador in response to the arrest of an Iranian student in London.",
            [("SANCTION", "COERCE", "responses/phrase")],
        ),
        (
            "Iran recalled its ambassador because of the arrest of an Iranian student in London.",
            [("SANCTION", "COERCE", "responses/phrase")],
        ),
        # A verb of answering, and what it consisted in.
        (
            "Togo arrested two Ghanaians. Ghana responded by closing the border.",
            [("COERCE", "COERCE", "responses/verb")],
        ),
        # Praise or blame for a deed.
        ("Kenya praised Uganda for releasing the prisoners.", [("SUPPORT", "RETREAT", "responses/for")]),
        # The answer to what was asked or alleged.
        (
            "Peru demanded that Ecuador withdraw its troops. Ecuador rejected the demand.",
            [("REJECT", "REQUEST", "responses/object")],
        ),
        (
            "Morocco accused Algeria of a raid. Algeria rejected the accusation.",
            [("REJECT", "ACCUSE", "responses/object")],
        ),
        # A bare refusal answers what was just asked.
        (
            "Senegal demanded that Guinea release the crew. Guinea refused.",
            [("REJECT", "REQUEST", "responses/object")],
        ),
        # Following in time is not enough.
        ("Chile expelled two Bolivian diplomats. Bolivia recalled its ambassador.", []),
        ("Chile expelled two Bolivian diplomats. Then Bolivia recalled its ambassador.", []),
        # "In response" without anything before it answers nothing.
        ("In response, Bolivia recalled its ambassador.", []),
        # Nobody rejects his own demand.
        ("Peru demanded that Ecuador withdraw its troops. Peru rejected the proposal.", []),
    ],
)
def test_links(code: Code, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert links(code(text)) == expected


def test_the_words_that_link_are_quoted(code: Code) -> None:
    (response,) = code("Chile expelled two Bolivian diplomats. In response, Bolivia recalled its ambassador.").responses
    assert response.span.quote == "In response, Bolivia recalled its ambassador."


def test_responses_of_the_corpus(codings: tuple[Coding, ...]) -> None:
    found = [(coding, response) for coding in codings for response in coding.responses]
    assert found
    for coding, response in found:
        ids = {event.id for event in coding.events}
        assert {response.event, response.in_response_to} <= ids
        assert response.event != response.in_response_to
