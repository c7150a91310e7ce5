"""What exists is described: commands, options, fields; and what is generated is fresh."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from demarche import records
from docs import refresh

ROOT = Path(__file__).parents[1]

CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
RECORDS = (ROOT / "docs" / "records.md").read_text("utf-8")
DESCRIBED = (
    "Document", "Stretch", "Span", "When", "Event", "Claim", "Demand", "DemandStep", "Figure", "Prediction", "Response",
    "Provenance", "Uncoded",
)  # fmt: skip


def test_the_reference_of_commands_is_fresh() -> None:
    assert refresh.filled(CLI, refresh.cli_reference) == CLI, "run: make docs"


@pytest.mark.parametrize(("name", "command"), list(refresh.commands()), ids=lambda value: str(value))
def test_every_command_and_option_says_what_it_is(name: str, command) -> None:
    section = CLI.split(f"### {name}\n")[1].split("\n### ")[0]
    assert command.help
    assert command.help.strip() in section
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name} has no help"
        assert parameter.name == "help" or parameter.help.strip() in section


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_field_is_described(name: str) -> None:
    section = RECORDS.split(f"\n## {name}\n")[1].split("\n## ")[0]
    described = re.findall(r"^\| `(\w+)` \| \S", section, re.MULTILINE)
    assert sorted(described) == sorted(field.name for field in fields(getattr(records, name)))


def test_every_kind_is_described() -> None:
    assert {type_.__name__ for type_ in records.RECORD_TYPES.values()} <= set(DESCRIBED)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert {p.name for p in (ROOT / "docs").glob("*.md")} - {"index.md"} <= set(re.findall(r"\]\((\w+\.md)\)", index))


def test_the_makefile_has_at_most_ten_targets() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(targets) <= 10
    assert {"demo", "test", "check", "gate", "bench"} <= set(targets)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "options of one machine"
    pinned = re.findall(r"^([\w.\[\]-]+)==\S+", text, re.MULTILINE)
    assert "torch" not in pinned
    assert {"spacy", "pip", "hatchling", "editables"} <= set(pinned)
    assert len(re.findall(r"^\S+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
