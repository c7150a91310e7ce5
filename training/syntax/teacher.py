"""Fine-tune MiniLM as a teacher: parts of speech, features, dependency trees and names from one encoder.

The teacher is not shipped (90 MB and PyTorch).  It labels raw news text, from which the small shipped model then
learns: a student of 10 MB trained on a teacher's labels of the right kind of text reads it better than one trained on
gold web text alone.  Trees are scored by deep biaffine attention (Dozat & Manning 2017); names and tags by linear
layers.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import AutoModel, AutoTokenizer

from training.syntax.augment import vary
from training.syntax.teacher_data import NAME_LABELS, Row, batches, dev_rows, training_rows
from training.syntax.vectors import minilm

Labels = dict[str, list[str]]
IGNORED = -100


def with_constant(side: Tensor) -> Tensor:
    """Append a constant 1 to each state, so that in a product each word's own inclination counts too."""
    return torch.cat([side, torch.ones_like(side[..., :1])], -1)


class Teacher(nn.Module):
    """The encoder and its heads; a word's state is the mean of its pieces over the last layers."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.tokenizer: Any = AutoTokenizer.from_pretrained(minilm())
        self.encoder: Any = AutoModel.from_pretrained(minilm(), attention_probs_dropout_prob=0.0)
        width = int(self.encoder.config.hidden_size)
        self.mix = nn.Parameter(torch.zeros(4))
        self.case = nn.Embedding(5, width)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(width, len(labels["tags"]))
        self.shape = nn.Linear(width, len(labels["shapes"]))
        self.name = nn.Linear(width, len(NAME_LABELS))
        self.parts = nn.ModuleList([nn.Linear(width, size) for size in (320, 320, 80, 80)])
        self.root = nn.Parameter(torch.zeros(width))
        self.arc = nn.Parameter(torch.zeros(321, 321))
        self.relation = nn.Parameter(torch.zeros(len(labels["deps"]), 81 * 81))

    def states(self, batch: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor]:
        """Return word states (B, N, width) and the mask (B, N) of real words."""
        inputs = self.tokenizer(
            [list(words) for words in batch],
            is_split_into_words=True,
            padding=True,
            truncation=True,
            max_length=400,
            return_tensors="pt",
        )
        hidden = self.encoder(**inputs, output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = sum(weights[i] * hidden[layer] for i, layer in enumerate((3, 4, 5, 6)))
        longest = max(len(words) for words in batch)
        owners = np.zeros((len(batch), longest, mixed.shape[1]), dtype=np.float32)
        for row in range(len(batch)):
            for position, owner in enumerate(inputs.word_ids(row)):
                if owner is not None:
                    owners[row, owner, position] = 1.0
        owners /= np.maximum(owners.sum(-1, keepdims=True), 1.0)
        cases = torch.zeros(len(batch), longest, dtype=torch.long)
        mask = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, words in enumerate(batch):
            cases[row, : len(words)] = torch.tensor([case_of(word) for word in words])
            mask[row, : len(words)] = True
        return self.drop(torch.from_numpy(owners) @ mixed.float() + self.case(cases)), mask

    def forward(self, batch: Sequence[Sequence[str]]) -> dict[str, Tensor]:
        """Return scores; ``arcs`` is (B, N, N + 1), head 0 being the root; ``relations`` makes those of ``deps``."""
        states, mask = self.states(batch)
        with_root = torch.cat([self.root.expand(len(batch), 1, -1), states], 1)
        sides = [
            torch.nn.functional.leaky_relu(part(side), 0.1)
            for part, side in zip(self.parts, (states, with_root, states, with_root), strict=True)
        ]
        sides = [with_constant(self.drop(side)) for side in sides]
        arcs = sides[0] @ self.arc @ sides[1].transpose(1, 2)
        allowed = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        arcs = arcs.masked_fill(~allowed[:, None, :], -1e4)
        itself = torch.eye(arcs.shape[1], dtype=torch.bool)
        arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(itself, -1e4)
        return {
            "tags": self.tag(states),
            "shapes": self.shape(states),
            "names": self.name(states),
            "arcs": arcs,
            "dependents": sides[2],
            "governors": sides[3],
        }

    def relations(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Return scores (B, N, labels) of the relation of each word to the head given for it in ``heads`` (B, N)."""
        governors = scores["governors"]
        chosen = governors.gather(1, heads[:, :, None].expand(-1, -1, governors.shape[-1]))
        pairs = scores["dependents"][..., :, None] * chosen[..., None, :]
        return pairs.flatten(2) @ self.relation.T


