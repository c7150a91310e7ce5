"""Where two ledgers part, and sentences that stand twice."""

from __future__ import annotations

from typing import Any

from demarche.pipeline import Coder
from training.gold.corpus import Dispute, GoldDocument
from training.gold.errors import details, differences, worst
from training.gold.likeness import find_alike
from training.gold.measure import read_documents, score_documents, worst_table

TEXT = (
    "Peru expelled two envoys on Monday. Ecuador recalled its consul. Lima denied that shots were fired. "
    "Ugarte said that nobody was hurt."
)


def event(id_: str, quote: str, type_: str, **changes: Any) -> dict[str, Any]:
    blank = {"actors": [], "recipients": [], "date": None, "status": "occurred", "speaker": None, "mode": None}
    return {"id": id_, "quote": quote, "type": type_} | blank | changes


def claim(speaker: str) -> dict[str, Any]:
    return {"id": "c01", "quote": "nobody was hurt", "speaker": speaker, "kind": "indirect"}


def document(name: str = "x-01", text: str = TEXT, **ledger: Any) -> GoldDocument:
    return GoldDocument("x", name, text, {"document": f"{name}.txt", **ledger})


def test_each_way_of_parting_has_its_name() -> None:
    gold = document(
        events=[
            event("e01", "Peru expelled two envoys", "SANCTION", actors=["PER"]),
            event("e02", "Ecuador recalled its consul", "SANCTION"),
            event("e03", "Lima denied", "REJECT"),
        ],
        claims=[claim("Ugarte")],
    )
    predicted = {
        "events": [
            event("e01", "Peru expelled two envoys", "SANCTION", actors=["ECU"], status="planned"),
            event("e02", "Ecuador recalled", "RETREAT"),
            event("e03", "nobody was hurt", "ASSAULT"),
        ],
        "claims": [claim("Lima")],
    }
    found = {(d.kind, d.what, d.detail) for d in differences(gold, predicted)}
    assert found == {
        ("events", "wrong actors", "PER read as ECU"),
        ("events", "wrong status", "occurred read as planned"),
        ("events", "wrong type", "SANCTION read as RETREAT"),
        ("events", "missed REJECT", ""),
        ("events", "extra ASSAULT", ""),
        ("claims", "wrong speaker", "Ugarte read as Lima"),
    }


def test_the_same_ledger_differs_in_nothing() -> None:
    gold = document(events=[event("e01", "Peru expelled two envoys", "SANCTION")], claims=[claim("Ugarte")])
    assert list(differences(gold, gold.ledger)) == []
    assert score_documents([gold], {"x-01": gold.ledger})["ledger_f1"] == 1.0


def test_the_worst_come_first_with_an_example() -> None:
    gold = document(events=[event(f"e0{n}", "Lima denied", "REJECT") for n in range(3)], claims=[claim("Ugarte")])
    found = list(differences(gold, {}))
    assert [(name, number) for name, number, _ in worst(found)] == [("events: missed", 3), ("claims: missed", 1)]
    assert details(found) == "missed REJECT (3); missed (1)"
    assert "“Lima denied”" in worst_table(found, 1)[2]


def test_sentences_that_stand_twice_are_found_but_not_in_copies() -> None:
    again = "A storm rose. Peru expelled two of the envoys on Monday, and Ecuador at once recalled its only consul."
    first = "Peru expelled two of the envoys on Monday, and Ecuador in anger recalled its only consul."
    pair = (document("x-01", first), document("x-02", again))
    gold: dict[str, Any] = {"sources": []}
    found, compared = find_alike([Dispute("x", gold, pair)])
    assert compared == 2
    assert [(a.document, a.other) for a in found] == [("x-01", "x-02")]
    copied = {"sources": [{"document": "x-02", "of": "x-01", "how": "copies", "quote": None}]}
    assert find_alike([Dispute("x", copied, pair)])[0] == []
    through = [("x-02", "x-03"), ("x-03", "x-01"), ("x-01", "x-03")]  # a copy of a copy, even in a circle
    chain = {"sources": [{"document": copy, "of": of, "how": "copies", "quote": None} for copy, of in through]}
    assert find_alike([Dispute("x", chain, pair)])[0] == []
    assert find_alike([Dispute("x", gold, (document("x-01", first), document("x-02", TEXT)))])[0] == []


def test_the_reader_that_ships_reads_a_document_of_the_corpus(tmp_path) -> None:
    folder = tmp_path / "x" / "texts"
    folder.mkdir(parents=True)
    (folder / "x-01.txt").write_text("Lima, 4 May 1936\n\n" + TEXT, encoding="utf-8")
    read = read_documents([document()], Coder(), tmp_path)
    assert "SANCTION" in {event["type"] for event in read["x-01"]["events"]}
