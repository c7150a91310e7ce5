"""Write down what the teacher of names makes of each word of running text, for the small network to learn from.

Silver sentences pass on what the teacher decided, and only where it was sure; its inner states and its probabilities
pass on what it weighed, for every word.  The states are drawn together to their principal components.
``pretrain.py`` has the small network predict both, which is distillation (Hinton et al. 2015,
https://arxiv.org/abs/1503.02531).

Runs with PyTorch and transformers.  The text is that of the treebanks' train parts, the entity sets and PolNeAR.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch

from training.syntax import names, news_text, treebanks
from training.syntax.teacher import Teacher, load
from training.syntax.teacher_data import Row, batches

LONGEST = 90
"""Words in the longest sentence that is read."""
Words = tuple[tuple[str, ...], tuple[bool, ...]]
SAMPLE = 20000
"""So many words the principal components are computed from."""
NAMES_WEIGHT = 3.0
"""Scale of the teacher's seven label probabilities beside its states, whose components have about unit scale."""


def texts(size: int, seed: int) -> list[Words]:
    """Return about ``size`` words of text as sentences (words, whether a space follows), in random order."""
    rng = random.Random(seed)
    treebank = [
        (tuple(word.form for word in sentence.words), tuple(word.space_after for word in sentence.words))
        for sentence in treebanks.load("train")
    ]
    others = [
        (row.words, row.spaces) for row in names.load("train") if row.source not in names.TWEETS | {"gum"}
    ] + list(_news())
    rng.shuffle(others)
    kept = [row for row in treebank if len(row[0]) <= LONGEST]
    count = sum(len(words) for words, _ in kept)
    for row in others:
        if count >= size:
            break
        if 3 < len(row[0]) <= LONGEST:
            kept.append(row)
            count += len(row[0])
    rng.shuffle(kept)
    return kept


def _news() -> Iterator[Words]:
    tokenizer = spacy.blank("en").tokenizer
    for _, text in news_text.articles():
        for paragraph in news_text.paragraphs(text):
            for sentence in news_text.split(paragraph):
                doc = tokenizer(sentence)
                yield tuple(token.text for token in doc), tuple(bool(token.whitespace_) for token in doc)


def components(states: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the centre and the first ``width`` principal directions, scaled so that variances are near each other."""
    centre = states.mean(0)
    centred = (states - centre).astype(np.float64)
    values, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    order = np.argsort(values)[::-1][:width]
    scaled = directions[:, order] / np.sqrt(values[order]) ** 0.75
    return centre, (scaled / (centred @ scaled).std()).astype(np.float32)


@torch.inference_mode()
def read(teacher: Teacher, batch: Sequence[Row]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return for each sentence its words' states, and their labels' scaled probabilities."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, _ = teacher.states([row.words for row in batch])
        scores = torch.softmax(teacher.name(states).float(), -1)
    sizes = [len(row.words) for row in batch]
    return (
        [states[at, :size].float().numpy() for at, size in enumerate(sizes)],
        [NAMES_WEIGHT * scores[at, :size].numpy() for at, size in enumerate(sizes)],
    )


def write(teacher: Teacher, sentences: list[Words], width: int, output: Path) -> None:
    """Write ``sentences.jsonl`` and ``states.npy``, float16, one row a word in the order of the sentences."""
    rows = [Row(words=words, source=str(number)) for number, (words, _) in enumerate(sentences)]
    first, seen = list[np.ndarray](), 0
    for start in range(0, len(rows), 32):
        first += read(teacher, rows[start : start + 32])[0]
        seen = sum(len(state) for state in first)
        if seen >= SAMPLE:
            break
    centre, directions = components(np.concatenate(first), width)
    starts = np.concatenate([[0], np.cumsum([len(row.words) for row in rows])])
    result = np.zeros((0, 0), dtype=np.float16)
    for done, group in enumerate(batches(rows, 3000, None)):
        for row, state, beside in zip(group, *read(teacher, group), strict=True):
            made = np.concatenate([(state - centre) @ directions, beside], axis=1)
            if not result.size:
                result = np.zeros((int(starts[-1]), made.shape[1]), dtype=np.float16)
            begin = int(starts[int(row.source)])
            result[begin : begin + len(made)] = made
        if done % 50 == 49:
            print(f"{done + 1} batches read", flush=True)
    output.mkdir(parents=True, exist_ok=True)
    with (output / "sentences.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(sentence, ensure_ascii=False) + "\n" for sentence in sentences)
    np.save(output / "states.npy", result)


def main() -> None:
    """Write the states of the teacher named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--size", type=int, default=1_100_000, help="words of text")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    write(load(options.teacher), texts(options.size, options.seed), options.width, options.output)


if __name__ == "__main__":
    main()
