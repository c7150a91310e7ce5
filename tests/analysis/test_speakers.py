"""Speakers, predictions and publishers."""

from __future__ import annotations

from demarche.analysis.speakers import (
    claims_json,
    matter,
    own_claims,
    predictions,
    predictions_json,
    publishers_json,
    speakers,
    tellings,
)
from tests.analysis.story import ARGUED, BLOW, FJORD, REOPEN, SAID, story
from tests.making import claim


def test_speakers_with_their_role_and_words() -> None:
    case = story()
    lund, norway = speakers(case)
    assert (lund.name, lund.role, lund.side, lund.claims, lund.direct()) == ("Ivar Lund", "minister", "NOR", (SAID,), 0)
    assert (norway.name, norway.claims, norway.direct()) == ("NOR", (BLOW,), 1)
    assert own_claims(case) == (ARGUED,)


def test_the_matter_of_a_claim() -> None:
    assert matter(claim(FJORD, "demanded an apology", "NOR")) == "apologise"
    assert matter(claim(FJORD, "The weather was fair", "NOR")) is None


def test_predictions() -> None:
    case = story()
    assert predictions(case) == (REOPEN,)
    (row,) = predictions_json(case)
    assert (row["expects"], row["horizon"], row["document"]) == ("The consulate reopens", "1951-23", "fjord.txt")


def test_publishers_with_what_was_not_coded() -> None:
    case = story()
    fjord, hill, lake = tellings(case)
    assert (fjord.attributed, fjord.attributable, fjord.uncoded) == (2, 5, (("no_actor", 1),))
    assert (hill.copies, sum(count for _, count in hill.records)) == (1, 0)
    assert dict(lake.records)["events"] == 3
    assert [row["publisher"] for row in publishers_json(case)] == ["Fjord Post", "Hill Herald", "Lake News"]


def test_claims_json_offsets_hold() -> None:
    case = story()
    texts = {document.name: document.text for document in case.documents}
    rows = claims_json(case)
    assert {row["record"] for row in rows} == {SAID.id, BLOW.id, ARGUED.id}
    assert all(texts[row["document"]][row["start"] : row["end"]] == row["quote"] for row in rows)
