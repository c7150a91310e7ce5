"""The demand board, and its JSON."""

from __future__ import annotations

from demarche.analysis.board import board, demands_json
from demarche.analysis.phrases import Names
from demarche.codebook import load_codebook
from tests.analysis.story import story

NAMES = Names.from_codebook(load_codebook())


def test_one_demand_with_two_endings() -> None:
    (row,) = board(story(), NAMES)
    assert row.title == "Norway wants of Sweden: apologise"
    assert [(b.status, [s.teller for s in b.last]) for b in row.branches] == [
        ("met", ["Lake News"]),
        ("refused", ["Ivar Lund"]),
    ]
    assert row.parts
    assert not row.open()


def test_json_tells_the_whole_history_with_offsets_that_hold() -> None:
    case = story()
    texts = {document.name: document.text for document in case.documents}
    (thread,) = demands_json(case, NAMES)
    assert (thread["issuer"], thread["addressee"], thread["act"]) == ("NOR", "SWE", "apologise")
    assert [(s["status"], s["date"], s["speaker"], s["publisher"]) for s in thread["history"]] == [
        ("demanded", "1951-03-05", None, "Fjord Post"),
        ("met", "1951-03-12", None, "Lake News"),
        ("refused", "1951-03-13", "Ivar Lund", "Fjord Post"),
    ]
    assert all(texts[s["document"]][s["start"] : s["end"]] == s["quote"] for s in thread["history"])
    assert thread["now"] == [
        {"status": "met", "as_told_by": ["Lake News"]},
        {"status": "refused", "as_told_by": ["Ivar Lund"]},
    ]
