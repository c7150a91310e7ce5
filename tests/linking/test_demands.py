"""Demands that become one thread, its history, and where its tellers part."""

from __future__ import annotations

from itertools import permutations

import pytest

from demarche.linking.demands import Thread, link_demands
from demarche.records import Demand
from tests.making import demand, document, step

A = document(
    "Norland asked for an apology. Finland said sorry. Ivar Lund sees none. It wants the tolls lowered in spring.",
    "a.txt",
    publisher="Fjord Post",
    published="1951-04-01",
)
B = document(
    "An apology was demanded. It was never given. Tolls in spring should be lowered. Skis should be cheaper.",
    "b.txt",
    publisher="Lake News",
    published="1951-06-01",
)
DOCUMENTS = {d.id: d for d in (A, B)}


def threads(*demands: Demand) -> tuple[Thread, ...]:
    return link_demands(demands, DOCUMENTS)


def test_the_same_demand_in_two_texts_is_one_thread_in_order_of_time() -> None:
    early = demand(A, "an apology", "apologise", step(A, "asked", "demanded", "1951-03-01"), step(A, "sorry", "met"))
    late = demand(B, "An apology", "apologise", step(B, "demanded", "demanded"), step(B, "never given", "unmet"))
    for order in permutations([early, late]):
        (thread,) = threads(*order)
        # an undated demand precedes, an undated outcome holds at the day of publication
        told = [(s.step.status, s.day, s.teller) for s in thread.history]
        assert told == [
            ("demanded", "1951-03-01", "Fjord Post"),
            ("met", "1951-04-01", "Fjord Post"),
            ("demanded", "1951-06-01", "Lake News"),
            ("unmet", "1951-06-01", "Lake News"),
        ]
        assert [s.step.status for s in thread.last_words()] == ["met", "unmet"]
        assert thread.parts()


@pytest.mark.parametrize(
    ("act", "other", "sides", "count"),
    [
        ("apologise", "compensate", ("NOR", "FIN"), 2),
        ("apologise", "apologise", ("FIN", "NOR"), 2),
        ("apologise", "apologise", ("NOR", "FIN"), 1),
    ],
)
def test_issuer_addressee_and_act_must_agree(act: str, other: str, sides: tuple[str, str], count: int) -> None:
    one = demand(A, "an apology", act, step(A, "asked", "demanded"))
    two = demand(B, "An apology", other, step(B, "demanded", "demanded"), sides=sides)
    assert len(threads(one, two)) == count


def test_other_matters_are_linked_by_their_words_only() -> None:
    tolls = demand(A, "the tolls lowered in spring", "other", step(A, "wants", "demanded"))
    same = demand(B, "Tolls in spring should be lowered", "other", step(B, "should", "demanded"))
    skis = demand(B, "Skis should be cheaper", "other", step(B, "cheaper", "demanded"))
    assert sorted(len(t.demands) for t in threads(tolls, same, skis)) == [1, 2]


def test_two_demands_of_one_text_stay_two() -> None:
    one = demand(A, "an apology", "apologise", step(A, "asked", "demanded"))
    two = demand(A, "sorry", "apologise", step(A, "sorry", "met"))
    assert len(threads(one, two)) == 2


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        # a promise that comes to nothing, and a wish that comes true, are a course of events, not a quarrel
        (("promised", "1951-03-01"), ("unmet", "1951-05-01"), False),
        (("unmet", "1951-03-01"), ("met", "1951-05-01"), False),
        (("met", "1951-03-01"), ("met", "1951-05-01"), False),
        # what one calls met, another later calls not met
        (("met", "1951-03-01"), ("unmet", "1951-05-01"), True),
        (("partly_met", "1951-03-01"), ("refused", "1951-03-01"), True),
        (("met", "1951-03-01"), ("withdrawn", "1951-05-01"), False),
    ],
)
def test_who_parts(first: tuple[str, str], second: tuple[str, str], parts: bool) -> None:
    one = demand(A, "an apology", "apologise", step(A, "asked", first[0], first[1]))
    two = demand(B, "An apology", "apologise", step(B, "demanded", second[0], second[1]))
    (thread,) = threads(one, two)
    assert thread.parts() is parts


def test_one_teller_who_changes_his_mind_does_not_part_from_himself() -> None:
    steps = step(A, "sorry", "met", "1951-03-01", "Ivar Lund"), step(A, "sees none", "unmet", "1951-03-05", "Ivar Lund")
    (thread,) = threads(demand(A, "an apology", "apologise", *steps))
    assert [s.step.status for s in thread.last_words()] == ["unmet"]
    assert not thread.parts()
