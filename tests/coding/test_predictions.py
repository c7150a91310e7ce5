"""Predictions: what is foretold, by whom, by when; what is a promise, a plan or a condition instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.records import Coding

Code = Callable[..., Coding]

# text, speaker, what is foretold
FORETOLD = [
    (
        "Trade between the two islands will never recover from the embargo.",
        None,
        "Trade between the two islands will never recover from the embargo",
    ),
    ("Anna Berg said that the talks would fail.", "Anna Berg", "the talks would fail"),
    ('"There will be no fish left by 1960," Anna Berg said.', "Anna Berg", "There will be no fish left by 1960"),
    ("Anna Berg expects the two ministers to meet in May.", "Anna Berg", "the two ministers to meet in May"),
    ("Anna Berg predicted that the treaty would be signed by June.", "Anna Berg", "the treaty would be signed by June"),
    ("The quarrel may soon get worse.", None, "The quarrel may soon get worse"),
    ("It is expected that the report will be ready in May.", "unnamed", "the report will be ready in May"),
    ("The agreement expires on 1 December 1951.", None, "The agreement expires on 1 December 1951"),
]
# promises, plans, what would have been, questions, conditions, guesses about the past
NONE = [
    '"We will not leave the islands," Anna Berg said.',
    "Anna Berg said that she would meet her colleague in May.",
    "Anna Berg will visit Copenhagen on Monday.",
    "Anna Berg said that the ship would have sunk.",
    "Will the talks fail?",
    "Anna Berg said that the ships were likely stolen.",
    "The talks failed on Monday.",
]


@pytest.mark.parametrize(("text", "speaker", "expects"), FORETOLD)
def test_what_is_foretold(code: Code, text: str, speaker: str | None, expects: str) -> None:
    found = code(text, published="1951-03-12").predictions
    assert [(p.speaker, p.expects) for p in found] == [(speaker, expects)]


@pytest.mark.parametrize("text", NONE)
def test_what_foretells_nothing(code: Code, text: str) -> None:
    assert code(text, published="1951-03-12").predictions == ()


def test_a_horizon_is_a_date_that_is_not_over(code: Code) -> None:
    (found,) = code("Anna Berg said that the treaty would be signed by June 1951.", published="1951-03-12").predictions
    assert found.horizon is not None
    assert found.horizon.edtf == "1951-06"


def test_two_futures_of_one_sentence(code: Code) -> None:
    found = code("The schools will close and the theatres will move abroad.").predictions
    assert [p.expects for p in found] == ["The schools will close", "the theatres will move abroad"]
