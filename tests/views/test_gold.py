"""The gold form, from records made by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from demarche.analysis.evaluation import score_ledger
from demarche.records import (
    Claim,
    Coding,
    Demand,
    DemandStep,
    Document,
    Event,
    Figure,
    Prediction,
    Provenance,
    Response,
    Span,
    Stretch,
    When,
)
from demarche.views.gold import to_gold

TEXT = (
    "Menu Home Subscribe to our letter and read it every morning\n"
    "Norland expelled two envoys on 3 May 2001. Sudmark closed its embassy in return.\n"
    'Ada Berg said that talks would fail. "They owe us 2.5 million crowns," she said.\n'
    "All rights reserved\n"
)
BY = Provenance("rules", "1", "plover", "1", "by_hand")
DOCUMENT = Document(
    "0" * 64,
    "a.txt",
    TEXT,
    publisher="The Lantern",
    published="2001-05-04",
    language="en",
    furniture=(Stretch(0, 60, "menu"), Stretch(TEXT.index("All"), len(TEXT), "legal")),
)


def span(quote: str) -> Span:
    return DOCUMENT.span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def event(quote: str, actor: str, **more: Any) -> Event:
    said: dict[str, Any] = {"type": "SANCTION", "mode": None, "date": None, "status": "occurred", "place": None}
    return Event(
        document=DOCUMENT.id,
        span=span(quote),
        contexts=(),
        actors=(actor,),
        actor_names=(actor.title(),),
        recipients=(),
        recipient_names=(),
        speaker=None,
        provenance=BY,
        **(said | more),
    )


EXPELLED = event(
    "Norland expelled two envoys", "NOR", mode="expel", date=When("2001-05-03", "2001-05-03", "2001-05-03", "explicit")
)
CLOSED = event("Sudmark closed its embassy", "SUD")
CODING = Coding(
    DOCUMENT,
    events=(CLOSED, EXPELLED),
    claims=(Claim(DOCUMENT.id, span("talks would fail"), "Ada Berg", None, "NOR", "indirect", "said", "asserted", BY),),
    demands=(
        Demand(
            DOCUMENT.id,
            span("They owe us"),
            "NOR",
            "SUD",
            "compensate",
            (DemandStep("demanded", None, "Ada Berg", span("They owe us")),),
            BY,
        ),
    ),
    figures=(
        Figure(DOCUMENT.id, span("two envoys"), "other", 2.0, None, None, "persons", "envoys expelled", None, BY),
        Figure(DOCUMENT.id, span("2.5 million"), "money", None, 2.5, None, "SEK", "what is owed", "Ada Berg", BY),
    ),
    predictions=(Prediction(DOCUMENT.id, span("talks would fail"), "Ada Berg", "the talks fail", None, BY),),
    responses=(Response(DOCUMENT.id, span("in return"), CLOSED.id, EXPELLED.id, BY),),
)


def test_records_are_numbered_in_the_order_of_the_text_and_responses_follow() -> None:
    gold = to_gold(CODING)
    assert [(e["id"], e["actors"]) for e in gold["events"]] == [("e01", ["NOR"]), ("e02", ["SUD"])]
    assert gold["responses"] == [{"event": "e02", "in_response_to": "e01", "quote": "in return"}]
    assert [r["id"] for kind in ("claims", "demands", "figures", "predictions") for r in gold[kind]] == [
        "c01", "d01", "f01", "f02", "p01"
    ]  # fmt: skip


def test_the_whole_form() -> None:
    gold = to_gold(CODING)
    assert {key: gold[key] for key in list(gold)[:6]} == {
        "document": "a.txt",
        "publisher": "The Lantern",
        "title": None,
        "author": None,
        "published": "2001-05-04",
        "language": "en",
    }
    assert gold["events"][0] == {
        "id": "e01",
        "quote": "Norland expelled two envoys",
        "type": "SANCTION",
        "mode": "expel",
        "actors": ["NOR"],
        "actor_names": ["Nor"],
        "recipients": [],
        "recipient_names": [],
        "date": "2001-05-03",
        "status": "occurred",
        "place": None,
        "speaker": None,
    }
    assert gold["demands"][0]["history"] == [
        {"status": "demanded", "date": None, "speaker": "Ada Berg", "quote": "They owe us"}
    ]
    assert [(f["value"], f["low"], f["high"]) for f in gold["figures"]] == [(2, None, None), (None, 2.5, None)]
    assert isinstance(gold["figures"][0]["value"], int)
    assert gold["predictions"][0]["horizon"] is None


def test_furniture_is_told_by_its_first_and_last_words() -> None:
    assert to_gold(CODING)["furniture"] == [
        {"from": "Menu Home Subscribe to our letter and read", "to": "to our letter and read it every morning"},
        {"from": "All rights reserved", "to": "All rights reserved"},
    ]


def test_it_is_json_that_scores_full_against_itself() -> None:
    gold = json.loads(json.dumps(to_gold(CODING)))
    assert score_ledger({"a.json": gold}, {"a.json": gold}, {"a.txt": TEXT})["ledger_f1"] == 1


def test_an_empty_coding_has_every_list() -> None:
    gold = to_gold(Coding(Document("0" * 64, "b.txt", "Nothing.")))
    assert all(gold[kind] == [] for kind in ("furniture", "events", "claims", "demands", "figures", "responses"))


def test_a_response_to_an_event_that_is_not_there_is_no_gold() -> None:
    with pytest.raises(KeyError):
        to_gold(Coding(DOCUMENT, events=(CLOSED,), responses=CODING.responses))
