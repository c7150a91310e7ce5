"""A ledger that is right passes; each thing that can be wrong is found, and named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from demarche.codebook import Codebook, load_codebook
from training.gold.corpus import Dispute, GoldDocument
from training.gold.notation import parse_notes
from training.gold.validate import validate_document
from training.gold.validate_links import validate_dispute

FILLER = "The river ran high that week and the ferries kept to their landings while the two shores wrote letters. "
TEXT = (
    "The Tide\nQuito, 4 May 1936\n"
    "Ecuador's gunboat Arenal fired on a Peruvian launch on Saturday, killing two oarsmen, the Navy Ministry said. "
    "Peru asked that the commander be punished; in answer Ecuador called off the talks in Tumbes. "
    "Captain Ugarte said the river would be closed by June.\n"
    "Subscribe today\n" + FILLER * 14
)
NOTES = """
publisher: The Tide
published: 1936-05-04
X | Subscribe .. today
E e01 | ASSAULT/heavy-weapons | ECU=Ecuador's gunboat Arenal | PER=Peruvian launch | 1936-05-02 | occurred | - | Navy Ministry | Ecuador's gunboat .. launch
E e02 | REQUEST/yield | PER=Peru | ECU | - | occurred | - | - | Peru asked .. punished
E e03 | REJECT/meet | ECU=Ecuador | PER | - | occurred | Tumbes | - | Ecuador called off the talks
C | Navy Ministry | ministry | i | said | Ecuador's gunboat .. oarsmen
D d01 | PER | ECU | punish | =
+ demanded | 1936-05-03 | - | =e02
+ refused | 1936-05-04 | Captain Ugarte | called off the talks
F | killed | 2 | persons | oarsmen | two oarsmen
P | Captain Ugarte | the river will be closed | 1936-06 | the river would be closed by June
R | e03 < e02 | in answer Ecuador called off
"""  # noqa: E501
CODEBOOK = load_codebook()


def ledger() -> dict[str, Any]:
    read = parse_notes(NOTES, TEXT, "x-01.txt")
    assert not read.problems
    return read.ledger


def problems(wrong: dict[str, Any], codebook: Codebook = CODEBOOK) -> list[str]:
    return validate_document(GoldDocument("x", "x-01", TEXT, wrong), codebook)


def test_a_ledger_that_is_right() -> None:
    assert problems(ledger()) == []


def put(kind: str, field: str, value: Any, at: int = 0) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        whole[kind][at][field] = value

    return change


def step(field: str, value: Any, at: int = 0) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        whole["demands"][0]["history"][at][field] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("events", "quote", "Ecuador’s gunboat"), "e01: quote not in the text"),
        (put("events", "quote", FILLER * 3), "e01: quote"),
        (put("claims", "quote", "Subscribe today"), "c01: quote lies in furniture"),
        (put("figures", "quote", "killing two oarsmen "), "f01: quote not in the text"),
        (put("events", "type", "SHOOT"), "e01: no such type: 'SHOOT'"),
        (put("events", "mode", "phone"), "e01: ASSAULT has no mode 'phone'"),
        (put("events", "status", "probable"), "e01: no such status: 'probable'"),
        (put("events", "actors", ["ECX"]), "e01: no such state: 'ECX'"),
        (put("events", "actors", ["PER:sailors"]), "e01: no such group: 'PER:sailors'"),
        (put("events", "recipients", ["League of Rowers"]), "neither a code, a body, nor in the text"),
        (put("events", "actor_names", ["gunboat Aurora"]), "e01: name not in the text: 'gunboat Aurora'"),
        (put("events", "place", "Guayaquil"), "e01: place not in the text: 'Guayaquil'"),
        (put("events", "speaker", "Admiral Vega"), "e01: speaker not in the text: 'Admiral Vega'"),
        (put("events", "actors", "ECU"), "e01: actors, recipients and their names are lists"),
        (put("events", "actors", ["ECU", "ECU"]), "e01: stands twice on one side"),
        (put("events", "date", "1936-13"), "e01: date"),
        (put("events", "date", "1936-05-06"), "dated 1936-05-06, after the publication"),
        (put("events", "id", "e02"), "e02: the id stands twice"),
        (put("events", "id", "1"), "an id is e01"),
        (put("claims", "kind", "quoted"), "c01: no such kind: 'quoted'"),
        (put("claims", "cue", "shouted"), "c01: cue not in the text: 'shouted'"),
        (put("demands", "act", "hang"), "d01: no such act: 'hang'"),
        (put("demands", "history", []), "d01: has no history"),
        (put("demands", "issuer", None), "d01: a party is empty"),
        (step("status", "ignored"), "d01: no such status: 'ignored'"),
        (step("quote", "hang him"), "d01: quote not in the text"),
        (step("date", "1936-05-01", at=1), "d01: history is not in the order of time"),
        (put("figures", "kind", "wounded"), "f01: no such kind: 'wounded'"),
        (put("figures", "value", None), "f01: has neither value nor bounds"),
        (put("figures", "value", "two"), "f01: no number"),
        (put("figures", "value", True), "f01: no number"),
        (lambda whole: whole["figures"][0].update(value=None, low=9, high=2), "f01: from 9 to 2"),
        (put("figures", "about", None), "f01: says not what it counts"),
        (put("predictions", "expects", None), "p01: says not what is expected"),
        (put("predictions", "horizon", "../1936-06"), "p01: a horizon is the date by which: 1936-06"),
        (put("predictions", "horizon", "soon"), "p01: horizon"),
        (put("responses", "event", "e09"), "no such event: 'e09'"),
        (put("responses", "event", "e02"), "answers itself: e02"),
        (lambda whole: whole.pop("figures"), "fields missing or unknown: ['figures']"),
        (lambda whole: whole["events"][0].pop("place"), "e01: fields are"),
        (lambda whole: whole.update(events=None), "no lists: events"),
        (lambda whole: whole.update(published="1936"), "published is '1936', not a day"),
        (lambda whole: whole.update(language="fr"), "language is 'fr'"),
        (lambda whole: whole.update(document="y.txt"), "document is 'y.txt'"),
        (lambda whole: whole.update(title="The Ebb"), "title not in the text"),
        (lambda whole: whole.update(furniture=[{"from": "Adverts", "to": "today"}]), "furniture not in the text"),
    ],
)
def test_what_is_wrong_is_found(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    wrong = ledger()
    change(wrong)
    assert any(said in problem for problem in problems(wrong)), problems(wrong)


def test_a_text_too_short_is_found() -> None:
    found = validate_document(GoldDocument("x", "x-01", TEXT[: len(TEXT) // 2], ledger()), CODEBOOK)
    assert any("words, not 250 to 900" in problem for problem in found)


CARD = {
    "publisher": "The Tide", "published": "1936-05-04", "register": "wire report", "stance": "for the second side",
    "words": 300, "opening": "a date", "head": "ISO date, title", "must": [], "types": [], "statuses": [],
    "demand_statuses": [], "source": None,
}  # fmt: skip


def dispute(**changes: Any) -> Dispute:
    documents = []
    for name in ("x-01", "x-02"):
        told = copy.deepcopy(ledger()) | {"document": f"{name}.txt"}
        documents.append(GoldDocument("x", name, TEXT, told))
    gold: dict[str, Any] = {
        "dispute": "x", "title": "The launch", "invented": True, "region": "South America", "states": ["ECU", "PER"],
        "period": ["1936-05", "1936-06"],
        "card": {"trigger": "a shot", "sides": "two", "mediators": None, "outcome": "none"},
        "publishers": [{"name": "The Tide", "country": "PER", "owner": "a bank", "stance": "for Peru"}],
        "documents": [CARD | {"document": document.name} for document in documents],
        "incidents": [{"id": "i01", "what": "the firing", "records": ["x-01#e01", "x-02#e01"]}],
        "demands": [{"id": "t01", "what": "punishment", "records": ["x-01#d01", "x-02#d01"]}],
        "contradictions": [{"kind": "figure", "records": ["x-01#f01", "x-02#f01"], "explanation": "two or three"}],
        "lookalikes": [{"kind": "incident", "records": ["x-01#e02", "x-02#e03"], "explanation": "two things"}],
        "figures": [{"id": "q01", "about": "dead", "relation": "agreement", "records": ["x-01#f01", "x-02#f01"]}],
        "sources": [{"document": "x-02", "of": "x-01", "how": "copies", "quote": None}],
        "phases": [{"from": "1936-05", "to": "1936-06", "phase": "crisis", "why": "the shot"}],
    }  # fmt: skip
    return Dispute("x", gold | changes, tuple(documents))


def test_a_dispute_that_is_right() -> None:
    assert validate_dispute(dispute(), CODEBOOK) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dispute": "y"}, "is named 'y'"),
        ({"card": {"trigger": "a shot", "sides": None, "outcome": "none"}}, "the card lacks"),
        ({"states": ["ECU", "XYZ"]}, "no such state: 'XYZ'"),
        ({"moods": []}, "has unknown moods"),
        ({"phases": [{"from": "1936-05", "phase": "calm", "why": "?"}]}, "phases, item 1: fields are"),
        (
            {"phases": [{"from": "1936-06", "to": "1936-05", "phase": "calm", "why": "?"}]},
            "1936-06 comes after 1936-05",
        ),
        (
            {"contradictions": [{"kind": "figure", "records": ["x-01#f01", "x-02#e01"], "explanation": "?"}]},
            "figure is of figures or claims",
        ),
        ({"documents": [CARD | {"document": "x-01", "source": "cites x-09"}]}, "which is no document"),
        ({"documents": [CARD | {"document": "x-01", "published": "1936-05-05"}]}, "published on '1936-05-04'"),
        ({"publishers": []}, "the publisher 'The Tide' is not listed"),
        ({"documents": []}, "cards and texts differ"),
        ({"incidents": [{"id": "i01", "what": "", "records": ["x-01#e01"]}]}, "i01 links fewer than two records"),
        ({"incidents": [{"id": "i01", "what": "", "records": ["x-01#e01", "x-03#e01"]}]}, "no such record of events"),
        ({"incidents": [{"id": "i01", "what": "", "records": ["x-01#e01", "x-01#d01"]}]}, "no such record of events"),
        (
            {"demands": [{"id": f"t0{n}", "what": "", "records": ["x-01#d01", "x-02#d01"]} for n in (1, 2)]},
            "x-01#d01 stands twice",
        ),
        ({"figures": [{"id": "q01", "about": "", "relation": "same", "records": []}]}, "no such relation: 'same'"),
        (
            {"contradictions": [{"kind": "mood", "records": ["x-01#e01", "x-02#e01"], "explanation": "?"}]},
            "no such kind: 'mood'",
        ),
        ({"contradictions": [{"kind": "date", "records": ["x-01#e01"], "explanation": "?"}]}, "a pair has two records"),
        (
            {"lookalikes": [{"kind": "scope", "records": ["x-01#e01", "x-02#e99"], "explanation": "?"}]},
            "no such record: x-02#e99",
        ),
        (
            {"lookalikes": [{"kind": "scope", "records": ["x-01#e01", "x-02#e02"], "explanation": None}]},
            "lacks an explanation",
        ),
        ({"sources": [{"document": "x-02", "of": "x-09", "how": "cites", "quote": "The Tide"}]}, "no such pair"),
        ({"sources": [{"document": "x-02", "of": "x-01", "how": "cites", "quote": None}]}, "are missing"),
        ({"sources": [{"document": "x-02", "of": "x-01", "how": "cites", "quote": "The Ebb"}]}, "not in x-02"),
        ({"phases": [{"from": "1936-05", "to": "1936-06", "phase": "rage", "why": "?"}]}, "no such phase: 'rage'"),
        ({"phases": [{"from": "May", "to": "1936-06", "phase": "calm", "why": "?"}]}, "phases or period"),
        ({"phases": []}, "there are no phases"),
        ({"period": ["1936"]}, "a first and a last date"),
    ],
)
def test_what_is_wrong_in_links_is_found(changes: dict[str, Any], said: str) -> None:
    found = validate_dispute(dispute(**changes), CODEBOOK)
    assert any(said in problem for problem in found), found