def case_of(word: str) -> int:
    """Return how a word is written (the encoder itself knows lower case only)."""
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 3
    return 4 if any(char.isupper() for char in word) else 0


def padded(rows: Sequence[Sequence[int]], longest: int) -> Tensor:
    """Stack index rows into one tensor, padded with what the loss ignores."""
    return torch.tensor([[*row, *[IGNORED] * (longest - len(row))] for row in rows])


def loss_of(
    teacher: Teacher, scores: dict[str, Tensor], rows: Sequence[Row], index: dict[str, dict[str, int]]
) -> Tensor:
    """Sum the cross-entropies of those layers that these rows have."""
    longest = max(len(row.words) for row in rows)
    total = torch.zeros(())

    def targets(layer: str) -> Tensor:
        return padded([[index[layer].get(label, IGNORED) for label in getattr(row, layer)] for row in rows], longest)

    if any(row.names for row in rows):
        total = total + cross_entropy(scores["names"].transpose(1, 2), targets("names"), ignore_index=IGNORED)
    if any(row.heads for row in rows):
        for layer in ("tags", "shapes"):
            total = total + 0.5 * cross_entropy(scores[layer].transpose(1, 2), targets(layer), ignore_index=IGNORED)
        heads = padded([[0 if head == at else head + 1 for at, head in enumerate(row.heads)] for row in rows], longest)
        total = total + cross_entropy(scores["arcs"].transpose(1, 2), heads, ignore_index=IGNORED)
        relations = teacher.relations(scores, heads.clamp(min=0))
        total = total + cross_entropy(relations.transpose(1, 2), targets("deps"), ignore_index=IGNORED)
    return total


@torch.inference_mode()
def predict(teacher: Teacher, rows: Sequence[Row]) -> list[Row]:
    """Label a batch; heads are each word's best, so the result may fail to be a tree (``is_tree`` tells)."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = {key: value.float() for key, value in teacher([row.words for row in rows]).items()}
    heads = scores["arcs"].argmax(-1)
    best = {key: scores[key].argmax(-1).tolist() for key in ("tags", "shapes", "names")}
    best["deps"] = teacher.relations(scores, heads).argmax(-1).tolist()
    result = []
    for number, row in enumerate(rows):
        size = len(row.words)
        layers = {key: tuple(teacher.labels[key][i] for i in best[key][number][:size]) for key in best}
        found = tuple(at if head == 0 else head - 1 for at, head in enumerate(heads[number, :size].tolist()))
        result.append(Row(words=row.words, heads=found, source=row.source, **layers))
    return result


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether heads (a word's own index for the root) make one tree with one root."""
    roots = [at for at, head in enumerate(heads) if at == head]
    if len(roots) != 1:
        return False
    good = {roots[0]}
    for at in range(len(heads)):
        path = []
        while at not in good:
            if at in path:
                return False
            path.append(at)
            at = heads[at]
        good.update(path)
    return True


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (start, end, type) of the names in BIO labels; a stray I begins a name."""
    found, start = set(), None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and (not label.startswith("I-") or label[2:] != labels[start][2:]):
            found.add((start, at, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = at
    return found


def evaluate(teacher: Teacher, with_trees: bool) -> dict[str, float]:
    """Score on EWT dev's trees, if it has learned any, and on the names kept out."""
    teacher.eval()
    trees, names = dev_rows()
    trees = trees if with_trees else []
    counts = dict.fromkeys(("words", "las", "upos", "trees", "sentences", "right", "found", "gold"), 0)
    for group in batches(trees, 2500, None):
        for gold, made in zip(group, predict(teacher, group), strict=True):
            counts["words"] += len(gold.words)
            counts["sentences"] += 1
            counts["trees"] += is_tree(made.heads)
            for at in range(len(gold.words)):
                counts["las"] += gold.heads[at] == made.heads[at] and gold.deps[at] == made.deps[at]
                counts["upos"] += gold.shapes[at].split("|")[0] == made.shapes[at].split("|")[0]
    for group in batches(names, 2500, None):
        for gold, made in zip(group, predict(teacher, group), strict=True):
            wanted, found = spans(gold.names), spans(made.names)
            counts["right"] += len(wanted & found)
            counts["found"] += len(found)
            counts["gold"] += len(wanted)
    return {
        "las": counts["las"] / max(counts["words"], 1),
        "upos": counts["upos"] / max(counts["words"], 1),
        "trees": counts["trees"] / max(counts["sentences"], 1),
        "names_f": 2 * counts["right"] / max(counts["found"] + counts["gold"], 1),
    }


