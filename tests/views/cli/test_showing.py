"""One record in full, and search."""

from __future__ import annotations

from pathlib import Path

from tests.analysis.story import APOLOGY, FJORD, GIVEN, SHUT, SHUT_AGAIN


def test_a_record_stands_in_its_paragraph(demarche, ledger: Path) -> None:
    shown = demarche("show", SHUT.id[:8], "--ledger", ledger, "--json").json
    context = shown["context"]
    assert context["quote"] == SHUT.span.quote
    assert context["before"] + context["quote"] + context["after"] in FJORD.text
    assert shown["record"]["id"] == SHUT.id
    assert shown["record"]["provenance"]["rule"] == "test.rule"
    assert [other["id"] for other in shown["elsewhere"]] == [SHUT_AGAIN.id]


def test_a_demand_tells_its_history_and_where_else_it_is_told(demarche, ledger: Path) -> None:
    shown = demarche("show", APOLOGY.id, "--ledger", ledger)
    assert shown.status == 0
    assert "demanded" in shown.out
    assert "refused" in shown.out
    assert GIVEN.id[:10] in shown.out
    assert "lake.txt" in shown.out
    assert "rule test.rule" in shown.out


def test_a_document_is_shown_with_its_text(demarche, ledger: Path) -> None:
    shown = demarche("show", FJORD.id[:12], "--ledger", ledger, "--json").json
    assert shown["text"] == FJORD.text
    assert shown["records"]["demands"] == 1
    assert "Fjord Post" in demarche("show", FJORD.id, "--ledger", ledger).out


def test_what_is_not_there_is_said(demarche, ledger: Path) -> None:
    missing = demarche("show", "0123456789", "--ledger", ledger)
    assert missing.status == 2
    assert "no such record" in missing.err
    assert demarche("show", "Kiruna", "--ledger", ledger).status == 2


def test_search_finds_words_and_phrases(demarche, ledger: Path) -> None:
    hits = demarche("search", "consulate", "kiruna", "--ledger", ledger, "--json").json
    assert {"fjord.txt", "lake.txt"} <= {hit["document"] for hit in hits}
    assert demarche("search", '"consulate kiruna"', "--ledger", ledger, "--json").json == []
    cut = demarche("search", "consulate", "--ledger", ledger, "--limit", 1, "--json")
    assert len(cut.json) == 1
    assert "there are more" in cut.err
