"""Sentences that stand in two documents almost alike: the measure of how far the corpus repeats itself.

Sentences are compared by the word triples that they share (Jaccard). Documents that a dispute declares as copies of one
another are not compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from training.gold.corpus import Dispute

THRESHOLD = 0.5
SHORTEST = 8
_BREAK = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two sentences of different documents, and the share of word triples that they have in common."""

    document: str
    sentence: str
    other: str
    other_sentence: str
    share: float


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that have at least `SHORTEST` words."""
    for part in _BREAK.split(text):
        if part and len(_WORD.findall(part)) >= SHORTEST:
            yield part.strip()


def find_alike(disputes: Iterable[Dispute], threshold: float = THRESHOLD) -> tuple[list[Alike], int]:
    """All pairs at least as like as the threshold, and how many sentences were compared."""
    rows: list[tuple[str, str, frozenset[tuple[str, ...]]]] = []
    copies: set[frozenset[str]] = set()
    for dispute in disputes:
        copies |= _copies(dispute)
        for document in dispute.documents:
            rows += [(document.name, sentence, _triples(sentence)) for sentence in sentences(document.text)]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = []
    for number, (name, sentence, triples) in enumerate(rows):
        shared: dict[int, int] = defaultdict(int)
        for triple in triples:
            for other in holders[triple]:
                shared[other] += 1
            holders[triple].append(number)
        for other, count in sorted(shared.items()):
            other_name, other_sentence, other_triples = rows[other]
            share = count / len(triples | other_triples)
            if share >= threshold and other_name != name and frozenset((name, other_name)) not in copies:
                found.append(Alike(other_name, other_sentence, name, sentence, share))
    return found, len(rows)


def _copies(dispute: Dispute) -> set[frozenset[str]]:
    """Pairs of documents of which one copies the other, or both the same third."""
    original = {s["document"]: s["of"] for s in dispute.gold["sources"] if s["how"] == "copies"}
    families: dict[str, set[str]] = defaultdict(set)
    for copy, of in original.items():
        first, seen = of, {copy}
        while first in original and first not in seen:  # a copy of a copy; a circle ends somewhere
            seen.add(first)
            first = original[first]
        families[first] |= {copy, of}
    return {frozenset((a, b)) for family in families.values() for a in family for b in family if a != b}


def _triples(sentence: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(sentence.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))
