"""Cards and split are drawn: from a seed, within what the lots and the times allow."""

from __future__ import annotations

import random
from collections import Counter

from training.gold.cards import DOCUMENTS, LOTS, draw, draw_cards, draw_sizes, draw_split, registers_of
from training.gold.corpus import CORPUS, load_plan, load_split

PLAN = load_plan()


def test_the_same_seed_draws_the_same_cards() -> None:
    entry = PLAN[0]
    once, again, other = (draw_cards(entry, 6, random.Random(seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other


def test_heavier_lots_are_drawn_more_often() -> None:
    rng = random.Random(0)
    drawn = Counter(draw({"rare": 1, "common": 9}, rng)[0] for _ in range(1000))
    assert 50 < drawn["rare"] < 150
    assert sorted(draw({"a": 1, "b": 1}, rng, 5)) == ["a", "b"]


def test_no_blog_before_its_time() -> None:
    assert not any(name.startswith(("live", "page", "machine")) for name in registers_of(1936))
    assert "newspaper of the time" in registers_of(1923)
    assert "newspaper of the time" not in registers_of(2010)
    assert any(name.startswith("live") for name in registers_of(2010))


def test_a_card_asks_for_what_the_codebook_knows(codebook) -> None:
    assert set(LOTS["types"]) == set(codebook.event_types)
    assert set(LOTS["statuses"]) == set(codebook.event_statuses) - {"occurred"}
    assert set(LOTS["demand_statuses"]) == set(codebook.demand_statuses) - {"demanded"}


def test_documents_and_parts_add_up() -> None:
    sizes = draw_sizes(len(PLAN), random.Random(3))
    assert sum(sizes) == DOCUMENTS
    assert min(sizes) >= 3
    assert max(sizes) <= 8
    split = draw_split(PLAN, random.Random(3))
    assert sorted(name for part in split.values() for name in part) == sorted(entry["id"] for entry in PLAN)
    invented = {entry["id"] for entry in PLAN if entry["invented"]}
    assert len(invented & set(split["test"])) == len(invented & set(split["development"])) == 5


def test_the_split_is_the_one_that_was_drawn() -> None:
    from training.gold.cards import SEED

    assert load_split(CORPUS) == draw_split(PLAN, random.Random(SEED))
