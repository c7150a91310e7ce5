"""Cards and split are drawn: from a seed, within what the lots and the times allow."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from training.gold.cards import LOTS, draw, draw_cards, draw_dispute, registers_of
from training.gold.corpus import CORPUS, load_json, load_plan, load_split, save_json

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


def test_a_dispute_is_drawn_once_and_only_if_it_is_planned(tmp_path) -> None:
    (tmp_path / "disputes.yaml").write_text(
        "- {id: x-1936, title: X, invented: true, states: [ECU, PER], region: South America, years: [1936, 1937]}\n"
    )
    save_json(tmp_path / "split.json", {"train": [], "development": [], "test": []})
    with pytest.raises(ValueError, match="in no part of"):
        draw_dispute("x-1936", tmp_path)
    with pytest.raises(ValueError, match="not in"):
        draw_dispute("y-1936", tmp_path)
    save_json(tmp_path / "split.json", {"train": ["x-1936"], "development": [], "test": []})
    cards = load_json(draw_dispute("x-1936", tmp_path))
    assert 3 <= len(cards["documents"]) <= 8
    assert len({card["publisher"] for card in cards["documents"]}) >= min(3, len(cards["documents"]))
    with pytest.raises(ValueError, match="already"):
        draw_dispute("x-1936", tmp_path)


def test_held_out_parts_hold_as_many_invented_disputes_as_real_ones() -> None:
    invented = {entry["id"] for entry in PLAN if entry["invented"]}
    split = load_split(CORPUS)
    for part in ("development", "test"):
        assert len(invented & set(split[part])) >= 5
        assert len(set(split[part]) - invented) >= 5
