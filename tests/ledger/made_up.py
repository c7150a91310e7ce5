"""What the tests of the ledger share: made-up codings, and how they are put into a ledger."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from demarche.ledger import Ledger
from demarche.records import Claim, Coding, Demand, DemandStep, Document, Event, Provenance, Response, Uncoded, When
from tests.strategies import MADE_BY, raw_of

BY_RULES = Provenance(**MADE_BY, rule="made-up", confidence=0.5)
EARLY, LATE = "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"


def document(text: str, name: str = "a.txt", **described: Any) -> Document:
    """A document of these words."""
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, text, **described)


def event(document: Document, words: str, type: str = "COERCE", **said: Any) -> Event:
    """An event on these words of the document."""
    start = document.text.index(words)
    values: dict[str, Any] = {
        "mode": None,
        "contexts": (),
        "actors": (),
        "actor_names": (),
        "recipients": (),
        "recipient_names": (),
        "date": None,
        "status": "occurred",
        "place": None,
        "speaker": None,
        "provenance": BY_RULES,
    }
    return Event(document.id, document.span(start, start + len(words)), type, **values | said)


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        Ledger.open(Path(folder) / "empty.db").close()
        return (Path(folder) / "empty.db").read_bytes()


def new_ledger(path: Path) -> Ledger:
    """An empty ledger, copied from one that was made once."""
    path.write_bytes(_empty())
    return Ledger.open(path, create=False)


def put(ledger: Ledger, coding: Coding, *, at: str = EARLY, path: str | None = None, **more: Any) -> bool:
    """Append a coding made by `MADE_BY` (or by another, if given)."""
    values: dict[str, Any] = {**MADE_BY, "raw": raw_of(coding.document), "signature": b"signature"} | more
    return ledger.append(coding, path=path or coding.document.name, at=at, **values)


def story() -> Coding:
    """A small article with two events, the answer of one to the other, a claim, a demand and a sentence not coded."""
    text = (
        "The patrol ship cut the trawl wires on 12 November 1975. London recalled its envoy in answer to the cutting. "
        '"They must call their boats off," said the minister. Gulls cried over Höfn.'
    )
    article = document(text, "story.txt", publisher="Invented Gazette", published="1975-11-14")
    day = When("1975-11-12", "1975-11-12", "1975-11-12", "explicit")
    cut = event(article, "cut the trawl wires", actors=("ISL",), recipients=("GBR",), date=day, mode="seize")
    recall = event(article, "London recalled its envoy", "SANCTION", actors=("GBR",), actor_names=("London",))
    words = "They must call their boats off"
    start = text.index(words)
    span = article.span(start, start + len(words))
    claim = Claim(article.id, span, "the minister", None, "GBR", "direct", "said", "asserted", BY_RULES)
    demand = Demand(article.id, span, "GBR", "ISL", "withdraw", (DemandStep("demanded", None, None, span),), BY_RULES)
    link = text.index("in answer to")
    answer = Response(article.id, article.span(link, link + 12), recall.id, cut.id, BY_RULES)
    rest = article.span(text.index("Gulls"), len(text))
    return Coding(article, (cut, recall), (claim,), (demand,), responses=(answer,), uncoded=(Uncoded(rest, "no_type"),))


def plain(number: int, records: int = 20) -> Coding:
    """One of many like documents, each with its own words."""
    body = " ".join(f"Boat {number}-{n} was boarded off the cape." for n in range(records))
    article = document(body, f"{number:05}.txt", published=f"1976-01-{number % 28 + 1:02}")
    return Coding(article, tuple(event(article, f"Boat {number}-{n} was boarded") for n in range(records)))
