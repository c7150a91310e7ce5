"""What is appended is kept whole, once, and by the laws."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from demarche.errors import LedgerError, RequestError
from demarche.ledger import Copy, CopyRow, Ledger, canonical_export
from demarche.ledger.store import FAILED_BYTES
from demarche.records import Coding, Figure, Span, to_plain
from tests import strategies
from tests.ledger.made_up import BY_RULES, EARLY, LATE, document, event, new_ledger, plain, put, story
from tests.strategies import MADE_BY, raw_of


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.codings())
def test_any_coding_comes_back_as_it_was(coding):
    with tempfile.TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.db") as ledger:
        assert put(ledger, coding)
        view = ledger.view()
        back = view.coding(coding.document.id)
        assert view.documents() == [coding.document]
        assert back.document == coding.document
        by_id = {record.id: to_plain(record) for record in coding.records()}
        assert {record.id: to_plain(record) for record in back.records()} == by_id
        assert sorted(map(repr, back.uncoded)) == sorted(map(repr, coding.uncoded))
        assert view.original(coding.document.id) == raw_of(coding.document)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.codings())
def test_appending_twice_is_appending_once(coding):
    with tempfile.TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.db") as ledger:
        assert put(ledger, coding)
        content, counts = list(canonical_export(ledger.view())), ledger.view().counts()
        assert not put(ledger, coding, at=LATE)
        assert list(canonical_export(ledger.view())) == content
        assert ledger.view().counts() == counts


def test_the_ledger_knows_what_a_coder_has_coded(ledger):
    coding = story()
    assert not ledger.knows(coding.document.id, *MADE_BY.values())
    put(ledger, coding)
    assert ledger.knows(coding.document.id, *MADE_BY.values())
    for name in MADE_BY:
        assert not ledger.knows(coding.document.id, *(MADE_BY | {name: "other"}).values())


def test_a_coding_without_records_is_known_too(ledger):
    empty = Coding(document("Nothing of note was said."))
    put(ledger, empty)
    assert ledger.knows(empty.document.id, *MADE_BY.values())
    assert not put(ledger, empty, at=LATE)


def test_a_new_version_of_the_coder_takes_over(ledger):
    coding = story()
    newer = {**MADE_BY, "coder_version": "1.1"}
    again = replace(coding.events[0], provenance=replace(BY_RULES, coder_version="1.1"))
    put(ledger, coding, at=EARLY)
    assert put(ledger, Coding(coding.document, (again,)), at=LATE, **newer)
    assert ledger.view().records("event") == [again]
    assert ledger.view().records("claim") == []
    assert [(row.coder_version, row.current) for row in ledger.view().codings()] == [("1.0", False), ("1.1", True)]


def test_the_same_bytes_described_otherwise_are_a_new_coding(ledger):
    coding = story()
    put(ledger, coding, at=EARLY)
    dated = replace(coding, document=replace(coding.document, published="1975-11-15"))
    assert put(ledger, dated, at=LATE)
    assert [found.published for found in ledger.view().documents()] == ["1975-11-15"]
    assert len(ledger.view().records("event")) == len(coding.events)


def test_a_record_said_twice_in_a_coding_is_one(ledger):
    coding = story()
    put(ledger, replace(coding, events=coding.events * 2))
    assert len(ledger.view().records("event")) == 2


@pytest.mark.parametrize(
    "names", [("b.txt", "a.txt", "c.txt"), ("c.txt", "b.txt", "a.txt"), ("a.txt", "c.txt", "b.txt")]
)
def test_the_same_bytes_under_several_names_bear_the_first_of_the_alphabet(ledger, names):
    first, second, third = (replace(story().document, name=name) for name in names)
    put(ledger, replace(story(), document=first))
    assert not put(ledger, replace(story(), document=second), at=LATE)
    ledger.note(f"folder/{third.name}", "known", at=LATE, document=third.id, name=third.name)
    assert [found.name for found in ledger.view().documents()] == ["a.txt"]
    assert {record.id for record in ledger.view().records("event")} == {record.id for record in story().events}
    assert [found.name for found in ledger.view(as_of=EARLY).documents()] == [names[0]]


def broken_codings():
    coding = story()
    article, first = coding.document, coding.events[0]
    yield "span", replace(coding, events=(replace(first, span=Span(0, 3, "Thy")),))
    yield "span", replace(coding, uncoded=(replace(coding.uncoded[0], span=Span(5, 5, "")),))
    step = replace(coding.demands[0].history[0], span=Span(-4, -1, article.text[-4:-1]))
    yield "span", replace(coding, demands=(replace(coding.demands[0], history=(step,)),))
    yield "another document", replace(coding, events=(replace(first, document="0" * 64),))
    yield "another coder", replace(coding, events=(replace(first, provenance=replace(BY_RULES, coder="x")),))
    figure = Figure(article.id, first.span, "killed", float("nan"), None, None, "persons", "", None, BY_RULES)
    yield "no number", replace(coding, figures=(figure,))
    yield (
        "SHA-256",
        replace(coding, document=replace(article, id="0" * 64), events=(), claims=(), demands=(), responses=()),
    )


@pytest.mark.parametrize(("law", "coding"), list(broken_codings()))
def test_a_coding_that_breaks_a_law_is_refused_whole(ledger, law, coding):
    with pytest.raises(LedgerError, match=law) as caught:
        put(ledger, coding)
    assert caught.value.where == "story.txt"
    assert set(ledger.view().counts().values()) == {0}


def test_half_a_surrogate_pair_is_refused_with_a_clear_line(ledger):
    coding = story()
    with pytest.raises(LedgerError, match="surrogate"):
        put(ledger, replace(coding, document=replace(coding.document, title="\ud800")))
    assert set(ledger.view().counts().values()) == {0}


def test_readings_tell_what_came_of_each_path(ledger):
    coding = story()
    put(ledger, coding, path="folder/story.txt")
    ledger.note("folder/again.txt", "known", at=LATE, document=coding.document.id)
    ledger.note("bad.txt", "failed", at=LATE, code="binary", what="not text", remedy="leave it out", raw=b"\x7fELF")
    ok, known, failed = ledger.view().readings()
    assert (ok.path, ok.status, ok.document) == ("folder/story.txt", "ok", coding.document.id)
    assert (known.path, known.status, known.document) == ("folder/again.txt", "known", coding.document.id)
    assert (failed.path, failed.status, failed.document) == ("bad.txt", "failed", None)
    assert (failed.code, failed.what, failed.remedy) == ("binary", "not text", "leave it out")
    assert ledger.view().original(failed.original) == b"\x7fELF"
    assert ledger.view(as_of=EARLY).readings() == [ok]


def test_many_known_paths_are_noted_at_once(ledger):
    coding = story()
    put(ledger, coding)
    ledger.note_known([(f"{n}/a.txt", "a.txt", coding.document.id) for n in range(5)], at=LATE)
    assert ledger.view().counts()["read_known"] == 5
    assert ledger.view().document(coding.document.id).name == "a.txt"


def test_of_a_huge_failure_the_beginning_is_kept_and_later_the_whole(ledger):
    text = "word " * (FAILED_BYTES // 4)
    huge = Coding(document(text))
    ledger.note("a.txt", "failed", at=EARLY, code="too_slow", raw=text.encode())
    assert ledger.view().original(huge.document.id) == text.encode()[:FAILED_BYTES]
    put(ledger, huge, at=LATE)
    assert ledger.view().original(huge.document.id) == text.encode()


def test_a_path_that_is_no_unicode_can_be_noted(ledger):
    ledger.note("caf\udce9.txt", "failed", at=EARLY, code="encoding")
    assert [row.path for row in ledger.view().readings()] == ["caf\\udce9.txt"]


def test_copies_are_links_without_direction(ledger):
    first, second, third = plain(1), plain(2), plain(3)
    put(ledger, first)
    put(ledger, second, copies=[Copy(first.document.id, "near", 0.9)])
    put(ledger, third, copies=[Copy(first.document.id, "exact", 1.0)])
    newer = {**MADE_BY, "coder_version": "1.1"}
    put(ledger, Coding(first.document), at=LATE, copies=[Copy(second.document.id, "near", 0.9)], **newer)
    pair = sorted((first.document.id, second.document.id))
    assert CopyRow(*pair, "near", 0.9) in ledger.view().copies()
    assert len(ledger.view().copies()) == 2
    assert [row.status for row in ledger.view().readings()] == ["ok", "ok", "duplicate", "ok"]


def test_of_several_signatures_the_last_counts(ledger):
    newer = {**MADE_BY, "coder_version": "1.1"}
    put(ledger, plain(1), signature=b"\x00one")
    put(ledger, plain(2), signature=b"two")
    put(ledger, Coding(plain(1).document), signature=b"one by another scheme", at=LATE, **newer)
    assert ledger.signatures() == {plain(1).document.id: b"one by another scheme", plain(2).document.id: b"two"}


def test_judgements_stand_beside_the_record(ledger):
    coding = story()
    put(ledger, coding)
    record = coding.events[0]
    ledger.judge(record.id, "reject", "Ana", "the ship was another", EARLY)
    ledger.judge(record.id, "accept", "Ana", "it was the one after all", LATE)
    assert [row.kind for row in ledger.view().judgements(record.id)] == ["reject", "accept"]
    assert [row.kind for row in ledger.view(as_of=EARLY).judgements()] == ["reject"]
    assert ledger.view().record(record.id) == record


def test_nobody_judges_what_is_not_there(ledger):
    with pytest.raises(RequestError, match="no such record"):
        ledger.judge("0" * 24, "reject", "Ana", "because", EARLY)


def test_a_closed_ledger_opened_again_holds_the_same(path):
    with Ledger.open(path) as ledger:
        put(ledger, story())
        content = list(canonical_export(ledger.view()))
    with Ledger.open(path, create=False) as ledger:
        assert list(canonical_export(ledger.view())) == content
        assert content


def test_a_record_may_fill_the_whole_text(ledger):
    article = document("x")
    put(ledger, Coding(article, (event(article, "x"),)))
    assert ledger.view().records("event")[0].span == Span(0, 1, "x")
