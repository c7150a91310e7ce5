"""Which named-entity text is learned from, which is kept to choose checkpoints by, and how it is cut into passages."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.syntax import ner_sets, treebanks
from training.syntax.augment import vary
from training.syntax.gum_names import gum_names
from training.syntax.ner_sets import Tagged

TWEETS = frozenset({"btc", "wnut17"})
KEPT_OUT = 10
"""One Wikigold sentence in so many is kept out of training, for choosing checkpoints."""


def load(part: str) -> list[Tagged]:
    """Return the sentences of ``train``, or of ``dev``: GUM dev, CrossNER politics dev, a tenth of Wikigold.

    UNER EWT, the yardstick, is in neither.
    """
    small = list(ner_sets.small_sets())
    wiki = [row for row in small if row.source == "wikigold"]
    if part == "dev":
        held = [row for number, row in enumerate(wiki) if number % KEPT_OUT == 0]
        return [*held, *gum_names(treebanks.gum("dev")), *ner_sets.crossner_politics_dev()]
    learned = [row for number, row in enumerate(wiki) if number % KEPT_OUT]
    others = [row for row in small if row.source != "wikigold"]
    gum = gum_names(treebanks.gum("train"))
    return [*learned, *others, *ner_sets.crossner(), *ner_sets.meantime(), *gum]


def runs(rows: Sequence[Tagged], rng: random.Random, longest: int) -> Iterator[list[Tagged]]:
    """Cut the rows into runs of neighbours of one set, in random order."""
    result, start = list[list[Tagged]](), 0
    while start < len(rows):
        size = rng.randint(1, longest)
        run = [row for row in rows[start : start + size] if row.source == rows[start].source]
        result.append(run)
        start += len(run)
    rng.shuffle(result)
    yield from result


def document(vocab: Vocab, run: Sequence[Tagged], rng: random.Random | None) -> Doc:
    """Make one document of a run, its typography varied if ``rng`` is given."""
    words, spaces, labels = list[str](), list[bool](), list[str]()
    for row in run:
        forms = vary(row.words, [""] * len(row.words), rng) if rng else list(row.words)
        words += forms
        spaces += row.spaces
        spaces[-1] = True
        labels += row.labels
    return Doc(vocab, words=words, spaces=spaces, ents=labels)


def read_silver(path: Path) -> list[Tagged]:
    """Read what ``silver.write`` wrote: JSON lines of source, words, spaces, labels."""
    rows = list[Tagged]()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            source, words, spaces, labels = json.loads(line)
            rows.append(Tagged(source, tuple(words), tuple(spaces), tuple(labels)))
    return rows
