"""Draws the card of every document before it is written, and the split of the disputes, from one seed.

    python -m training.gold.cards            (writes split.json, and cards.json of every dispute that has none)

A card says what a document must be and hold, so that what is rare becomes frequent and no two documents are built alike.
It is drawn, not chosen; the same seed and plan give the same cards.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from training.gold.corpus import CORPUS, PARTS, load_plan, save_json

SEED = 20261126
DOCUMENTS = 310
SIZES = {3: 1, 4: 4, 5: 8, 6: 5, 7: 2, 8: 1}
HELD_OUT = 10
WEB, BLOG, MACHINE, OLD = 1998, 2004, 2008, 1940

REGISTERS: dict[str, float] = {
    "wire report": 1.4, "long analysis with many quoted experts": 1.2, "opinion with an axe to grind": 1.0,
    "official communique": 0.7, "foreign ministry statement": 0.8, "interview": 1.0, "chronology": 0.7,
    "encyclopedic narrative": 0.8, "machine-translated text with broken quotes and scrambled names": 1.3, "live blog": 0.8,
    "newspaper of the time": 2.0, "page with furniture (menus, adverts, teasers, boxes, repeated pull quotes)": 1.6,
}  # fmt: skip
STANCES = {
    "for the first side": 1.2, "for the second side": 1.2, "neutral, of a third country": 1.2, "mouthpiece of the first government": 0.6,
    "mouthpiece of the second government": 0.6, "of the first side, critical of its own government": 0.6,
    "of the second side, critical of its own government": 0.6, "business paper": 0.4,
}  # fmt: skip
WHEN = {
    "within days of the incident": 1.4, "in the thick of it": 1.6, "when a turn comes": 1.2, "at the end of the crisis": 1.0,
    "months after, looking back": 0.8, "years after, looking back": 0.6,
}  # fmt: skip
LENGTHS = {(260, 350): 0.3, (350, 480): 0.38, (480, 650): 0.22, (650, 880): 0.1}
OPENINGS = (
    "a scene", "a quotation", "a figure", "a date", "a question", "the words of a document", "a denial", "what did not happen",
    "an earlier episode", "a place", "a rumour", "a decision", "a person who is not powerful", "a short sentence of judgement",
    "the other side's view", "the consequences for trade or travel", "a list of what is known", "a scene abroad",
)  # fmt: skip
HEADS = (
    "publisher, date in words, title, author, each on a line", "title first, then author and date on one line",
    "a dateline with city and day, the year only in the masthead", "date as DD.MM.YYYY with the time, then the publisher",
    "the publisher is not named in the text at all", "publisher and date at the very end", "ISO date, title",
    "weekday and date, edition, publisher, title", "title and lead, date in the lead, agency in brackets",
    "no author; title, subtitle, 'Published:' and 'Updated:' lines",
)  # fmt: skip
MUSTS: dict[str, float] = {
    "an apology": 1, "a promise that was kept": 1, "a promise that was broken": 1, "a denial": 1, "a cancelled or refused visit or meeting": 1,
    "a threat with a condition": 1, "an ultimatum": 0.5, "a release of persons": 1, "a mediator": 1, "mutual accusations": 1,
    "a figure that conflicts with another document of the dispute": 1.4, "a figure revised later": 0.7, "a range": 1, "an approximation": 1,
    "nested attribution (the outlet quotes somebody who quotes a letter or report)": 1, "one speech continued over three paragraphs": 0.8,
    "officials by title, without names": 0.8, "governments by their by-names": 0.8, "a chain of pronouns across sentences": 0.8,
    "a group of one side's citizens in the other's country": 1, "three dates in one sentence": 0.8, "relative dates (last week, a month earlier)": 1,
    "retrospective background of an older episode": 0.8, "two predictions with a horizon": 1, "two predictions without a horizon": 1,
    "a passage full of political words without any event": 0.7, "a commemoration or anniversary": 0.6, "talks that are only wished for": 0.7,
    "a metaphor of war in sport or trade": 0.5, "a chain of answer and counter-answer, linked in words": 1.2, "one demand on two addressees": 0.5,
    "an act in the passive whose doer is not named": 0.7, "a speaker who contradicts what he said before": 0.6,
    "each side telling the same happening in other words": 0.8, "a demand that grows or shrinks": 0.6,
}  # fmt: skip
TYPES: dict[str, float] = {
    "PROTEST": 1.5, "AID": 1.4, "COOPERATE": 1.3, "MOBILIZE": 1.2, "THREATEN": 1.2, "CONCEDE": 1.2, "SUPPORT": 1.2, "RETREAT": 1.1,
    "ASSAULT": 1.2, "SANCTION": 1.1, "AGREE": 0.8, "CONSULT": 0.6, "NONE": 0.5, "COERCE": 0.7, "REJECT": 0.5, "ACCUSE": 0.4, "REQUEST": 0.4,
}  # fmt: skip
STATUSES = {"planned": 1.0, "threatened": 1.3, "denied": 1.2, "not_done": 1.1, "hypothetical": 1.2, "ongoing": 0.5}
DEMAND_STATUSES = {"promised": 1.0, "partly_met": 1.2, "met": 0.9, "refused": 0.8, "unmet": 0.9, "withdrawn": 1.4}


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
    possible = {name: weight for name, weight in REGISTERS.items() if year >= since.get(name.split(" ")[0].split("-")[0], 0)}
    if year >= OLD:
        possible.pop("newspaper of the time")
    return possible


def draw_cards(entry: Mapping[str, Any], count: int, rng: random.Random) -> list[dict[str, Any]]:
    """The cards of one dispute's documents, in the order in which they are published."""
    order = [*WHEN]
    times = sorted((draw(WHEN, rng)[0] for _ in range(count)), key=order.index)
    publishers = [f"P{rng.randint(1, max(3, count - 1))}" for _ in range(count)]
    stances = {name: draw(STANCES, rng)[0] for name in sorted(set(publishers))}
    cards = []
    for number, when in enumerate(times, 1):
        year = entry["years"][1] if number < count else entry["years"][1] + (40 if when.startswith("years") else 0)
        length = draw(LENGTHS, rng)[0]
        cards.append({
            "document": f"{entry['id']}-{number:02d}", "publisher": publishers[number - 1], "published": when,
            "register": draw(registers_of(year), rng)[0], "stance": stances[publishers[number - 1]],
            "words": rng.randrange(*length, 10), "opening": rng.choice(OPENINGS), "head": rng.choice(HEADS),
            "must": draw(MUSTS, rng, 4), "types": draw(TYPES, rng, 3), "statuses": draw(STATUSES, rng, 2),
            "demand_statuses": draw(DEMAND_STATUSES, rng, 2), "source": None,
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
    sizes = [draw(SIZES, rng)[0] for _ in range(count)]
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
