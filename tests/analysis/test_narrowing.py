"""Narrowing to a case: who belongs, what is dated too late, and parties under another name."""

from __future__ import annotations

import pytest

from demarche.analysis.narrowing import belongs, parties, relabelled, within
from tests.analysis.story import FJORD, story
from tests.making import claim, coding, demand, document, event, response, step, when

TEXT = document(
    "The Bank Guard seized a boat. In answer, the Owners stayed in port and want it back.", published="1958-05"
)
SEIZED = event(TEXT, "The Bank Guard seized a boat", "COERCE", actors=("Bank Guard",), recipients=("DNK:citizens",))
STAYED = event(TEXT, "the Owners stayed in port", "PROTEST", actors=("the Owners",), date=when("1960-01-01"))
WANT = demand(TEXT, "want it back", "release", step(TEXT, "want it back", "demanded"), sides=("the Owners", "NOR"))
SAID = claim(TEXT, "want it back", "the Owners")
ANSWER = response(TEXT, "In answer", STAYED, SEIZED)
WHOLE = coding(TEXT, SEIZED, STAYED, WANT, SAID, ANSWER)


def test_parties_count_for_their_state() -> None:
    assert parties(WHOLE) == {"Bank Guard", "DNK", "FIN", "the Owners", "NOR"}


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, True),
        ({"sides": ("NOR", "DNK")}, True),
        ({"sides": ("NOR", "SWE")}, False),
        ({"sides": ("SWE",)}, False),
        ({"sides": ("DNK",)}, True),
        ({"period": ("1958", None)}, True),
        ({"period": ("1958-05-20", None)}, True),  # published some day in May
        ({"period": ("1958-06", None)}, False),
        ({"period": ("1950", "1951")}, True),  # told later, but told of it
        ({"publishers": ("Skerry Observer",)}, True),  # it does not tell who publishes it
    ],
)
def test_who_belongs(narrowed: dict, expected: bool) -> None:
    assert belongs(WHOLE, **narrowed) is expected


def test_another_publisher_is_left_out() -> None:
    fjord = next(c for c in story().codings if c.document.id == FJORD.id)
    assert belongs(fjord, publishers=("Fjord Post",))
    assert not belongs(fjord, publishers=("Lake News",))


def test_events_after_the_period_go_with_their_responses() -> None:
    assert within(WHOLE, ("1957", "1959-12")).events == (SEIZED,)
    assert within(WHOLE, ("1957", "1959-12")).responses == ()
    assert within(WHOLE, ("1957", "1960")) == WHOLE
    assert within(WHOLE, ("1957", None)) == WHOLE


def test_names_become_codes_and_ids_stay() -> None:
    seen = relabelled(WHOLE, {"bank guard": "NOR", "owners": "DNK"})
    assert [event.actors for event in seen.events] == [("NOR",), ("DNK",)]
    assert (seen.demands[0].issuer, seen.demands[0].addressee) == ("DNK", "NOR")
    assert seen.claims[0].speaker_side == "DNK"
    assert [r.id for r in seen.records()] == [r.id for r in WHOLE.records()]
    assert relabelled(WHOLE, {}) is WHOLE


def test_two_names_of_one_party_become_one() -> None:
    both = event(TEXT, "seized a boat", actors=("Thor", "USA", "Odin"), actor_names=("the Thor", "they", "the Odin"))
    (seen,) = relabelled(coding(TEXT, both), {"thor": "NOR", "odin": "NOR"}).events
    assert (seen.actors, seen.actor_names) == (("NOR", "USA"), ("the Thor", "they"))


def test_nobody_demands_of_oneself() -> None:
    assert relabelled(WHOLE, {"owners": "NOR"}).demands == ()
    assert len(relabelled(WHOLE, {"owners": "SWE"}).demands) == 1


def test_nobody_acts_on_oneself() -> None:
    towed = event(
        TEXT,
        "seized a boat",
        actors=("NOR",),
        actor_names=("Norway",),
        recipients=("Thor", "DNK"),
        recipient_names=("the Thor", "Denmark"),
    )
    (seen,) = relabelled(coding(TEXT, towed), {"thor": "NOR"}).events
    assert (seen.recipients, seen.recipient_names) == (("DNK",), ("Denmark",))
    assert seen.id == towed.id


def test_names_fewer_than_parties_stay_unpaired() -> None:
    inferred = event(TEXT, "seized a boat", actors=("USA", "Thor", "Odin"), actor_names=("the Thor", "the Odin"))
    (seen,) = relabelled(coding(TEXT, inferred), {"thor": "NOR", "odin": "NOR"}).events
    assert (seen.actors, seen.actor_names) == (("USA", "NOR"), ("the Thor", "the Odin"))
