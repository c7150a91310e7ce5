"""The validator of ``dispute.json``: that what it links exists, and that its values are those of FORMAT.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from demarche.annotation.edtf import bounds
from demarche.codebook import Codebook
from training.gold.corpus import Dispute

# The parts that are lists, with the fields of their items.
PARTS: dict[str, tuple[str, ...]] = {
    "publishers": ("name", "country", "owner", "stance"),
    "documents": (
        "document", "publisher", "published", "register", "stance", "words", "opening", "head", "must", "types",
        "statuses", "demand_statuses", "source",
    ),
    "incidents": ("id", "what", "records"),
    "demands": ("id", "what", "records"),
    "contradictions": ("kind", "records", "explanation"),
    "lookalikes": ("kind", "records", "explanation"),
    "figures": ("id", "about", "relation", "records"),
    "sources": ("document", "of", "how", "quote"),
    "phases": ("from", "to", "phase", "why"),
}  # fmt: skip
LINKS = tuple(part for part in PARTS if part not in ("publishers", "documents"))
FIELDS = ("dispute", "title", "invented", "region", "states", "period", "card", *PARTS)
CONTRADICTIONS = ("status", "figure", "denial", "date", "actor", "prediction")
LOOKALIKES = ("incident", "revision", "scope", "rounding")
RELATIONS = ("agreement", "revision", "conflict")
PHASES = ("calm", "tension", "crisis", "talks", "thaw", "settled", "frozen")
# Kinds of pair whose two records are figures.
OF_FIGURES = ("figure", "rounding")


def validate_dispute(dispute: Dispute, codebook: Codebook) -> list[str]:
    """All that is wrong with a dispute's links; its documents' own ledgers are checked by `validate_document`."""
    shape = list(_shape(dispute.gold))
    if shape:
        return [f"{dispute.name}: dispute.json: {problem}" for problem in shape]
    known = {
        f"{document.name}#{record.get('id')}": kind
        for document in dispute.documents
        for kind in ("events", "claims", "demands", "figures", "predictions")
        for record in document.ledger.get(kind) or ()
    }
    checks = (_head(dispute, codebook), _groups(dispute.gold, known), _pairs(dispute.gold, known), _sources(dispute))
    return [f"{dispute.name}: {problem}" for check in (*checks, _phases(dispute.gold)) for problem in check]


def _shape(gold: dict[str, Any]) -> Iterator[str]:
    """Missing and unknown fields, of the whole and of the items of its lists."""
    if set(gold) != set(FIELDS):
        missing, unknown = sorted(set(FIELDS) - set(gold)), sorted(set(gold) - set(FIELDS))
        yield f"lacks {', '.join(missing) or 'nothing'}, has unknown {', '.join(unknown) or 'nothing'}"
        return
    for part, fields in PARTS.items():
        for number, item in enumerate(gold[part], 1):
            if set(item) != set(fields):
                yield f"{part}, item {number}: fields are {sorted(item)}, not {sorted(fields)}"
            elif not all(isinstance(name, str) for name in item.get("records", ())):
                yield f"{part}, item {number}: records are named by strings"


def _head(dispute: Dispute, codebook: Codebook) -> Iterator[str]:
    gold = dispute.gold
    if gold["dispute"] != dispute.name:
        yield f"is named {gold['dispute']!r} in dispute.json"
    if not all(gold["card"].get(name) for name in ("trigger", "sides", "outcome")):
        yield "the card lacks trigger, sides or outcome"
    for code in (*gold["states"], *(publisher["country"] for publisher in gold["publishers"])):
        if code not in codebook.states and code not in codebook.bodies:
            yield f"no such state: {code!r}"
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
        if ledger.get("published") not in (None, card.get("published")):
            yield f"{document.name}: published on {ledger['published']!r}, says its ledger"
        source = (card.get("source") or "").split()
        if source and source[-1] not in cards:
            yield f"{document.name}: its card has it {card['source']!r}, which is no document"


def _groups(gold: dict[str, Any], known: dict[str, str]) -> Iterator[str]:
    for part, kind in (("incidents", "events"), ("demands", "demands"), ("figures", "figures")):
        uses = Counter(name for group in gold[part] for name in group["records"])
        yield from (f"{part}: {name} stands twice" for name, count in uses.items() if count > 1)
        ids = Counter(group["id"] for group in gold[part])
        yield from (f"{part}: the id {id_} stands twice" for id_, count in ids.items() if count > 1)
        for group in gold[part]:
            if len(group["records"]) < 2:
                yield f"{part}: {group['id']} links fewer than two records"
            for name in group["records"]:
                if known.get(name) != kind:
                    yield f"{part}: {group['id']}: no such record of {kind}: {name}"
    yield from (f"no such relation: {g['relation']!r}" for g in gold["figures"] if g["relation"] not in RELATIONS)


def _pairs(gold: dict[str, Any], known: dict[str, str]) -> Iterator[str]:
    for part, kinds in (("contradictions", CONTRADICTIONS), ("lookalikes", LOOKALIKES)):
        for pair in gold[part]:
            if pair["kind"] not in kinds:
                yield f"{part}: no such kind: {pair['kind']!r}; known are {', '.join(kinds)}"
            if len(set(pair["records"])) != 2:
                yield f"{part}: a pair has two records, not {pair['records']}"
            if not pair["explanation"]:
                yield f"{part}: {pair['records']} lacks an explanation"
            yield from (f"{part}: no such record: {name}" for name in pair["records"] if name not in known)
            found = {known[name] for name in pair["records"] if name in known}
            if pair["kind"] in OF_FIGURES and not found <= {"figures", "claims"}:
                yield f"{part}: {pair['kind']} is of figures or claims, not {pair['records']}"


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
    if not period or len(period) != 2:
        yield "the period has a first and a last date"
        return
    if not gold["phases"]:
        yield "there are no phases"
    for start, end in (period, *((phase["from"], phase["to"]) for phase in gold["phases"])):
        try:
            first, last = bounds(start)[0], bounds(end)[1]
        except ValueError as error:
            yield f"phases or period: {error}"
        else:
            if first and last and first > last:
                yield f"phases or period: {start} comes after {end}"
    yield from (f"no such phase: {p['phase']!r}" for p in gold["phases"] if p["phase"] not in PHASES)
    yield from (f"phases: {p['phase']} from {p['from']} lacks a reason" for p in gold["phases"] if not p["why"])
