"""What the teacher learns from and labels, in one plain form that needs no spaCy."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from training.syntax import ner_sets, treebanks
from training.syntax.conllu import Sentence
from training.syntax.gum_names import gum_names, tagged_gum
from training.syntax.ner_sets import Tagged

NAME_LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
KEPT_OUT = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and whichever labels it has; an empty tuple stands for a layer that nobody annotated."""

    words: tuple[str, ...]
    tags: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    source: str = field(default="")


def row_of(sentence: Sentence, names: Sequence[str] = ()) -> Row:
    """Make a row of a tree; ``shapes`` joins universal part of speech and features, as they are predicted as one."""
    return Row(
        words=tuple(word.form for word in sentence.words),
        tags=tuple(word.xpos for word in sentence.words),
        shapes=tuple(f"{word.upos}|{word.feats}" for word in sentence.words),
        heads=tuple(word.head for word in sentence.words),
        deps=tuple(word.deprel for word in sentence.words),
        names=tuple(names),
        source="tree",
    )


def names_row(tagged: Tagged) -> Row:
    """Make a row that has names only."""
    return Row(words=tagged.words, names=tagged.labels, source=tagged.source)


def training_rows() -> list[Row]:
    """Return the gold rows: EWT's trees, GUM's trees with names, and the entity sets (see ``names.load``).

    Of the tweets, two in five: they are many, and the teacher is to read news.
    """
    rows = [row_of(sentence) for sentence in treebanks.ewt("train")]
    rows += [row_of(sentence, tagged_gum(sentence).labels) for sentence in treebanks.gum("train")]
    small = list(ner_sets.small_sets())
    wiki = [item for item in small if item.source == "wikigold"]
    rows += [names_row(item) for number, item in enumerate(wiki) if number % KEPT_OUT]
    tweets = [item for item in small if item.source != "wikigold"]
    rows += [names_row(item) for number, item in enumerate(tweets) if number % 5 < 2]
    rows += [names_row(item) for item in (*ner_sets.crossner(), *ner_sets.meantime())]
    return [row for row in rows if 1 < len(row.words) <= 120]


def dev_rows() -> tuple[list[Row], list[Row]]:
    """Return EWT dev's trees, and the names kept out of training (never UNER)."""
    wiki = [item for item in ner_sets.small_sets() if item.source == "wikigold"]
    held = [item for number, item in enumerate(wiki) if number % KEPT_OUT == 0]
    held += [*gum_names(treebanks.gum("dev")), *ner_sets.crossner_politics_dev()]
    return [row_of(sentence) for sentence in treebanks.ewt("dev")], [names_row(item) for item in held]


def batches(rows: Iterable[Row], words: int, rng: random.Random | None) -> Iterator[list[Row]]:
    """Group rows of like length into batches of about ``words`` words, in random order if ``rng`` is given."""
    noise = rng.random if rng else lambda: 0.5
    ordered = sorted(rows, key=lambda row: len(row.words) + 3 * noise())
    groups, group = list[list[Row]](), list[Row]()
    for row in ordered:
        if group and (len(group) + 1) * len(row.words) > words:
            groups.append(group)
            group = []
        group.append(row)
    if group:
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    yield from groups
