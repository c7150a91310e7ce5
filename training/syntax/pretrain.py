"""Pretrain the encoder of the names' network: have it predict what the teacher makes of each word (``states.py``).

spaCy's own ``pretrain`` has the encoder guess a word's vector or letters from its neighbours.  The teacher's states say
more: what kind of name, if any, the word is part of in this very sentence.  Only the encoder is kept; the linear layer
on top of it is thrown away.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from thinc.api import Adam, Linear, chain, fix_random_seed, list2array, set_dropout_rate

from training.syntax import readers
from training.syntax.augment import vary

assert readers  # importing it registers the corpus readers that the configurations name

HERE = Path(__file__).resolve().parent
BATCH = 1500
"""Words in a batch."""
DROPOUT, WARM = 0.1, 300
"""WARM: batches over which the learning rate rises to its height; from there it falls to nothing in a straight line."""


def encoder_of(nlp: Language) -> Any:
    """Return the encoder within the names' network, below the layer that fits it to the parser's width."""
    return nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]  # type: ignore[attr-defined]


def grouped(folder: Path, rng: random.Random) -> Iterator[list[tuple[list[str], list[bool], int]]]:
    """Yield batches of (words, spaces, first row of the states), endlessly, each time round in another order."""
    with (folder / "sentences.jsonl").open(encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    starts = np.cumsum([0, *(len(words) for words, _ in sentences)])
    order, batch, size = list(range(len(sentences))), [], 0
    while True:
        rng.shuffle(order)
        for number in order:
            words, spaces = sentences[number]
            batch.append((words, spaces, int(starts[number])))
            size += len(words)
            if size >= BATCH:
                yield batch
                batch, size = [], 0


def pretrain(nlp: Language, folder: Path, words: int, rate: float, seed: int) -> bytes:
    """Train the encoder on about so many words, and return its weights, averaged over the training."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    targets = np.load(folder / "states.npy")
    encoder = encoder_of(nlp)
    model: Any = chain(encoder, list2array(), Linear(nO=targets.shape[1], nI=encoder.get_dim("nO")))
    model.layers[-1].initialize()
    optimizer, total, loss = Adam(rate, L2=0.01, grad_clip=1.0, use_averages=True), words // BATCH, 0.0
    set_dropout_rate(model, DROPOUT)
    for step, batch in zip(range(total), grouped(folder, rng), strict=False):
        optimizer.learn_rate = rate * min((step + 1) / WARM, (total - step) / (total - WARM))
        docs = [Doc(nlp.vocab, words=vary(row, [""] * len(row), rng), spaces=spaces) for row, spaces, _ in batch]
        wanted = np.concatenate([targets[start : start + len(row)] for row, _, start in batch]).astype(np.float32)
        guess, backward = model.begin_update(docs)
        gradient = (guess - wanted) / len(wanted)
        backward(gradient)
        model.finish_update(optimizer)
        optimizer.step_schedules()
        loss += float(((guess - wanted) ** 2).mean())
        if step % 200 == 199:
            print(f"{step + 1}/{total}: {loss / 200:.4f} mean squared error", flush=True)
            loss = 0.0
    with model.use_params(optimizer.averages):
        weights: bytes = encoder.to_bytes()
    return weights


def main() -> None:
    """Pretrain the encoder and write its weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("states", type=Path, help="the folder that states.py wrote")
    parser.add_argument("vectors", type=Path, help="the pipeline that holds the word vectors")
    parser.add_argument("output", type=Path)
    parser.add_argument("--words", type=int, default=3_500_000, help="words read in all, counted again when read again")
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    overrides = {"paths.vectors": str(options.vectors), "system.seed": options.seed}
    nlp = init_nlp(util.load_config(HERE / "ner.cfg", overrides=overrides, interpolate=False))
    options.output.write_bytes(pretrain(nlp, options.states, options.words, options.rate, options.seed))


if __name__ == "__main__":
    main()
