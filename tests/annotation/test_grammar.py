"""Questions to a parse: each case a sentence, the word that is asked about, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from demarche.annotation import grammar
from demarche.annotation.layers import Annotations
from demarche.records import Coding

Ask = Callable[[str, str], Token]


@pytest.fixture(scope="module")
def ask(nlp: Language) -> Ask:
    """The first token of a sentence with these letters."""

    def call(text: str, word: str) -> Token:
        return next(token for token in nlp(text) if token.text == word)

    return call


def texts(found: Any) -> Any:
    """The letters of a token or of several; None stays None."""
    if isinstance(found, Token):
        return found.text
    return None if found is None else [token.text for token in found]


@pytest.mark.parametrize(
    ("dep", "expected"),
    [("nsubj:pass", "nsubj"), ("nsubj", "nsubj"), ("acl:relcl", "acl"), ("ROOT", "ROOT"), ("", "")],
)
def test_bare(dep: str, expected: str) -> None:
    assert grammar.bare(dep) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        # An auxiliary and a subject that undergoes it.
        ("The consul was expelled by Bolivia.", "expelled", True),
        # A perfect is active.
        ("Bolivia has expelled the consul.", "expelled", False),
        # A participle behind a noun.
        ("The men detained by the police were freed.", "detained", True),
        # A participle that modifies from behind but acts.
        ("The ships leaving the port were searched.", "leaving", False),
    ],
)
def test_is_passive(ask: Ask, text: str, verb: str, expected: bool) -> None:
    assert grammar.is_passive(ask(text, verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        # Its own.
        ("Togo closed the border.", "closed", "Togo"),
        # That of the first of a coordination.
        ("Togo closed the border and recalled its envoy.", "recalled", "Togo"),
        # Of a passive: what undergoes it.
        ("The envoy was recalled.", "recalled", "envoy"),
        # A relative pronoun stands for its noun.
        ("The general who ordered the raid resigned.", "ordered", "general"),
        # So does it for the second verb of the clause.
        ("The general who ordered the raid and praised it resigned.", "praised", "general"),
        # Control by the object: who is asked is who acts.
        ("Ghana asked Togo to close the border.", "close", "Togo"),
        # Control by the subject.
        ("Ghana refused to close the border.", "close", "Ghana"),
        # A participle behind a noun.
        ("The ships leaving the port were searched.", "leaving", "ships"),
        # Blame for a deed: who is blamed is who did it.
        ("Ghana criticised Togo for closing the border.", "closing", "Togo"),
        # A means is the subject's.
        ("Ghana retaliated by closing the border.", "closing", "Ghana"),
        # An order has none.
        ("Close the border!", "Close", None),
    ],
)
def test_subject(ask: Ask, text: str, verb: str, expected: str | None) -> None:
    assert texts(grammar.subject(ask(text, verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The envoy was expelled by Bolivia.", "expelled", "Bolivia"),
        # "By" of an active verb is no agent.
        ("She travels by train.", "travels", None),
        ("The envoy was expelled.", "expelled", None),
    ],
)
def test_agent(ask: Ask, text: str, verb: str, expected: str | None) -> None:
    assert texts(grammar.agent(ask(text, verb))) == expected


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Peru closed the port in May.", "May", "in"),
        ("Peru closed the port.", "port", None),
        # Several words are one preposition.
        ("Peru closed the port because of the strike.", "strike", "because of"),
    ],
)
def test_preposition(ask: Ask, text: str, noun: str, expected: str | None) -> None:
    assert grammar.preposition(ask(text, noun)) == expected


def test_phrase_with(ask: Ask) -> None:
    verb = ask("The consul flew from Lima to Quito.", "flew")
    assert texts(grammar.phrase_with(verb, ("to", "into"))) == "Quito"
    assert texts(grammar.phrase_with(verb, ("from",))) == "Lima"
    assert grammar.phrase_with(verb, ("against",)) is None


def test_coordination(ask: Ask) -> None:
    text = "Spain, France and Italy signed the pact."
    assert texts(grammar.conjuncts(ask(text, "Spain"))) == ["Spain", "France", "Italy"]
    assert grammar.first_conjunct(ask(text, "Italy")).text == "Spain"
    assert texts(grammar.conjuncts(ask(text, "pact"))) == ["pact"]


def test_child_takes_a_label_with_and_without_subtype(ask: Ask) -> None:
    passive = ask("The envoy was expelled.", "expelled")
    assert texts(grammar.child(passive, "nsubj")) == "envoy"
    assert texts(grammar.child(passive, "nsubj:pass")) == "envoy"
    assert grammar.child(passive, "obj") is None
    assert grammar.child(ask("Peru expelled the envoy.", "expelled"), "nsubj:pass") is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What is said is another clause.
        ("Kenya said that Uganda closed the border.", "said", "Kenya said ."),
        ("Kenya said that Uganda closed the border.", "closed", "that Uganda closed the border"),
        # So is a coordinated verb, but not a coordinated noun.
        ("Kenya closed the port and the border.", "closed", "Kenya closed the port and the border ."),
    ],
)
def test_clause_words(ask: Ask, text: str, word: str, expected: str) -> None:
    assert " ".join(texts(grammar.clause_words(ask(text, word)))) == expected


def test_noun_words(ask: Ask) -> None:
    text = "The envoy of Peru who lives here is ill."
    assert texts(grammar.noun_words(ask(text, "envoy"))) == ["The", "envoy", "of", "Peru"]
    whole = texts(grammar.noun_words(ask(text, "envoy"), with_clauses=True))
    assert whole == ["The", "envoy", "of", "Peru", "who", "lives", "here"]


def test_subtree_span(ask: Ask) -> None:
    text = "Kenya said that Uganda closed the northern border."
    said = ask(text, "said")
    closed = grammar.child(said, "ccomp")
    assert closed is not None
    assert grammar.subtree_span(closed).text == "that Uganda closed the northern border"
    that = grammar.child(closed, "mark")
    assert that is not None
    assert grammar.subtree_span(closed, without=[that]).text == "Uganda closed the northern border"
    # The full stop is cut off, and so is a clause that is left out.
    assert grammar.subtree_span(said, without=[closed]).text == "Kenya said"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya closed the port.", "closed", True),
        ("Kenya has closed the port.", "closed", True),
        ("Kenya decided to close the port.", "close", False),
        # The copula makes a clause of a noun.
        ("Kenya is a republic.", "republic", True),
    ],
)
def test_is_finite_clause(ask: Ask, text: str, word: str, expected: bool) -> None:
    assert grammar.is_finite_clause(ask(text, word)) is expected


def test_ancestors_until_clause(ask: Ask) -> None:
    text = "Kenya said that Uganda closed the port of Mombasa."
    assert texts(grammar.ancestors_until_clause(ask(text, "Mombasa"))) == ["port", "closed"]
    assert texts(grammar.ancestors_until_clause(ask(text, "said"))) == []


def chain(length: int, dep: str, pos: str) -> Doc:
    """A tree that is a chain: each word hangs on the one before it."""
    heads = [max(0, place - 1) for place in range(length)]
    deps = ["ROOT"] + [dep] * (length - 1)
    return Doc(Vocab(), words=["word"] * length, heads=heads, deps=deps, pos=[pos] * length)


def test_trees_of_any_depth() -> None:
    depth = 5000
    phrase = chain(depth, "nmod", "NOUN")
    everything = list(phrase)
    assert grammar.noun_words(phrase[0]) == grammar.clause_words(phrase[0]) == everything
    assert grammar.noun_words(phrase[0], with_clauses=True) == everything
    assert len(grammar.subtree_span(phrase[0])) == depth
    row = chain(depth, "conj", "NOUN")
    assert grammar.conjuncts(row[0]) == list(row)
    assert grammar.subject(chain(depth, "xcomp", "VERB")[depth - 1]) is None


def test_conjuncts_stand_parents_first() -> None:
    # The first has two conjuncts, of which the nearer has one of its own that stands behind both.
    doc = Doc(Vocab(), words=list("abcd"), heads=[0, 0, 0, 1], deps=["ROOT", "conj", "conj", "conj"])
    assert texts(grammar.conjuncts(doc[0])) == ["a", "b", "d", "c"]


def test_a_text_without_end_is_coded(code: Callable[..., Coding]) -> None:
    coding = code("Kenya expelled the consul of Uganda.\n\nKenya said that it lay at the end " + "of the side " * 1500)
    assert [event.recipients for event in coding.events] == [("UGA",)]


def tokens(annotated: tuple[Annotations, ...]) -> Iterator[Token]:
    """Every token of the sample corpus."""
    for article in annotated:
        for block in article.blocks:
            yield from block.doc


def test_answers_about_every_word_of_the_corpus(annotated: tuple[Annotations, ...]) -> None:
    for token in tokens(annotated):
        clause = [t.i for t in grammar.clause_words(token)]
        assert clause == sorted(set(clause)), "in order, each once"
        assert token.i in clause
        phrase = {t.i for t in grammar.noun_words(token)}
        assert token.i in phrase <= {t.i for t in grammar.noun_words(token, with_clauses=True)}
        span = grammar.subtree_span(token)
        assert span.start <= token.i < span.end
        assert {t.i for t in span} <= {t.i for t in token.subtree}, "nothing from outside the subtree"
        assert grammar.subject(token) != token
        assert grammar.first_conjunct(token).dep_ != "conj"
        assert token in grammar.conjuncts(grammar.first_conjunct(token))
