"""Label unannotated text with the teacher: silver data for the small model.

Labelled are EWT's train part (web text like the yardstick's, whose names nobody annotated for us), Wikinews (TimeSet,
CC BY) and PolNeAR's news articles.  UNER EWT dev is not read.  Only sentences of which the teacher is sure throughout
are kept: one doubtful name teaches more error than a whole clean sentence teaches sense.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
import torch

from training.syntax import ner_sets, news_text, treebanks
from training.syntax.ner_sets import Tagged
from training.syntax.teacher import Teacher, load
from training.syntax.teacher_data import NAME_LABELS, Row, batches

SURE = 0.65
"""Lowest probability that a word's label may have."""


def unlabelled() -> Iterator[Tagged]:
    """Yield the sentences to label, in the words that the shipped tokenizer would make of them."""
    for sentence in treebanks.ewt("train"):
        words = tuple(word.form for word in sentence.words)
        yield Tagged("silver-ewt", words, tuple(word.space_after for word in sentence.words), ())
    tokenizer = spacy.blank("en").tokenizer
    for source, paragraph in (*_wikinews(), *(("silver-polnear", text) for text in _polnear())):
        for text in news_text.split(paragraph):
            doc = tokenizer(text)
            if 3 < len(doc) < 100:
                yield Tagged(
                    source, tuple(token.text for token in doc), tuple(bool(token.whitespace_) for token in doc), ()
                )


def _polnear() -> Iterator[str]:
    """Yield the paragraphs of every second article, which are about as many as the web text."""
    for number, (_, text) in enumerate(news_text.articles()):
        if number % 2 == 0:
            yield from news_text.paragraphs(text)


def _wikinews() -> Iterator[tuple[str, str]]:
    archive = treebanks.need("timeset", "timeset.tar.xz")
    assert tarfile.is_tarfile(archive)
    for _, stream in ner_sets.packed(archive, ".txt"):
        for paragraph in news_text.paragraphs(stream.read()):
            yield "silver-wikinews", paragraph


@torch.inference_mode()
def label(teacher: Teacher, rows: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the rows with labels, those left out of which the teacher is unsure, and malformed names."""
    wrapped = [Row(words=row.words, source=str(number)) for number, row in enumerate(rows)]
    for done, group in enumerate(batches(wrapped, 3000, None)):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states, _ = teacher.states([row.words for row in group])
            scores = torch.softmax(teacher.name(states).float(), -1)
        best, indices = scores.max(-1)
        for at, row in enumerate(group):
            size = len(row.words)
            if float(best[at, :size].min()) < SURE:
                continue
            labels = tuple(NAME_LABELS[index] for index in indices[at, :size].tolist())
            if well_formed(labels):
                origin = rows[int(row.source)]
                yield Tagged(origin.source, origin.words, origin.spaces, labels)
        if done % 50 == 49:
            print(f"{done + 1} batches labelled", flush=True)


def well_formed(labels: Sequence[str]) -> bool:
    """Tell whether every I continues a name of its own type."""
    previous = "O"
    for name in labels:
        if name.startswith("I-") and previous[2:] != name[2:]:
            return False
        previous = name
    return True


def write(rows: Iterator[Tagged], output: Path) -> int:
    """Write rows as JSON lines and return how many."""
    count = 0
    with output.open("w", encoding="utf-8") as lines:
        for row in rows:
            print(json.dumps([row.source, row.words, row.spaces, row.labels], ensure_ascii=False), file=lines)
            count += 1
    return count


def main() -> None:
    """Label all the text that there is."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    rows = list(unlabelled())
    print(f"{write(label(load(options.teacher), rows), options.output)} of {len(rows)} sentences kept")


if __name__ == "__main__":
    main()
