"""The gate's own logic: it holds, it fails, it refuses to be lowered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import gate

MEASURES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), max_size=6)
PINNED = {"gold_sha256": "1", "floors": {"a": 0.5, "b": 0.3}, "regressions": []}


@given(MEASURES, MEASURES)
def test_it_fails_exactly_where_a_floor_is_missed(floors: dict[str, float], measured: dict[str, float]) -> None:
    fallen = {fall.name for fall in gate.falls(floors, measured)}
    assert fallen == {name for name, floor in floors.items() if measured.get(name, -1) < floor}


@given(MEASURES, MEASURES)
def test_an_update_never_lowers_a_floor_in_silence(floors: dict[str, float], measured: dict[str, float]) -> None:
    pinned = {"gold_sha256": "1", "floors": floors, "regressions": []}
    try:
        after = gate.updated(pinned, measured, "1", None)["floors"]
    except gate.GateError:
        assert gate.falls(floors, measured)
    else:
        assert all(after[name] >= floor for name, floor in floors.items())


@given(MEASURES)
def test_what_was_just_pinned_holds(measured: dict[str, float]) -> None:
    pinned = gate.updated({}, measured, "1", None)
    assert gate.falls(pinned["floors"], measured) == []


def test_a_lowered_floor_needs_a_reason_that_is_kept() -> None:
    with pytest.raises(gate.GateError, match="would lower a"):
        gate.updated(PINNED, {"a": 0.4, "b": 0.9}, "1", None)
    after = gate.updated(PINNED, {"a": 0.4, "b": 0.9}, "1", "the gold was wrong")
    assert after["floors"] == {"a": 0.35, "b": 0.85}
    assert after["regressions"] == [{"reason": "the gold was wrong", "lowered": {"a": [0.5, 0.35]}}]


def test_a_measure_that_is_gone_counts_as_lowered() -> None:
    with pytest.raises(gate.GateError, match="would lower b"):
        gate.updated(PINNED, {"a": 0.9}, "1", None)
    assert gate.updated(PINNED, {"a": 0.9}, "1", "b is no more")["floors"] == {"a": 0.85}


def test_other_gold_needs_a_reason_too() -> None:
    with pytest.raises(gate.GateError, match="the gold has changed"):
        gate.updated(PINNED, {"a": 0.9, "b": 0.9}, "2", None)
    after = gate.updated(PINNED, {"a": 0.52, "b": 0.2}, "2", "more gold")
    assert after["floors"] == {"a": 0.5, "b": 0.15}  # what still holds is not lowered along with it


def shared(tmp_path: Path) -> Path:
    """A folder with a gold file."""
    (tmp_path / "gold" / "000").mkdir(parents=True)
    (tmp_path / "gold" / "000" / "x.json").write_text("{}")
    return tmp_path


def test_without_data_it_says_so(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("DEMARCHE_SHARED", str(tmp_path))
    assert gate.main([]) == 2
    assert "there are no gold files; set DEMARCHE_SHARED" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "status"), [(0.6, 0), (0.4, 1)])
def test_from_measuring_to_the_exit_status(tmp_path: Path, monkeypatch, capsys, value: float, status: int) -> None:
    monkeypatch.setenv("DEMARCHE_SHARED", str(shared(tmp_path)))
    monkeypatch.setattr(gate, "measure", lambda _: {"a": value})
    floors = tmp_path / "floors.json"
    pinned = {"gold_sha256": gate.digest(gate.gold_folders(tmp_path)), "floors": {"a": 0.5}, "regressions": []}
    floors.write_text(json.dumps(pinned))
    assert gate.main(["--floors", str(floors)]) == status
    assert ("below the floor: a: 0.400, floor 0.500" in capsys.readouterr().err) == bool(status)


def test_altered_gold_is_noticed(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("DEMARCHE_SHARED", str(shared(tmp_path)))
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(PINNED))
    assert gate.main(["--floors", str(floors)]) == 2
    assert "not the gold that the floors were pinned on" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", '{"floors": {"a": "high"}}', "{}"])
def test_a_broken_floors_file_is_no_pass(tmp_path: Path, monkeypatch, capsys, text: str) -> None:
    monkeypatch.setenv("DEMARCHE_SHARED", str(shared(tmp_path)))
    floors = tmp_path / "floors.json"
    floors.write_text(text)
    assert gate.main(["--floors", str(floors)]) == 2
    assert "gate: " in capsys.readouterr().err


def test_the_floors_that_ship_are_at_least_the_first_goals() -> None:
    pinned = gate.read_floors(gate.FLOORS)
    assert pinned["floors"]["ledger_f1"] >= 0.45 or pinned["regressions"]
    kinds = ("events", "claims", "demands", "figures", "predictions", "responses")
    assert all(pinned["floors"][f"{kind}_f1"] >= 0.25 for kind in kinds) or pinned["regressions"]
