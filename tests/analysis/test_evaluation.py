"""The measure, on ledgers so small that every figure can be worked out by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.analysis.evaluation import KINDS, score_ledger
from demarche.errors import RequestError

TEXT = (
    "Norland expelled two envoys on 3 May. Sudmark closed its embassy in return.\n"
    'The minister Ada Berg said that talks would fail. "They owe us four million," she added.\n'
    "Norland wants an apology.\n"
)


def ledger(**kinds: list[dict[str, Any]]) -> dict[str, Any]:
    return {"document": "a.txt", **{kind: [] for kind in KINDS}, **kinds}


def event(id_: str, quote: str, type_: str = "SANCTION", **more: Any) -> dict[str, Any]:
    return {"id": id_, "quote": quote, "type": type_, "actors": [], "recipients": [], "date": None, **more}


def score(gold: dict[str, Any], predicted: dict[str, Any] | None) -> dict[str, Any]:
    return score_ledger({"a.json": gold}, {} if predicted is None else {"a.json": predicted}, {"a.txt": TEXT})


def figures_of(result: dict[str, Any], kind: str) -> tuple[float, float, float]:
    return result[kind]["precision"], result[kind]["recall"], result[kind]["f1"]


EXPELLED = event("e1", "Norland expelled two envoys", actors=["NOR"], date="2001-05-03")
CLOSED = event("e2", "Sudmark closed its embassy", actors=["SUD"])


def test_one_of_two_found_and_one_invented() -> None:
    predicted = ledger(events=[EXPELLED, event("x", "talks would fail", "REJECT")])
    result = score(ledger(events=[EXPELLED, CLOSED]), predicted)
    assert figures_of(result, "events") == (0.5, 0.5, 0.5)
    assert result["ledger_f1"] == 0.5
    assert (result["events"]["gold"], result["events"]["predicted"]) == (2, 2)


def test_the_mean_is_over_the_kinds_that_the_gold_has() -> None:
    claim = {"quote": "talks would fail", "speaker": "Ada Berg", "kind": "indirect"}
    gold = ledger(events=[EXPELLED], claims=[claim])
    result = score(gold, ledger(events=[EXPELLED], figures=[{"quote": "four million", "kind": "money", "value": 4e6}]))
    assert result["claims"]["f1"] == 0
    assert figures_of(result, "figures") == (0, 0, 0)
    assert result["ledger_f1"] == 0.5  # events 1, claims 0; figures are not in the gold


def test_another_type_in_the_same_words_is_wrong() -> None:
    assert score(ledger(events=[EXPELLED]), ledger(events=[{**EXPELLED, "type": "COERCE"}]))["events"]["f1"] == 0


def test_other_words_of_the_same_sentence_will_do_but_not_of_the_next() -> None:
    gold = ledger(events=[event("e1", "Norland expelled")])
    assert score(gold, ledger(events=[event("x", "on 3 May")]))["events"]["f1"] == 1
    assert score(gold, ledger(events=[event("x", "Sudmark closed")]))["events"]["f1"] == 0


def test_the_record_in_the_same_words_is_taken_before_one_of_the_same_sentence() -> None:
    near = event("x1", "on 3 May", actors=["NOR"], date="2001-05-03")
    exact = event("x2", "two envoys")
    result = score(ledger(events=[EXPELLED]), ledger(events=[near, exact]))
    assert figures_of(result, "events") == (0.5, 1, 0.667)
    assert result["events"]["attributes"]["actors"] == 0  # those of the exact one


def test_of_two_in_the_same_words_the_better_agreeing_is_taken() -> None:
    worse, better = event("x1", "two envoys"), event("x2", "two envoys", actors=["nor"], date="2001-05~")
    attributes = score(ledger(events=[EXPELLED]), ledger(events=[worse, better]))["events"]["attributes"]
    assert attributes["actors"] == 1
    assert (attributes["date"], attributes["date_near"]) == (0, 1)


def test_no_record_pairs_twice() -> None:
    result = score(ledger(events=[EXPELLED]), ledger(events=[EXPELLED, {**EXPELLED, "id": "e9"}]))
    assert figures_of(result, "events") == (0.5, 1, 0.667)


@pytest.mark.parametrize(
    ("speaker", "right"),
    [("Ada Berg", 1), ("Berg", 1), ("minister BERG", 1), ("Ada of Norland", 0), ("Carl Holm", 0), (None, 0)],
)
def test_a_speaker_is_known_by_the_last_word_of_the_name(speaker: str | None, right: int) -> None:
    gold = ledger(claims=[{"quote": "talks would fail", "speaker": "Ada Berg", "kind": "indirect"}])
    predicted = ledger(claims=[{"quote": "talks would fail", "speaker": speaker, "kind": "direct"}])
    result = score(gold, predicted)
    assert result["claims"]["f1"] == right
    assert result["claims"]["attributes"]["kind"] == (0 if right else None)


@pytest.mark.parametrize(
    ("amount", "right"),
    [
        ({"value": 4_000_000.0, "low": None, "high": None}, 1),
        ({"value": 4, "low": None, "high": None}, 0),
        ({"value": None, "low": 4_000_000, "high": None}, 0),
    ],
)
def test_a_figure_needs_its_value(amount: dict[str, Any], right: int) -> None:
    gold = ledger(figures=[{"quote": "four million", "kind": "money", "value": 4_000_000}])
    assert score(gold, ledger(figures=[{"quote": "four million", "kind": "money", **amount}]))["figures"]["f1"] == right


def test_a_range_needs_both_bounds() -> None:
    gold = ledger(figures=[{"quote": "four million", "kind": "money", "value": None, "low": 3, "high": 4}])
    wrong = ledger(figures=[{"quote": "four million", "kind": "money", "value": None, "low": 3, "high": None}])
    assert score(gold, copy.deepcopy(gold))["figures"]["f1"] == 1
    assert score(gold, wrong)["figures"]["f1"] == 0


def demand(quote: str, *statuses: str, issuer: str = "NOR") -> dict[str, Any]:
    history = [{"status": status, "quote": quote} for status in statuses]
    return {"issuer": issuer, "addressee": "SUD", "act": "apologise", "quote": quote, "history": history}


def test_a_demand_is_who_wants_what_of_whom_wherever_it_stands() -> None:
    gold = ledger(demands=[demand("Norland wants an apology", "demanded", "refused")])
    elsewhere = score(gold, ledger(demands=[demand("Sudmark closed", "demanded")]))["demands"]
    assert (elsewhere["f1"], elsewhere["attributes"]["last_status"]) == (1, 0)
    assert score(gold, ledger(demands=[demand("an apology", "demanded", issuer="SUD")]))["demands"]["f1"] == 0


def test_a_response_needs_both_its_ends_and_their_order() -> None:
    gold = ledger(events=[EXPELLED, CLOSED], responses=[{"event": "e2", "in_response_to": "e1", "quote": "in return"}])
    renamed = ledger(
        events=[{**EXPELLED, "id": "p7"}, {**CLOSED, "id": "p8", "type": "NONE"}],
        responses=[{"event": "p8", "in_response_to": "p7", "quote": "closed"}],
    )
    assert score(gold, renamed)["responses"]["f1"] == 1
    renamed["responses"][0] = {"event": "p7", "in_response_to": "p8", "quote": "closed"}
    assert score(gold, renamed)["responses"]["f1"] == 0
    renamed["responses"][0] = {"event": "p8", "in_response_to": "gone", "quote": "closed"}
    assert score(gold, renamed)["responses"]["f1"] == 0


def test_a_quote_may_have_other_white_space_but_must_be_there() -> None:
    assert (
        score(ledger(events=[EXPELLED]), ledger(events=[{**EXPELLED, "quote": "expelled\n two"}]))["events"]["f1"] == 1
    )
    with pytest.raises(RequestError, match="expelled three"):
        score(ledger(events=[EXPELLED]), ledger(events=[{**EXPELLED, "quote": "expelled three"}]))


def test_the_quotes_of_a_history_and_of_a_response_are_looked_up_too() -> None:
    made_up = demand("Norland wants an apology", "demanded")
    made_up["history"][0]["quote"] = "never said"
    with pytest.raises(RequestError, match="never said"):
        score(ledger(), ledger(demands=[made_up]))
    with pytest.raises(RequestError, match="nor this"):
        score(ledger(), ledger(responses=[{"event": "e1", "in_response_to": "e2", "quote": "nor this"}]))


def test_documents_are_added_up_before_shares_are_taken() -> None:
    gold = {"a.json": ledger(events=[EXPELLED]), "b.json": {**ledger(events=[EXPELLED, CLOSED]), "document": None}}
    result = score_ledger(gold, {"a.json": ledger(events=[EXPELLED])}, {"a.txt": TEXT, "b.txt": TEXT})
    assert figures_of(result, "events") == (1, 0.333, 0.5)


def test_a_missing_text_is_named() -> None:
    with pytest.raises(RequestError, match=r"b\.txt"):
        score_ledger({"b.json": {"events": []}}, {}, {"a.txt": TEXT})


def test_nothing_against_nothing_is_nought() -> None:
    assert score(ledger(), None)["ledger_f1"] == 0


QUOTES = st.sampled_from(["Norland expelled", "two envoys", "Sudmark closed", "talks would fail", "four million"])
EVENTS = st.lists(st.builds(event, st.just("e"), QUOTES, st.sampled_from(["SANCTION", "COERCE"])), max_size=6)


@given(EVENTS, EVENTS)
def test_precision_one_way_is_recall_the_other_way(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    there, back = (score(ledger(events=a), ledger(events=b))["events"] for a, b in ((ours, theirs), (theirs, ours)))
    assert (there["precision"], there["recall"]) == (back["recall"], back["precision"])


@given(EVENTS)
def test_a_ledger_agrees_with_itself_whatever_the_order(events: list[dict[str, Any]]) -> None:
    result = score(ledger(events=events), ledger(events=events[::-1]))["events"]
    assert result["f1"] == (1 if events else 0)
