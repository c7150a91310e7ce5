"""Which events become one incident, and which must not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.linking.incidents import link_events
from demarche.records import Event
from tests.making import document, event, when

A = document(
    "Norland shut the consulate of Finland in Tromso on Sunday. Finland protested.\n"
    + "Filler stands here. " * 60
    + "\nThe consulate was shut by Norland. Two ministers promised a fairer herring quota and an open port.",
    "a.txt",
)
B = document(
    "Finland's consulate in Tromso was closed. A quota of herring was promised. Skiers were promised visas.", "b.txt"
)

MARCH = when("1951-03", "1951-03-01", "1951-03-31")


def linked(*events: Event) -> bool:
    return len(link_events(events)) == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # the same deed between the same two on the same day, in other words
        ({}, {}, True),
        # another day
        ({}, {"date": when("1951-03-05")}, False),
        # one text knows only the month, and nothing else fits
        ({}, {"date": MARCH}, True),
        # without a date nothing is sure
        ({"date": None}, {"date": None}, False),
        # another type, another direction, another recipient
        ({}, {"type": "COERCE"}, False),
        ({}, {"actors": ("FIN",), "recipients": ("NOR",)}, False),
        ({}, {"recipients": ("SWE",)}, False),
        # one of several recipients is enough on the same day
        ({}, {"recipients": ("FIN", "Consulate")}, True),
        # two modes that exclude each other; one mode that the other text leaves open
        ({"mode": "expel"}, {"mode": "discontinue"}, False),
        ({"mode": "expel"}, {"mode": None}, True),
        # it happened; it was only threatened; it did not happen
        ({}, {"status": "planned"}, False),
        ({}, {"status": "not_done"}, False),
        ({}, {"status": "ongoing"}, True),
        # other places, so that the words must agree too ("consulate")
        ({"place": "Tromso"}, {"place": "Norland"}, True),
    ],
)
def test_two_texts(first: dict[str, Any], second: dict[str, Any], expected: bool) -> None:
    one = event(A, "shut the consulate of Finland", **first)
    other = event(B, "Finland's consulate in Tromso was closed", **second)
    assert linked(one, other) is expected


def test_of_common_acts_the_words_must_agree() -> None:
    quota = event(A, "promised a fairer herring quota", "AGREE")
    assert linked(quota, event(B, "A quota of herring was promised", "AGREE"))
    assert not linked(quota, event(B, "Skiers were promised visas", "AGREE", actor_names=("promised",)))


def test_a_vague_date_that_suits_two_happenings_joins_neither() -> None:
    early, late = (
        event(A, "Norland shut the consulate"),
        event(A, "consulate was shut by Norland", date=when("1951-03-19")),
    )
    vague = event(B, "Finland's consulate in Tromso was closed", date=MARCH)
    assert len(link_events([early, late, vague])) == 3


def test_one_text_tells_twice_only_far_apart_and_in_the_same_words() -> None:
    first, far = event(A, "shut the consulate of Finland"), event(A, "consulate was shut by Norland")
    assert not linked(first, event(A, "Finland protested"))
    assert not linked(first, event(A, "consulate of Finland in Tromso"))
    assert linked(first, far)  # "shut" and "consulate"
    assert not linked(first, event(A, "The consulate was"))  # "consulate" alone
    assert not linked(first, event(A, "consulate was shut by Norland", mode="expel"))


def test_promises_in_opposite_directions_are_two() -> None:
    one = event(A, "promised a fairer herring quota", "AGREE")
    other = event(B, "A quota of herring was promised", "AGREE", actors=("FIN",), recipients=("NOR",))
    assert not linked(one, other)


def test_meetings_are_the_same_whoever_is_named_first() -> None:
    one = event(A, "Two ministers", "CONSULT", actors=("NOR", "FIN"), recipients=())
    other = event(B, "Skiers", "CONSULT", actors=("FIN",), recipients=("NOR",))
    assert linked(one, other)


def test_what_differs_is_named_and_the_precise_telling_leads() -> None:
    one = event(A, "shut the consulate of Finland", date=MARCH, status="ongoing")
    other = event(B, "Finland's consulate in Tromso was closed")
    (incident,) = link_events([one, other])
    assert incident.lead == other
    assert incident.date == other.date
    assert incident.differs == ("date", "status")
    assert {e.id for e in incident.tellings} == {one.id, other.id}


@given(st.permutations(range(8)))
def test_the_order_of_reading_does_not_matter(order: list[int]) -> None:
    events = [
        event(A, "shut the consulate of Finland"),
        event(A, "consulate was shut by Norland", date=MARCH),
        event(B, "Finland's consulate in Tromso was closed"),
        event(A, "promised a fairer herring quota", "AGREE"),
        event(B, "A quota of herring was promised", "AGREE"),
        event(B, "Skiers were promised visas", "AGREE", date=None),
        event(A, "Finland protested", "PROTEST", actors=("FIN",), recipients=()),
        event(B, "Skiers", "NONE", actors=(), recipients=()),
    ]
    incidents = link_events(events[i] for i in order)
    assert incidents == link_events(events)
    assert sorted(e.id for i in incidents for e in i.tellings) == sorted(e.id for e in events)


def test_open_dates_come_in_order_and_undated_ones_last() -> None:
    dates = [when("1951-03-09"), None, when("1951-03-01"), when("../1951-02", None, "1951-02-28")]
    incidents = link_events(event(A, "Finland protested", date=date) for date in dates)
    assert [i.date.edtf if i.date else None for i in incidents] == ["../1951-02", "1951-03-01", "1951-03-09", None]
