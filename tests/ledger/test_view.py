"""What a view shows: of each document its latest coding, at any time, in an order of content alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from demarche.errors import RequestError
from demarche.ledger import EventFilter, listing
from demarche.records import RECORD_TYPES, Coding, When
from tests.ledger.made_up import BY_RULES, EARLY, LATE, document, event, new_ledger, plain, put, story
from tests.strategies import MADE_BY


def test_as_of_shows_the_past(ledger):
    before, after = plain(1), plain(2)
    put(ledger, before, at=EARLY)
    then = ledger.view(as_of=EARLY).documents()
    put(ledger, after, at=LATE)
    put(ledger, Coding(before.document), at=LATE, **{**MADE_BY, "coder_version": "2"})
    assert ledger.view(as_of=EARLY).documents() == then == [before.document]
    assert len(ledger.view(as_of=EARLY).records("event")) == 20
    assert {record.document for record in ledger.view().records("event")} == {after.document.id}
    assert ledger.view(as_of="2026-02-28").documents() == []


@pytest.mark.parametrize(
    ("as_of", "seen"),
    [
        ("2026-03-01", 1),  # a day is taken whole
        ("2026-03-01T10:00", 1),  # UTC where no zone is given
        ("2026-03-01T11:30+02:00", 0),
        ("2026-03-01T09:59:59.999999Z", 0),
        ("9999-12-31", 1),
    ],
)
def test_times_are_compared_as_times(ledger, as_of, seen):
    put(ledger, story(), at=EARLY)
    assert len(ledger.view(as_of=as_of).documents()) == seen


@pytest.mark.parametrize("as_of", ["yesterday", "", "2026-13-01", "0001-01-01T00:00+14:00"])
def test_what_is_no_time_is_refused(ledger, as_of):
    with pytest.raises(RequestError, match="no ISO 8601 time"):
        ledger.view(as_of=as_of)


def test_lists_are_in_order_of_publication_name_and_place(ledger):
    articles = [
        document("Third words, and more.", "a.txt", published="1976-02-01"),
        document("Second words, and more.", "b.txt", published="1976-01-01"),
        document("First words, and more.", "a.txt", published="1976-01-01"),
        document("Undated words, and more.", "z.txt"),
    ]
    for article in articles:
        late, early = event(article, "and more"), event(article, article.text.split()[0])
        put(ledger, Coding(article, (late, early)))
    texts = [found.text.split()[0] for found in ledger.view().documents()]
    assert texts == ["Undated", "First", "Second", "Third"]
    quotes = [record.span.quote for record in ledger.view().records("event")]
    assert quotes == ["Undated", "and more", "First", "and more", "Second", "and more", "Third", "and more"]
    assert [r.span.quote for r in ledger.view().records("event", limit=2, offset=3)] == quotes[3:5]
    assert ledger.view().documents(limit=1, offset=1) == [articles[2]]


def test_records_of_one_document(ledger):
    put(ledger, plain(1))
    put(ledger, story())
    assert len(ledger.view().records("event", document=story().document.id)) == 2
    assert ledger.view().records("event", document="0" * 64) == []


def test_a_view_of_some_documents_sees_no_others(ledger):
    put(ledger, plain(1))
    put(ledger, story())
    view = ledger.view(documents=[story().document.id])
    assert view.documents() == [story().document]
    assert view.counts()["event"] == 2
    assert view.search("Boat") == []
    with pytest.raises(RequestError):
        view.record(plain(1).events[0].id)
    assert ledger.view(documents=[]).documents() == []


def test_the_beginning_of_an_id_is_enough(ledger):
    coding = story()
    put(ledger, coding)
    view = ledger.view()
    for record in coding.records():
        assert view.record(record.id[:12]) == record
    assert view.document(coding.document.id[:10]) == coding.document
    assert view.text(coding.document.id[:10]) == coding.document.text


@pytest.mark.parametrize("id", ["", "%", "ABC", "zz", "0' OR 1=1", "_" * 24])
def test_what_is_no_id_is_refused(ledger, id):
    put(ledger, story())
    for ask in (ledger.view().record, ledger.view().document):
        with pytest.raises(RequestError, match="no id"):
            ask(id)


def test_no_record_and_several_are_told_apart(ledger):
    coding = plain(1, records=40)
    put(ledger, coding)
    with pytest.raises(RequestError, match="no such record"):
        ledger.view().record("0" * 24)
    letters = [record.id[0] for record in coding.events]
    shared = next(letter for letter in letters if letters.count(letter) > 1)
    with pytest.raises(RequestError, match="more than one record") as caught:
        ledger.view().record(shared)
    assert any(record.id in caught.value.what for record in coding.events)


def test_links_of_events_and_responses(ledger):
    coding = story()
    put(ledger, coding)
    cut, recall = coding.events
    (answer,) = coding.responses
    view = ledger.view()
    assert view.links(recall.id).answers == (answer,)
    assert view.links(recall.id).answered_by == ()
    assert view.links(cut.id).answered_by == (answer,)
    assert view.links(answer.id).events == (recall, cut)


def test_links_of_records_on_the_same_words(ledger):
    coding = story()
    put(ledger, coding)
    view = ledger.view()
    assert view.links(coding.claims[0].id).demands == coding.demands
    assert view.links(coding.demands[0].id).same_words == coding.claims
    assert view.links(coding.events[0].id).demands == ()


def test_what_was_not_coded_keeps_its_reason(ledger):
    coding = story()
    put(ledger, coding)
    assert ledger.view().uncoded(coding.document.id) == list(coding.uncoded)


def test_counts(ledger):
    put(ledger, story())
    ledger.note("x", "failed", at=EARLY, code="empty")
    counts = ledger.view().counts()
    assert counts == {
        "documents": 1,
        "event": 2,
        "claim": 1,
        "demand": 1,
        "figure": 0,
        "prediction": 0,
        "response": 1,
        "uncoded": 1,
        "copies": 0,
        "judgements": 0,
        "read_ok": 1,
        "read_duplicate": 0,
        "read_known": 0,
        "read_failed": 1,
    }
    assert set(RECORD_TYPES) < set(counts)


@pytest.mark.parametrize("few", [0, 2000], ids=["walked", "sorted"])
def test_events_can_be_narrowed(ledger, monkeypatch, few):
    monkeypatch.setattr(listing, "_FEW", few)
    article = document("One. Two. Three. Four.")

    def on(words, lower, upper, type="AID", **said):
        return event(article, words, type, date=When("x", lower, upper, "explicit"), **said)

    one = on("One", "1976-01-01", "1976-01-31", actors=("ISL",), speaker="Hall")
    two = on("Two", "1976-02-01", "1976-02-01", recipients=("ISL",), actors=("ISL",))
    three = on("Three", None, "1976-03-01", "COERCE", actors=("GBR",))
    undated = event(article, "Four", "AID", actor_names=("ISL",))
    put(ledger, Coding(article, (one, two, three, undated)))
    put(ledger, plain(1))
    view = ledger.view(documents=[article.id])
    assert view.events(EventFilter()) == [one, two, three, undated]
    assert view.events(EventFilter(type="COERCE")) == [three]
    assert view.events(EventFilter(party="ISL")) == [one, two]
    assert view.events(EventFilter(speaker="Hall")) == [one]
    assert view.events(EventFilter(since="1976-01-31", until="1976-02-01")) == [one, two, three]
    assert view.events(EventFilter(since="1976-02-02")) == [three]
    assert view.events(EventFilter(until="1975-12-31")) == [three]
    assert view.events(EventFilter(party="ISL", since="1976-02-01"), limit=1) == [two]
    assert view.events(EventFilter(type="AID"), limit=1, offset=1) == [two]
    assert ledger.view().events(EventFilter(type="COERCE", party="GBR")) == [three]
    assert ledger.view(as_of="2026-01-01").events(EventFilter(type="AID")) == []


@pytest.mark.parametrize("few", [0, 2000], ids=["walked", "sorted"])
def test_a_page_is_a_slice_of_the_whole(ledger, monkeypatch, few):
    monkeypatch.setattr(listing, "_FEW", few)
    monkeypatch.setattr(listing, "_STEPS", (1, 3))
    for number in range(10):
        put(ledger, plain(number, records=number % 4))
    view = ledger.view()
    whole = view.records("event")
    assert len(whole) == sum(number % 4 for number in range(10))
    assert view.events(EventFilter(type="COERCE")) == whole
    for offset in range(len(whole) + 2):
        for limit in (0, 1, 3, 7, None):
            page = whole[offset:][:limit]
            assert view.records("event", limit=limit, offset=offset) == page
            assert view.events(EventFilter(type="COERCE"), limit=limit, offset=offset) == page


def test_two_codings_of_one_time_have_one_winner(ledger, tmp_path):
    article = document("Either this or that.")
    codings = [
        (Coding(article, (event(article, words, provenance=replace(BY_RULES, coder=words)),)), words)
        for words in ("this", "that")
    ]
    winners = []
    for order in (codings, codings[::-1]):
        with new_ledger(tmp_path / f"{order[0][1]}.db") as other:
            for coding, coder in order:
                put(other, coding, **{**MADE_BY, "coder": coder})
            winners.append(other.view().records("event"))
    assert winners[0] == winners[1]
    assert len(winners[0]) == 1


def test_original_bytes_of_nothing_are_refused(ledger):
    with pytest.raises(RequestError, match="no such bytes"):
        ledger.view().original("0" * 64)
