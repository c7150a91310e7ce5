"""Corpus readers that spaCy's training loop calls once an epoch; each epoch sees other passages and typography."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy import registry
from spacy.language import Language
from spacy.training import Example

from training.syntax import names, treebanks
from training.syntax.docs import examples, passages, syntax_doc
from training.syntax.ner_sets import Tagged

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("demarche.treebank.v1")
def treebank_reader(part: str, longest: int, raw_share: float, augment: bool, seed: int, limit: int = 0) -> Reader:
    """Read ``part`` (``train`` or ``dev``) of the treebanks in passages of up to ``longest`` sentences.

    ``limit`` keeps the first so many sentences (0: all), to try things out.
    """
    sentences = treebanks.load(part)[: limit or None]
    epoch = [0]

    def read(nlp: Language) -> Iterator[Example]:
        rng = random.Random(f"{seed}:{epoch[0] if augment else 0}")
        epoch[0] += 1
        runs = passages(sentences, rng, longest) if augment else ([one] for one in sentences)
        docs = (syntax_doc(nlp.vocab, run, rng if augment else None) for run in runs)
        yield from examples(docs, nlp.make_doc, rng, raw_share)

    return read


@registry.readers("demarche.names.v1")
def names_reader(
    part: str, longest: int, raw_share: float, augment: bool, seed: int, tweets: float, silver: str, silver_rows: int
) -> Reader:
    """Read the named-entity sets in runs of up to ``longest`` sentences of one set.

    ``tweets`` is the share of tweets used in each epoch: they are many, and unlike news.  ``silver`` names the file of
    sentences that the teacher labelled, of which ``silver_rows`` are drawn for each epoch.
    """
    rows = names.load(part)
    labelled = silver_rows_of(silver) if silver else []
    epoch = [0]

    def read(nlp: Language) -> Iterator[Example]:
        rng = random.Random(f"{seed}:{epoch[0] if augment else 0}")
        epoch[0] += 1
        used = [row for row in rows if row.source not in names.TWEETS or rng.random() < tweets]
        used += rng.sample(labelled, min(silver_rows, len(labelled)))
        runs = [*names.runs(used, rng, longest)] if augment else [[row] for row in used]
        docs = (names.document(nlp.vocab, run, rng if augment else None) for run in runs)
        yield from examples(docs, nlp.make_doc, rng, raw_share)

    return read


def silver_rows_of(path: str) -> list[Tagged]:
    """Read sentences that the teacher labelled (JSON lines of source, words, spaces, labels)."""
    return names.read_silver(Path(path))
