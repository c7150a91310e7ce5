"""Sentences built from records, and other words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarche.analysis.phrases import Names, demand_title, event_sentence, figure_words, listed
from demarche.analysis.verbs import ACTS, MATTERS, VERBS
from demarche.codebook import load_codebook
from demarche.records import Event
from tests.making import document, event, figure

NAMES = Names({"NOR": "Norland", "FIN": "Finland", "GBR": "United Kingdom"}, frozenset({"EU", "NATO"}))
TEXT = document("Words of the text that stand for nothing else. Sorry was said and money paid. Talks broke off.")


def told(
    type: str, *, acts: tuple[str, ...] = (), speakers: tuple[str, ...] = (), quote: str = "Words", **values: Any
) -> str:
    return event_sentence(event(TEXT, quote, type, **values), NAMES, acts, speakers)


@pytest.mark.parametrize(
    ("said", "values", "sentence"),
    [
        ("ACCUSE", {"mode": "disapprove"}, "Norland criticised Finland"),
        ("ACCUSE", {"recipients": ()}, "Norland accused an unnamed party"),
        ("ASSAULT", {"actors": (), "mode": "aerial"}, "An unnamed party made an attack from the air on Finland"),
        ("CONSULT", {"actors": ("NOR", "FIN"), "recipients": ()}, "Norland and Finland met"),
        ("CONSULT", {"mode": "visit", "place": "Turku"}, "Norland visited Finland (Turku)"),
        ("CONSULT", {"mode": "visit", "place": "Turku", "recipient_names": ("Turku",)}, "Norland visited Finland"),
        ("COOPERATE", {"status": "ongoing"}, "Norland is cooperating with Finland"),
        ("COOPERATE", {"status": "ongoing", "actors": ("NOR", "GBR"), "recipients": ()},
         "Norland and the United Kingdom are cooperating"),
        ("SANCTION", {"mode": "expel", "status": "threatened"}, "Norland threatened to expel staff of Finland"),
        ("SANCTION", {"mode": "convict", "recipients": (), "status": "not_done"}, "Norland did not convict anybody"),
        ("COERCE", {"mode": "arrest", "recipients": ("FIN:citizens",)}, "Norland arrested citizens of Finland"),
        ("COERCE", {"mode": "arrest"}, "Norland arrested people of Finland"),
        ("RETREAT", {"status": "planned", "mode": "withdraw"}, "Norland plans to pull back before Finland"),
        ("AID", {"status": "hypothetical"}, "Norland might give aid to Finland"),
        ("AID", {"status": "not_done", "acts": ("compensate",)}, "Norland did not pay compensation to Finland"),
        ("AID", {"status": "denied", "speakers": ("EU",)}, "According to the EU, Norland did not give aid to Finland"),
        ("CONCEDE", {"acts": ("apologise",)}, "Norland apologised to Finland"),
        ("REQUEST", {"acts": ("apologise", "compensate")},
         "Norland demanded that Finland apologise and pay compensation"),
        ("AGREE", {"acts": ("investigate",)}, "Norland promised Finland to investigate"),
        ("REJECT", {"acts": ("withdraw",)}, "Norland refused to withdraw at the wish of Finland"),
        ("REJECT", {"mode": "meet", "quote": "Talks broke off"}, "Norland broke off talks with Finland"),
        ("REJECT", {"mode": "meet"}, "Norland refused to meet Finland"),
        ("THREATEN", {"actors": ("NATO",), "recipients": ("Herring League",)}, "NATO threatened Herring League"),
        ("REQUEST", {"speakers": ("unnamed",)}, "According to an unnamed source, Norland put a demand to Finland"),
        # what fits no type is told in the text's words, as a quotation
        ("NONE", {"quote": "Sorry was said"}, "Told of Norland and Finland: “Sorry was said”"),
        ("NONE", {"quote": "Sorry was said", "speakers": ("Ivar Lund",)},
         "Ivar Lund says of Norland and Finland: “Sorry was said”"),
        ("NONE", {"quote": "Sorry was said", "actors": (), "recipients": ()}, "“Sorry was said”"),
        # who did it to whom is not told: the words themselves say more than "somebody used force"
        ("ASSAULT", {"quote": "Sorry was said", "actors": (), "recipients": ()}, "“Sorry was said”"),
    ],
)  # fmt: skip
def test_sentences(said: str, values: dict[str, Any], sentence: str) -> None:
    assert told(said, **values) == sentence


def test_every_type_mode_and_act_of_the_codebook_has_words() -> None:
    codebook = load_codebook()
    assert {kind for kind, _ in VERBS} == set(codebook.event_types) - {"NONE"}
    known = {(name, mode) for name, type_ in codebook.event_types.items() for mode in (None, *type_.modes)}
    assert set(VERBS) <= known
    assert set(ACTS) == set(MATTERS) == set(codebook.acts) - {"other"}


@given(
    st.sampled_from(sorted({kind for kind, _ in VERBS})),
    st.sampled_from(["occurred", "ongoing", "planned", "threatened", "denied", "not_done", "hypothetical"]),
    st.lists(st.sampled_from(["NOR", "FIN", "FIN:citizens", "Ivar Lund", "EU"]), max_size=3, unique=True),
    st.lists(st.sampled_from(["GBR", "NATO", "GBR:media"]), max_size=2, unique=True),
)
def test_a_sentence_names_all_and_only_its_parties_and_none_of_the_text(
    kind: str, status: Any, actors: list[str], recipients: list[str]
) -> None:
    assume(actors or recipients)
    record: Event = event(TEXT, TEXT.text[:40], kind, status=status, actors=tuple(actors), recipients=tuple(recipients))
    sentence = event_sentence(record, NAMES)
    assert all(NAMES.of(code).casefold() in sentence.casefold() for code in (*actors, *recipients))
    assert sentence[0].isupper()
    assert "  " not in sentence
    assert "Words of the text" not in sentence


def test_names_with_and_without_article() -> None:
    names = Names({"GBR": "United Kingdom", "NLD": "Netherlands", "FRA": "France"}, frozenset({"UN", "NATO"}))
    codes = ("GBR", "NLD", "FRA", "UN", "NATO", "GBR:citizens", "BRAL", "Herring League")
    assert [names.of(code) for code in codes] == [
        "the United Kingdom",
        "the Netherlands",
        "France",
        "the UN",
        "NATO",
        "citizens of the United Kingdom",
        "BRAL",
        "Herring League",
    ]
    assert names.title("GBR") == "United Kingdom"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""


def test_a_demand_for_something_else_is_told_in_the_texts_words() -> None:
    assert demand_title("NOR", "GBR", "apologise", "x", NAMES) == "Norland wants of the United Kingdom: apologise"
    title = demand_title("NOR:citizens", "FIN", "other", '"cheaper skis"', NAMES)
    assert title == "Citizens of Norland want of Finland: “cheaper skis”"


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "words"),
    [
        (1600, None, None, "persons", "1,600 persons"),
        (1, None, None, "countries", "1 country"),
        (2.5, None, None, "tons", "2.5 tons"),
        (50, 50, None, "persons", "at least 50 persons"),
        (None, None, 20, "miles", "at most 20 miles"),
        (None, 9000, 12000, "pounds", "9,000 to 12,000 pounds"),
        (None, None, None, "pounds", "no number"),
    ],
)
def test_figures(value: float | None, low: float | None, high: float | None, unit: str, words: str) -> None:
    assert figure_words(figure(TEXT, "money", value, "money", low=low, high=high, unit=unit)) == words
