"""The validator of ``dispute.json``: that what it links exists, and that its values are those of FORMAT.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from demarche.annotation.edtf import bounds
from training.gold.corpus import Dispute

FIELDS = (
    "dispute", "title", "invented", "region", "states", "period", "card", "publishers", "documents", "incidents",
    "demands", "contradictions", "lookalikes", "figures", "sources", "phases",
)  # fmt: skip
CONTRADICTIONS = ("status", "figure", "denial", "date", "actor", "prediction")
LOOKALIKES = ("incident", "revision", "scope", "rounding")
RELATIONS = ("agreement", "revision", "conflict")
PHASES = ("calm", "tension", "crisis", "talks", "thaw", "settled", "frozen")


def validate_dispute(dispute: Dispute) -> list[str]:
    """All that is wrong with a dispute's links; its documents' own ledgers are checked by `validate_document`."""
    missing = [name for name in FIELDS if name not in dispute.gold]
    if missing:
        return [f"{dispute.name}: dispute.json lacks {', '.join(missing)}"]
    known = {
        f"{document.name}#{record['id']}": kind
        for document in dispute.documents
        for kind in ("events", "claims", "demands", "figures", "predictions")
        for record in document.ledger.get(kind, ())
    }
    checks = (_head(dispute), _links(dispute.gold, known), _sources(dispute), _phases(dispute.gold))
    return [f"{dispute.name}: {problem}" for check in checks for problem in check]


def _head(dispute: Dispute) -> Iterator[str]:
    gold = dispute.gold
    if gold["dispute"] != dispute.name:
        yield f"is named {gold['dispute']!r} in dispute.json"
    if not all(gold["card"].get(name) for name in ("trigger", "sides", "outcome")):
        yield "the card lacks trigger, sides or outcome"
    names = {publisher["name"] for publisher in gold["publishers"]}
    cards = {card["document"]: card for card in gold["documents"]}
    if set(cards) != {document.name for document in dispute.documents}:
        yield f"cards and texts differ: {sorted(set(cards) ^ {document.name for document in dispute.documents})}"
    for document in dispute.documents:
        card, ledger = cards.get(document.name, {}), document.ledger
        if card.get("publisher") not in names:
            yield f"{document.name}: the publisher {card.get('publisher')!r} is not listed"
        if ledger.get("publisher") not in (None, card.get("publisher")):
            yield f"{document.name}: published by {ledger['publisher']!r}, says its ledger"


def _links(gold: dict[str, Any], known: dict[str, str]) -> Iterator[str]:
    for part, kind in (("incidents", "events"), ("demands", "demands"), ("figures", "figures")):
        uses = Counter(name for group in gold[part] for name in group["records"])
        yield from (f"{part}: {name} stands in two groups" for name, count in uses.items() if count > 1)
        for group in gold[part]:
            if len(group["records"]) < 2:
                yield f"{part}: {group['id']} links fewer than two records"
            for name in group["records"]:
                if known.get(name) != kind:
                    yield f"{part}: {group['id']}: no such record of {kind}: {name}"
        if part == "figures":
            yield from (f"no such relation: {g['relation']!r}" for g in gold[part] if g["relation"] not in RELATIONS)
    for part, kinds in (("contradictions", CONTRADICTIONS), ("lookalikes", LOOKALIKES)):
        for pair in gold[part]:
            if pair["kind"] not in kinds:
                yield f"{part}: no such kind: {pair['kind']!r}; known are {', '.join(kinds)}"
            if len(set(pair["records"])) != 2:
                yield f"{part}: a pair has two records, not {pair['records']}"
            if not pair["explanation"]:
                yield f"{part}: {pair['records']} lacks an explanation"
            yield from (f"{part}: no such record: {name}" for name in pair["records"] if name not in known)


def _sources(dispute: Dispute) -> Iterator[str]:
    texts = {document.name: document.text for document in dispute.documents}
    for source in dispute.gold["sources"]:
        if source["document"] not in texts or source["of"] not in texts or source["document"] == source["of"]:
            yield f"sources: no such pair of documents: {source['document']}, {source['of']}"
        elif source["how"] not in ("copies", "cites"):
            yield f"sources: no such kind: {source['how']!r}"
        elif source["how"] == "cites" and not source["quote"]:
            yield f"sources: the words with which {source['document']} cites {source['of']} are missing"
        elif source["quote"] and source["quote"] not in texts[source["document"]]:
            yield f"sources: not in {source['document']}: {source['quote']!r}"


def _phases(gold: dict[str, Any]) -> Iterator[str]:
    period = gold["period"]
    for date in (*(period or ()), *(phase[end] for phase in gold["phases"] for end in ("from", "to"))):
        try:
            bounds(date)
        except ValueError as error:
            yield f"phases or period: {error}"
    if not period or len(period) != 2:
        yield "the period has a first and a last date"
    if not gold["phases"]:
        yield "there are no phases"
    yield from (f"no such phase: {p['phase']!r}" for p in gold["phases"] if p["phase"] not in PHASES)
    yield from (f"phases: {p['phase']} from {p['from']} lacks a reason" for p in gold["phases"] if not p["why"])