def varied(row: Row, rng: random.Random) -> Row:
    """Return the row with its typography drawn afresh."""
    words = vary(row.words, row.tags or [""] * len(row.words), rng)
    return Row(tuple(words), row.tags, row.shapes, row.heads, row.deps, row.names, row.source)


def train(output: Path, epochs: int, seed: int, limit: int, trees: bool, start: Path | None) -> None:
    """Train for ``epochs`` and save weights and labels into ``output``; without ``trees``, on names only."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    rows = training_rows()
    if not trees:
        rows = [Row(words=row.words, names=row.names, source=row.source) for row in rows if row.names]
    if limit:
        rows = rng.sample(rows, limit)
    labels: Labels = {"names": list(NAME_LABELS)}
    for layer in ("tags", "shapes", "deps"):
        labels[layer] = sorted({label for row in rows for label in getattr(row, layer)}) or ["_"]
    index = {layer: {label: at for at, label in enumerate(names)} for layer, names in labels.items()}
    teacher = load(start) if start else Teacher(labels)
    for part in (teacher.encoder.embeddings, teacher.encoder.encoder.layer[0]):
        part.requires_grad_(
            False
        )  # half of all weights, and the least in need of change: frozen, an epoch is a third shorter
    encoder = [
        weight for name, weight in teacher.named_parameters() if name.startswith("encoder") and weight.requires_grad
    ]
    others = [weight for name, weight in teacher.named_parameters() if not name.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": 2e-4}, {"params": others, "lr": 1.5e-3}], weight_decay=0.01
    )
    kinds = [[row for row in rows if row.heads], [row for row in rows if not row.heads]]
    steps = epochs * sum(len(list(batches(kind, 900, None))) for kind in kinds)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min(at / 50, max(0.0, (steps - at) / steps)))
    started = time.time()
    for epoch in range(epochs):
        teacher.train()
        groups = [group for kind in kinds for group in batches(kind, 900, rng)]
        rng.shuffle(groups)
        losses = list[float]()
        for number, group in enumerate(groups):
            group = [varied(row, rng) for row in group]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = teacher([row.words for row in group])
            loss = loss_of(teacher, {key: value.float() for key, value in scores.items()}, group, index)
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            losses.append(float(loss.detach()))
            if number % 100 == 99:
                print(
                    f"epoch {epoch} {number + 1}/{len(groups)}: loss {sum(losses[-100:]) / 100:.3f}, "
                    f"{time.time() - started:.0f} s",
                    flush=True,
                )
        print(epoch, evaluate(teacher, trees), flush=True)
        output.mkdir(parents=True, exist_ok=True)
        save_file(
            {name: value.contiguous() for name, value in teacher.state_dict().items()}, output / "teacher.safetensors"
        )
        (output / "labels.json").write_text(json.dumps(labels), encoding="utf-8")


def load(folder: Path) -> Teacher:
    """Load a trained teacher, ready to predict."""
    teacher = Teacher(json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    teacher.load_state_dict(load_file(folder / "teacher.safetensors"))
    return teacher.eval()


def main() -> None:
    """Train the teacher."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--limit", type=int, default=0, help="use so many sentences only, to try things out")
    parser.add_argument("--trees", action="store_true", help="learn trees and tags too")
    parser.add_argument("--start", type=Path, help="go on from a teacher saved before")
    options = parser.parse_args()
    train(options.output, options.epochs, options.seed, options.limit, options.trees, options.start)


if __name__ == "__main__":
    main()
