"""Claims: what is attributed, and what the publication argues itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.records import Coding

Code = Callable[..., Coding]

# what a publication argues in its own voice
ARGUED = [
    # a word of judgement
    ("The attack on the harbour was inexcusable.", "argued"),
    ("This was plainly a provocation.", "argued"),
    # everybody, nobody
    ("Nobody in Oslo wants to be the man who lost the islands.", "sweeping"),
    ("Neither side seems to want a war.", "argued"),
    # a superlative of what is told
    ("It was the heaviest blow of the whole quarrel.", "superlative"),
    ("It is the only promise that was kept.", "superlative"),
    # the publication's own side
    ("Our country kept its word.", "own_voice"),
]
REPORTED = [
    "Norway closed the strait to foreign ships on Monday.",
    "Two ships left the harbour at noon.",
    "The talks will go on in Oslo next week.",
]


@pytest.mark.parametrize(("text", "rule"), ARGUED)
def test_the_publication_argues(code: Code, text: str, rule: str) -> None:
    (claim,) = code(text).claims
    assert (claim.speaker, claim.provenance.rule) == (None, f"claims/{rule}")


@pytest.mark.parametrize("text", REPORTED)
def test_the_publication_only_reports(code: Code, text: str) -> None:
    assert code(text).claims == ()


def test_a_direct_quotation_is_one_claim_with_its_first_sentence(code: Code) -> None:
    (claim,) = code('"The fleet has left. It will be back," Anna Berg said. "Nobody knows when that is."').claims
    assert (claim.span.quote, claim.speaker, claim.kind, claim.cue) == (
        "The fleet has left.",
        "Anna Berg",
        "direct",
        "said",
    )


def test_an_indirect_claim_with_quoted_words_is_mixed(code: Code) -> None:
    (claim,) = code('Anna Berg said that the offer was "an insult to every fisherman in the north".').claims
    assert (claim.kind, claim.speaker) == ("mixed", "Anna Berg")


def test_a_long_claim_is_cut(code: Code) -> None:
    text = "Anna Berg said that " + "the ships of the northern fleet and " * 12 + "the boats had left."
    assert all(len(c.span.quote.split()) <= 40 for c in code(text).claims)


def test_a_hedged_word_colours_the_claim(code: Code) -> None:
    (sure,) = code("Anna Berg said that the ships had left the harbour.").claims
    (guess,) = code("Anna Berg believes that the ships have left the harbour.").claims
    assert (sure.certainty, guess.certainty) == ("asserted", "hedged")
