"""The figures of a case, and their JSON."""

from __future__ import annotations

from demarche.analysis.figures import figures_json, giver, quantities
from tests.analysis.story import HELD, HELD_TOO, story


def test_two_values_of_one_quantity() -> None:
    case = story()
    (quantity,) = quantities(case)
    assert quantity.verdict == "differ"
    assert {giver(f, dict(case.by_id())) for f in quantity.figures} == {"Ivar Lund", "Lake News"}
    (row,) = figures_json(case)
    assert {(f["record"], f["value"], f["publisher"]) for f in row["figures"]} == {
        (HELD.id, 40, "Fjord Post"),
        (HELD_TOO.id, 25, "Lake News"),
    }
