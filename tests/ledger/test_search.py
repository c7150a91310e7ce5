"""Full-text search finds current words where they stand, whatever is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.records import Coding
from tests import strategies
from tests.ledger.made_up import BY_RULES, EARLY, LATE, document, event, plain, put, story
from tests.strategies import MADE_BY


@pytest.fixture
def told(ledger):
    """A view of a ledger with two documents."""
    put(ledger, story())
    put(ledger, plain(1))
    return ledger.view()


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("wires", ["document", "event"]),
        ("WIRES Trawl", ["document", "event"]),
        ('"trawl wires"', ["document", "event"]),
        ('"wires trawl"', []),
        ("hofn", ["document"]),  # accents do not count
        ("call their boats", ["document", "claim", "demand"]),
        ("traw*", ["document", "event"]),
        ("traw", []),
        ("wires envoy", ["document"]),  # both, but not in one record
        ("submarine", []),
    ],
)
def test_all_the_words_must_stand(told, typed, kinds):
    hits = told.search(typed, limit=50)
    assert sorted(hit.kind for hit in hits) == sorted(kinds)
    text = story().document.text
    for hit in hits:
        assert hit.document == story().document.id
        found = text[hit.start : hit.end].casefold().replace("ö", "o")
        assert any(word.strip('"*').casefold() in found for word in typed.split())


def test_a_hit_shows_the_words_around_it(told):
    hit = told.search("envoy")[0]
    assert (hit.kind, hit.id) == ("document", story().document.id)
    assert "London recalled its envoy in answer" in hit.snippet
    assert hit.snippet.endswith(" …")
    record = told.search("envoy")[1]
    assert (record.id, record.snippet) == (story().events[1].id, "London recalled its envoy")


def test_documents_and_records_take_turns(told):
    assert [hit.kind for hit in told.search("boarded", limit=3)] == ["document", "event", "event"]
    assert len(told.search("boarded", limit=7)) == 7
    assert told.search("boarded", limit=0) == []


def test_only_the_latest_coding_is_searched(ledger):
    coding = story()
    put(ledger, coding, at=EARLY)
    newer = replace(coding.document, text=coding.document.text + " A submarine surfaced.")
    by_newer = {**MADE_BY, "coder_version": "2"}
    submarine = event(newer, "submarine surfaced", provenance=replace(BY_RULES, coder_version="2"))
    put(ledger, Coding(newer, (submarine,)), raw=coding.document.text.encode(), at=LATE, **by_newer)
    assert [hit.id for hit in ledger.view().search("submarine")] == [newer.id, submarine.id]
    assert [hit.kind for hit in ledger.view().search("envoy")] == ["document"]
    assert ledger.view(as_of=EARLY).search("submarine") == []
    assert len(ledger.view(as_of=EARLY).search("envoy")) == 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=strategies.words(0, 30) | st.text('"*()^:+-{} ANDORNOTEAR', max_size=30))
def test_nothing_typed_breaks_the_search(told, typed):
    for hit in told.search(typed):
        assert hit.snippet


def test_thousands_of_words_are_only_many_words(told):
    assert told.search("wires " * 5000)
    assert told.search("x" * 100_000) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=strategies.words(0, 20), after=strategies.words(0, 20))
def test_offsets_count_code_points_of_the_text(ledger, before, after):
    article = document(f"{before} gunboat {after}")
    put(ledger, Coding(article))
    for hit in ledger.view(documents=[article.id]).search("gunboat"):
        assert article.text[hit.start : hit.end] in ("gunboat", article.text)
        if "\0" not in article.text:
            assert hit.start == len(before) + 1


def test_text_without_a_nul_is_always_found(ledger):
    put(ledger, Coding(document("\N{PARTY POPPER}\N{PARTY POPPER} gunboat \x02\x03")))
    (hit,) = ledger.view().search("gunboat")
    assert (hit.start, hit.end) == (3, 10)
