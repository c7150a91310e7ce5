"""Whether what a clause tells happened: sentences, the word that is asked about, and what is so of it."""

from __future__ import annotations

from dataclasses import fields

import pytest
from spacy.language import Language

from demarche.annotation.factuality import Factuality, factuality
from demarche.annotation.layers import Annotations


def told(found: Factuality) -> str:
    """The names of the fields that hold, in order."""
    return " ".join(f.name for f in fields(found) if getattr(found, f.name))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # A plain past happened.
        ("Sudan closed the border.", "closed", ""),
        ("Sudan has closed the border.", "closed", ""),
        ("The border was closed by Sudan.", "closed", ""),
        # Negation, as a particle, an adverb, a contraction, a determiner of subject or object.
        ("Sudan did not close the border.", "close", "negated"),
        ("Sudan never closed the border.", "closed", "negated"),
        ("Sudan didn't close the border.", "close", "negated"),
        ("Sudan has no longer closed the border.", "closed", "negated"),
        ("Sudan paid no compensation.", "paid", "negated"),
        ("No minister visited Sudan.", "visited", "negated"),
        ("Sudan left without closing the border.", "closing", "negated"),
        # Verbs and nouns that deny what stands below them.
        ("Sudan failed to close the border.", "close", "negated"),
        ("Sudan refused to close the border.", "close", "negated"),
        # Two negations are none.
        ("Sudan did not fail to close the border.", "close", ""),
        # The future, in an auxiliary and as a plan.
        ("Sudan will close the border.", "close", "future"),
        ("Sudan plans to close the border.", "close", "future"),
        ("Sudan decided to close the border.", "close", "future"),
        ("Sudan was asked to close the border.", "close", "future"),
        # An auxiliary holds for the coordinated verb too, not for another subject's.
        ("Sudan will close the border and expel the envoy.", "expel", "future"),
        ("Sudan will protest, and Chad closed the border.", "closed", ""),
        # Modals, conditions.
        ("Sudan may close the border.", "close", "uncertain"),
        ("Sudan could close the border.", "close", "uncertain"),
        ("If Sudan closed the border, Chad would protest.", "closed", "uncertain"),
        # Duty.
        ("Sudan must close the border.", "close", "uncertain obligation"),
        ("Sudan should close the border.", "close", "uncertain obligation"),
        # Aspect.
        ("Sudan is closing the border.", "closing", "ongoing"),
        ("Sudan continues to block the border.", "block", "ongoing"),
        # A purpose was carried out with the deed.
        ("The envoy flew to Khartoum to congratulate the king.", "congratulate", ""),
        # A noun takes over what holds for its verb, and its own negation.
        ("Sudan announced the closure of the border.", "closure", ""),
        ("Sudan will announce the closure of the border.", "closure", "future"),
        ("There was no apology.", "apology", "negated"),
    ],
)
def test_factuality(nlp: Language, text: str, word: str, expected: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert told(factuality(token)) == expected


def test_every_word_of_the_corpus_has_an_answer(annotated: tuple[Annotations, ...]) -> None:
    answers = {told(factuality(token)) for a in annotated for block in a.blocks for token in block.doc}
    assert {"", "negated", "future", "ongoing"} <= answers


def test_not_denies_its_verb_wherever_it_stands(annotated: tuple[Annotations, ...]) -> None:
    denied = [
        t.head
        for a in annotated
        for block in a.blocks
        for t in block.doc
        if t.lower_ == "not" and t.head.pos_ == "VERB"
    ]
    assert denied
    assert [
        verb.text for verb in denied if "not" in [c.lower_ for c in verb.children] and not factuality(verb).negated
    ] == []
