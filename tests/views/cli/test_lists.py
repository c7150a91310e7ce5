"""The commands that list: what they hold as JSON, and that a table cuts nothing silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.story import SHUT, SHUT_AGAIN

LISTS = ("timeline", "demands", "figures", "claims", "predictions", "actors", "publishers")


@pytest.mark.parametrize("command", LISTS)
def test_json_is_all_that_stands_on_standard_output(demarche, ledger: Path, command: str) -> None:
    result = demarche(command, "--ledger", ledger, "--json")
    assert (result.status, result.err) == (0, "")
    assert result.json, "the made-up case has something for every list"


@pytest.mark.parametrize("command", LISTS)
def test_a_limit_says_how_many_there_are(demarche, ledger: Path, command: str) -> None:
    whole = demarche(command, "--ledger", ledger, "--json").json
    cut = demarche(command, "--ledger", ledger, "--json", "--limit", 1)
    assert cut.json == whole[:1]
    assert (f"1 of {len(whole)} " in cut.err) == (len(whole) > 1)


@pytest.mark.parametrize("command", LISTS)
def test_a_table_names_how_many_it_shows(demarche, ledger: Path, command: str) -> None:
    whole = demarche(command, "--ledger", ledger, "--json").json
    table = demarche(command, "--ledger", ledger)
    assert table.status == 0
    assert f"{len(whole)} " in table.err
    assert len(table.out.splitlines()) > len(whole)


def test_one_incident_with_its_two_tellings(demarche, ledger: Path) -> None:
    incidents = demarche("timeline", "--ledger", ledger, "--json").json
    (shut,) = [i for i in incidents if any(t["record"] == SHUT.id for t in i["tellings"])]
    assert {t["record"] for t in shut["tellings"]} >= {SHUT.id, SHUT_AGAIN.id}
    for telling in shut["tellings"]:
        assert {"document", "start", "end", "quote", "record"} <= telling.keys()


def test_threads_have_issuer_addressee_act_and_history(demarche, ledger: Path) -> None:
    (thread,) = demarche("demands", "--ledger", ledger, "--json").json
    assert (thread["issuer"], thread["addressee"], thread["act"]) == ("NOR", "SWE", "apologise")
    for step in thread["history"]:
        assert {"status", "date", "speaker", "publisher", "document", "quote"} <= step.keys()
    assert "tellings part" in demarche("demands", "--ledger", ledger).out


def test_the_past_is_shown_as_it_stood(demarche, ledger: Path) -> None:
    first = demarche("publishers", "--ledger", ledger, "--as-of", "2026-05-01", "--json").json
    assert len(first) == 1
    assert len(demarche("publishers", "--ledger", ledger, "--json").json) > 1
    assert demarche("timeline", "--ledger", ledger, "--as-of", "1999-01-01", "--json").json == []


def test_a_case_narrows_and_says_so(demarche, ledger: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('title = "Kiruna"\nsides = ["NOR", "SWE"]\n[[publishers]]\nname = "Fjord Post"\ncountry = "NOR"\n')
    result = demarche("publishers", "--ledger", ledger, "--case", case, "--json")
    assert [p["publisher"] for p in result.json] == ["Fjord Post"]
    assert "not of this case" in result.err
    assert {p["publisher"] for p in demarche("publishers", "--ledger", ledger, "--json").json} > {"Fjord Post"}


def test_actors_are_counted_by_what_they_do(demarche, ledger: Path) -> None:
    actors = {a["actor"]: a for a in demarche("actors", "--ledger", ledger, "--json").json}
    assert actors["SWE"]["acts"] > 0
    assert actors["NOR"]["demands_made"] == 2
    assert actors["SWE"]["demands_met_with"] == 2
    assert actors["NOR"]["name"] == "Norway"
