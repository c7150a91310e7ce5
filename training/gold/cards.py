"""Draws the cards of a dispute's documents before they are written.

    python -m training.gold.cards DISPUTE

DISPUTE stands in ``disputes.yaml`` and in a part of ``split.json``, and has no cards yet. A card says what a document
must be and hold, so that what is rare becomes frequent and no two documents are built alike. It is drawn from the lots
of ``cards.yaml``, not chosen: the same seed, lots and plan give the same cards. The first sixty disputes were drawn in
one run, 310 documents in all.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from training.gold.corpus import CORPUS, load_plan, load_split, save_json

SEED = 20261126
WEB, BLOG, MACHINE, OLD = 1998, 2004, 2008, 1940
LATER = 40

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
    """The cards of one dispute's documents, in the order of their times, copies aside.

    ``publisher`` is a slot (P1, P2 …, PX for who copies) that the writer gives a name, ``published`` a time that he
    makes a date.
    """
    order = [*LOTS["when"]]
    times = sorted((draw(LOTS["when"], rng)[0] for _ in range(count)), key=order.index)
    publishers = [f"P{rng.randint(1, max(3, count - 1))}" for _ in range(count)]
    for missing in [slot for slot in ("P1", "P2", "P3") if slot not in publishers][: max(0, 3 - len(set(publishers)))]:
        publishers[max(n for n, slot in enumerate(publishers) if publishers.count(slot) > 1)] = missing
    stances = {name: draw(LOTS["stances"], rng)[0] for name in sorted(set(publishers))}
    cards = []
    for number, when in enumerate(times, 1):
        year = entry["years"][1] + (LATER if when.startswith("years") else 0)
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
        earlier = rng.choice([other for other in cards if other["document"] < card["document"]])
        if card["publisher"] != earlier["publisher"] and rng.random() < 0.35:
            card["source"] = f"cites {earlier['document']}"
    if count >= 5 and rng.random() < 0.4:
        _make_copy(rng.choice(cards[1:]), cards, rng)
    return cards


def _make_copy(card: dict[str, Any], cards: Sequence[dict[str, Any]], rng: random.Random) -> None:
    """Turn a card into that of a syndicated copy: another outlet's text, cut and lightly changed."""
    original = rng.choice([other for other in cards if other["document"] < card["document"]])
    card |= {name: original[name] for name in ("published", "register", "must", "types", "statuses", "demand_statuses")}
    card |= {"publisher": "PX", "stance": "syndicates", "source": f"copies {original['document']}"}
    card["words"] = max(260, original["words"] - 60)


def draw_dispute(name: str, corpus: Path = CORPUS) -> Path:
    """Draw and write ``cards.json`` of a dispute; the path written.

    Raises:
        ValueError: if the dispute is not planned, stands in no part of the split, or has been drawn already.
    """
    entry = next((entry for entry in load_plan(corpus) if entry["id"] == name), None)
    if entry is None:
        raise ValueError(f"{name}: not in {corpus / 'disputes.yaml'}; add a line there first")
    if not any(name in names for names in load_split(corpus).values()):
        raise ValueError(f"{name}: in no part of {corpus / 'split.json'}; add it to one, and never move it again")
    path = corpus / name / "cards.json"
    if path.exists() or (corpus / name / "dispute.json").exists():
        raise ValueError(f"{name}: has its cards already; they are not drawn twice")
    rng = random.Random(f"{SEED} {name}")
    cards = draw_cards(entry, draw(LOTS["sizes"], rng)[0], rng)
    kept = {key: entry[key] for key in ("title", "invented", "region", "states")}
    save_json(path, {"dispute": name, **kept, "documents": cards})
    return path


def main(arguments: Sequence[str]) -> int:
    """Draw the cards of the dispute that is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(draw_dispute(arguments[0]))
    except ValueError as error:
        print(f"cards: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
