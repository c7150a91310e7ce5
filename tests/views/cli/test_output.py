"""What is printed of texts that anybody may have written: nothing in them commands the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.ledger import Ledger
from demarche.sources import fingerprint
from demarche.views.cli.output import visible
from tests.making import RULE, claim, coding, demand, document, event, figure, prediction, step

# Clear the screen, set the window's title, go back to the line's beginning, turn the direction of writing.
ATTACK = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\x7f\u202e\u2066\u200f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TEXT = document(
    f"Norway {ATTACK} demanded 40 herders back.",
    f"{ATTACK}.txt",
    publisher=f"Post {ATTACK}",
    title=f"Title {ATTACK}",
    published="1951-03-10",
    language="en",
)
QUOTE = TEXT.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one article that holds commands to the terminal wherever words can stand."""
    happened = event(
        TEXT, QUOTE, actors=(f"Crew {ATTACK}",), actor_names=(ATTACK,), place=f"Town {ATTACK}", speaker=ATTACK
    )
    records = (
        happened,
        claim(TEXT, QUOTE, f"Lund {ATTACK}", speaker_role=ATTACK, cue=ATTACK),
        demand(TEXT, QUOTE, "apologise", step(TEXT, QUOTE, "demanded", speaker=ATTACK), sides=(f"A{ATTACK}", "NOR")),
        figure(TEXT, QUOTE, 40, f"herders {ATTACK}", speaker=ATTACK),
        prediction(TEXT, QUOTE, ATTACK, f"more {ATTACK}"),
    )
    path = tmp_path_factory.mktemp("hostile") / "l.db"
    made_by = {name: getattr(RULE, name) for name in ("coder", "coder_version", "codebook", "codebook_version")}
    with Ledger.open(path) as store:
        store.append(
            coding(TEXT, *records),
            **made_by,
            raw=f"{TEXT.name}\n{TEXT.text}".encode(),
            path=TEXT.name,
            signature=fingerprint(TEXT.text),
            at="2026-05-01T12:00:00Z",
        )
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline"],
        ["demands"],
        ["figures"],
        ["claims"],
        ["predictions"],
        ["actors"],
        ["publishers"],
        ["search", "demanded"],
    ],
)
def test_no_list_commands_the_terminal(demarche, hostile: Path, arguments: list[str]) -> None:
    result = demarche(*arguments, "--ledger", hostile)
    assert result.status == 0
    assert not OBEYED.search(result.out + result.err)
    assert "\N{SYMBOL FOR ESCAPE}" in result.out
    told = demarche(*arguments, "--ledger", hostile, "--json")
    assert not OBEYED.search(told.out)
    assert json.dumps(ATTACK)[1:-1] in json.dumps(told.json), "JSON keeps what was written"


def test_no_shown_record_or_document_commands_the_terminal(demarche, hostile: Path) -> None:
    lists = ("timeline", "demands", "figures", "claims", "predictions")
    listed = json.dumps([demarche(name, "--ledger", hostile, "--json").json for name in lists])
    for record in {TEXT.id, *re.findall(r'"record": "([0-9a-f]{24})"', listed)}:
        result = demarche("show", record, "--ledger", hostile)
        assert result.status == 0
        assert not OBEYED.search(result.out + result.err)
        assert "\N{SYMBOL FOR ESCAPE}[2J" in result.out.replace("\n", "")


def test_no_error_commands_the_terminal(demarche, hostile: Path, tmp_path: Path) -> None:
    for arguments in (
        ("timeline", "--ledger", tmp_path / f"none{ATTACK}.db"),
        ("timeline", "--as-of", ATTACK, "--ledger", hostile),
        ("read", tmp_path / f"none{ATTACK}.txt", "--ledger", tmp_path / "l.db"),
    ):
        result = demarche(*arguments)
        assert result.status != 0
        assert "\N{SYMBOL FOR ESCAPE}" in result.err
        assert not OBEYED.search(result.out + result.err)


@given(st.text(st.characters()))
def test_whatever_is_written_can_be_printed(text: str) -> None:
    shown = visible(text).plain
    assert not OBEYED.search(shown)
    assert shown.encode().decode() == shown


def test_lines_and_letters_stay() -> None:
    text = "þorskur\n\tשלום \N{PARTY POPPER}"
    assert visible(text).plain == text
