"""Draws the card of every document before it is written, and the split of the disputes, from one seed.

    python -m training.gold.cards            (writes split.json, and cards.json of every dispute that has none)

A card says what a document must be and hold, so that what is rare becomes frequent and no two documents are built
alike. It is drawn from the lots of ``cards.yaml``, not chosen; the same seed, lots and plan give the same cards.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from training.gold.corpus import CORPUS, PARTS, load_plan, save_json

SEED = 20261126
DOCUMENTS = 310
HELD_OUT = 10
WEB, BLOG, MACHINE, OLD = 1998, 2004, 2008, 1940

LOTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cards.yaml").read_text(encoding="utf-8"))


def draw(weights: Mapping[Any, float], rng: random.Random, count: int = 1) -> list[Any]:
    """So many different keys, drawn by weight."""
    left = dict(weights)
    drawn = []
    for _ in range(min(count, len(left))):
        drawn.append(rng.choices([*left], [*left.values()])[0])
        del left[drawn[-1]]
    return drawn


def registers_of(year: int) -> dict[str, float]:
    """The registers that a text of a year can have."""
    since = {"page": WEB, "live": BLOG, "machine": MACHINE}
    lots: dict[str, float] = LOTS["registers"]
    possible = {name: weight for name, weight in lots.items() if year >= since.get(re.split("[ -]", name)[0], 0)}
    if year >= OLD:
        possible.pop("newspaper of the time")
    return possible


def draw_cards(entry: Mapping[str, Any], count: int, rng: random.Random) -> list[dict[str, Any]]:
    """The cards of one dispute's documents, in the order in which they are published."""
    order = [*LOTS["when"]]
    times = sorted((draw(LOTS["when"], rng)[0] for _ in range(count)), key=order.index)
    publishers = [f"P{rng.randint(1, max(3, count - 1))}" for _ in range(count)]
    for missing in [slot for slot in ("P1", "P2", "P3") if slot not in publishers][: max(0, 3 - len(set(publishers)))]:
        publishers[max(n for n, slot in enumerate(publishers) if publishers.count(slot) > 1)] = missing
    stances = {name: draw(LOTS["stances"], rng)[0] for name in sorted(set(publishers))}
    cards = []
    for number, when in enumerate(times, 1):
        year = entry["years"][1] if number < count else entry["years"][1] + (40 if when.startswith("years") else 0)
        shortest, longest = draw({(lot["from"], lot["to"]): lot["weight"] for lot in LOTS["lengths"]}, rng)[0]
        cards.append({
            "document": f"{entry['id']}-{number:02d}", "publisher": publishers[number - 1], "published": when,
            "register": draw(registers_of(year), rng)[0], "stance": stances[publishers[number - 1]],
            "words": rng.randrange(shortest, longest, 10),
            "opening": rng.choice(LOTS["openings"]), "head": rng.choice(LOTS["heads"]),
            "must": draw(LOTS["musts"], rng, 4), "types": draw(LOTS["types"], rng, 3),
            "statuses": draw(LOTS["statuses"], rng, 2), "demand_statuses": draw(LOTS["demand_statuses"], rng, 2),
            "source": None,
        })  # fmt: skip
    for card in cards[1:]:
        earlier = rng.choice([other for other in cards if other["document"] < card["document"]])["document"]
        if card["publisher"] != next(c["publisher"] for c in cards if c["document"] == earlier) and rng.random() < 0.35:
            card["source"] = f"cites {earlier}"
    if count >= 5 and rng.random() < 0.4:
        _make_copy(rng.choice(cards[1:]), cards, rng)
    return cards


def _make_copy(card: dict[str, Any], cards: Sequence[dict[str, Any]], rng: random.Random) -> None:
    """Turn a card into that of a syndicated copy: another outlet's text, cut and lightly changed."""
    original = rng.choice([other for other in cards if other["document"] < card["document"]])
    card |= {name: original[name] for name in ("published", "register", "must", "types", "statuses", "demand_statuses")}
    card |= {"publisher": "PX", "stance": "syndicates", "source": f"copies {original['document']}"}
    card["words"] = max(260, original["words"] - 60)


def draw_sizes(count: int, rng: random.Random) -> list[int]:
    """How many documents each of so many disputes gets, `DOCUMENTS` in all."""
    sizes = [draw(LOTS["sizes"], rng)[0] for _ in range(count)]
    while sum(sizes) != DOCUMENTS:
        at = rng.randrange(count)
        step = 1 if sum(sizes) < DOCUMENTS else -1
        sizes[at] += step if 4 <= sizes[at] + step <= 7 else 0
    return sizes


def draw_split(plan: Sequence[Mapping[str, Any]], rng: random.Random) -> dict[str, list[str]]:
    """Train, development and test by dispute; real and invented ones in equal parts."""
    split: dict[str, list[str]] = {part: [] for part in PARTS}
    for invented in (False, True):
        names = [entry["id"] for entry in plan if entry["invented"] is invented]
        rng.shuffle(names)
        half = HELD_OUT // 2
        split["test"] += names[:half]
        split["development"] += names[half : 2 * half]
        split["train"] += names[2 * half :]
    return {part: sorted(names) for part, names in split.items()}


def main() -> None:
    """Write the split, and the cards of disputes that have none yet."""
    plan, rng = load_plan(), random.Random(SEED)
    save_json(CORPUS / "split.json", draw_split(plan, rng))
    for entry, size in zip(plan, draw_sizes(len(plan), rng), strict=True):
        folder = CORPUS / entry["id"]
        documents = draw_cards(entry, size, random.Random(f"{SEED} {entry['id']}"))
        kept = {name: entry[name] for name in ("title", "invented", "region", "states")}
        if not (folder / "dispute.json").exists():
            save_json(folder / "cards.json", {"dispute": entry["id"], **kept, "documents": documents})


if __name__ == "__main__":
    main()
