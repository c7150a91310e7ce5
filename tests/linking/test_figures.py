"""Figures side by side: which count the same thing, and whether they agree."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from demarche.linking.figures import link_figures
from demarche.linking.incidents import link_events
from tests.making import document, event, figure

A = document("The ferry sank and 12 sailors drowned; 12 passengers too. 30 were aboard.", "a.txt")
B = document("When the ferry sank, 14 sailors drowned.", "b.txt")


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({"value": 12}, {"value": 12}, "agree"),
        ({"value": 12}, {"value": 14}, "differ"),
        # "at least 10" and 12, "8 to 13" and "12 to 20" can all be true
        ({"value": 10, "low": 10}, {"value": 12}, "range"),
        ({"value": None, "low": 8, "high": 13}, {"value": None, "low": 12, "high": 20}, "range"),
        ({"value": None, "low": 8, "high": 10}, {"value": 12}, "differ"),
        # a figure without a number contradicts nothing
        ({"value": None}, {"value": 12}, "range"),
        # about nearly the same words: shown side by side, called nothing
        ({"value": 12, "about": "sailors drowned near shore"}, {"value": 14, "about": "sailors drowned"}, "unsure"),
    ],
)
def test_verdicts(one: dict[str, Any], other: dict[str, Any], verdict: str) -> None:
    about = {"about": "sailors drowned"}
    pair = figure(A, "12 sailors", **{**about, **one}), figure(B, "14 sailors", **{**about, **other})
    (quantity,) = link_figures(pair)
    assert quantity.verdict == verdict


def test_what_is_counted_must_agree() -> None:
    sailors = figure(A, "12 sailors", 12, "sailors drowned")
    assert len(link_figures([sailors, figure(B, "14 sailors", 14, "cattle lost")])) == 2
    assert len(link_figures([sailors, figure(B, "14 sailors", 14, "sailors drowned", kind="injured")])) == 2
    assert len(link_figures([sailors, figure(B, "14 sailors", 14, "sailors drowned", unit="cows")])) == 2


def test_one_incident_joins_figures_in_other_words_but_not_two_counts_of_one_sentence() -> None:
    told = [event(t, q, "NONE", actors=("Ferry",), recipients=()) for t, q in ((A, A.text[:58]), (B, B.text))]
    (incident,) = link_events(told)
    men, riders = figure(A, "12 sailors", 12, "sailors"), figure(A, "12 passengers", 12, "passengers")
    dead = figure(B, "14 sailors", 14, "dead of the ferry")
    found = {frozenset(q.figures) for q in link_figures([men, riders, dead], [incident])}
    assert found == {frozenset({men, dead}), frozenset({riders})}


def test_any_order_gives_the_same() -> None:
    figures = [
        figure(A, "12 sailors", 12, "sailors drowned"),
        figure(A, "30 were aboard", 30, "aboard the ferry", kind="aboard"),
        figure(B, "14 sailors", 14, "sailors drowned"),
    ]
    results = {link_figures(order) for order in permutations(figures)}
    assert len(results) == 1


@pytest.mark.parametrize(
    ("unit", "one", "other"),
    [
        ("years", "years", "years"),
        ("trawlers", "trawlers", "trawlers"),
        ("warships", "warship", "British warships"),
        ("percent", "per cent", "per cent"),
        ("persons", "fishermen", "fishermen"),
    ],
)
def test_the_unit_or_a_bare_noun_links_nothing(unit: str, one: str, other: str) -> None:
    pair = figure(A, "12 sailors", 12, one, "other", unit=unit), figure(B, "14 sailors", 14, other, "other", unit=unit)
    assert [q.verdict for q in link_figures(pair)] == ["single", "single"]


def test_one_telling_word_is_too_little_for_a_conflict() -> None:
    ours, theirs = ((A, "12 sailors", 12), (B, "14 sailors", 14))
    for about, verdict in (("British trawlers", "unsure"), ("British trawlers without nets", "differ")):
        pair = [figure(*given, about, "other", unit="trawlers") for given in (ours, theirs)]
        assert [q.verdict for q in link_figures(pair)] == [verdict]


def test_bare_counts_of_one_incident_differ() -> None:
    told = [event(t, q, "NONE", actors=("Ferry",), recipients=()) for t, q in ((A, A.text[:58]), (B, B.text))]
    pair = figure(A, "12 sailors", 12, "persons"), figure(B, "14 sailors", 14, "persons")
    assert [q.verdict for q in link_figures(pair, link_events(told))] == ["differ"]
    assert len(link_figures(pair)) == 2


def test_people_in_one_considerable_number_agree_though_bare() -> None:
    for number, count in ((12, 1), (9, 2)):
        pair = figure(A, "12 sailors", number, "persons"), figure(B, "14 sailors", number, "people")
        assert len(link_figures(pair)) == count
