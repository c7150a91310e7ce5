from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.codebook import Codebook, load_codebook
from demarche.codebook.loader import SHIPPED, _load
from demarche.errors import CodebookError

Alter = Callable[[str, str, str], Path]


def test_the_shipped_codebook_loads_and_says_what_it_is(codebook: Codebook) -> None:
    assert codebook.name == "demarche-plover"
    assert re.fullmatch(r"\d+\.\d+\.\d+", codebook.version)
    assert re.fullmatch(r"[0-9a-f]{64}", codebook.digest)


def test_it_is_loaded_once(codebook: Codebook) -> None:
    assert load_codebook() is codebook
    assert load_codebook(SHIPPED) is codebook


def test_loading_takes_less_than_half_a_second_of_processor_time() -> None:
    load_codebook()
    started = time.process_time()
    _load.__wrapped__(SHIPPED)
    assert time.process_time() - started < 0.5


def test_its_tables_cannot_be_altered(codebook: Codebook) -> None:
    for table in (codebook.event_types, codebook.states, codebook.quads, codebook.forms, codebook.ministries):
        with pytest.raises(TypeError):
            table["x"] = None  # type: ignore[index]


@pytest.mark.parametrize("file", sorted(path.name for path in SHIPPED.glob("*.yaml")))
def test_the_digest_changes_with_any_byte_of_any_file(file: str, codebook: Codebook, altered: Alter) -> None:
    folder = altered(file, "\n", "\n# a word more\n")
    assert load_codebook(folder).digest != codebook.digest


def test_the_digest_does_not_depend_on_the_folder(codebook: Codebook, altered: Alter) -> None:
    assert load_codebook(altered("codebook.yaml", "name", "name")).digest == codebook.digest


# file, what stands there, what we put in its place, where the error must point
BROKEN = [
    # a field that nobody knows
    (
        "states.yaml",
        "  official: Islamic Republic of Afghanistan",
        "  offical: Afghanistan",
        "states.yaml: AFG.offical",
    ),
    ("codebook.yaml", "version:", "colour: blue\nversion:", "codebook.yaml: colour"),
    ("event_types.yaml", "  modes: {}", "  modes: {}\n  moods: {}", "event_types.yaml: AGREE.moods"),
    ("reporting.yaml", "  speech: true\n", "  speech: true\n  loud: true\n", "reporting.yaml: verbs.0.loud"),
    # a field that is missing
    ("codebook.yaml", "version: ", "# version: ", "codebook.yaml: version"),
    ("demands.yaml", "    phrase: apologise\n", "", "demands.yaml: acts.apologise.phrase"),
    # a value of the wrong kind or out of range
    ("event_types.yaml", "  score: 2.5", "  score: 25", "event_types.yaml: AGREE.score"),
    ("event_types.yaml", "      score: 4\n", "      score: high\n", "event_types.yaml: CONSULT.modes.visit.score"),
    ("event_types.yaml", "  quad: 1", "  quad: 7", "event_types.yaml: AGREE.quad"),
    ("reporting.yaml", "  certainty: asserted", "  certainty: certain", "reporting.yaml: verbs.0.certainty"),
    ("publishers.yaml", "owner: company", "owner: shareholders", "publishers.yaml: Reuters.owner"),
    ("markers.yaml", '"no"', "no", "markers.yaml: negations"),  # unquoted, YAML reads it as false
    ("contexts.yaml", "military: ", "military: [a, b] #", "contexts.yaml: military"),
    # references that lead nowhere
    ("event_types.yaml", "    type: CONSULT", "    type: MEET", "event_types.yaml: AGREE.neighbours"),
    ("event_types.yaml", "    type: CONSULT", "    type: AGREE", "event_types.yaml: AGREE.neighbours"),
    ("states.yaml", "  successor: RUS", "  successor: RSU", "states.yaml: SUN.successor"),
    ("publishers.yaml", "country: GBR", "country: UK", "publishers.yaml: Reuters.country"),
    ("leaders.yaml", "USA:\n", "UAS:\n", "leaders.yaml: UAS"),
    # tables that contradict one another, or records
    ("states.yaml", "capitals: [Tirana", "capitals: [Vienna", "names.yaml: ambiguous"),
    ("bodies.yaml", "IEA: {name: International Energy Agency}", "IEA: {name: Mexico}", "names.yaml: ambiguous"),
    ("names.yaml", "ambiguous: [", "ambiguous: [Atlantis, ", "names.yaml: ambiguous"),
    ("names.yaml", "decoys: [", "decoys: [France, ", "names.yaml: decoys"),
    ("publishers.yaml", "domains: [reuters.com]", "domains: [apnews.com]", "publishers.yaml: Associated Press"),
    ("demands.yaml", "  partly_met:", "  half_met:", "demands.yaml: statuses"),
    ("codebook.yaml", "  not_done:", "  undone:", "codebook.yaml: event_statuses"),
    ("states.yaml", "  start: 1922\n", "", "states.yaml: SUN"),
    ("states.yaml", "AFG:", "Afg:", "states.yaml: Afg"),
    ("roles.yaml", "  body: [", "  body: [president, ", "roles.yaml: roles"),
    ("reporting.yaml", "lemmas: [say, ", "lemmas: [say, say, ", "reporting.yaml: verbs"),
    # lines of leaders
    ("leaders.yaml", "| president | 1897-1901", "| president | 1901-1897", "leaders.yaml: USA"),
    ("leaders.yaml", "| president | 1897-1901", "| president", "leaders.yaml: USA"),
    ("leaders.yaml", "| president | 1897-1901", "| president | since 1897", "leaders.yaml: USA"),
    # no YAML at all, and keys given twice
    ("bodies.yaml", "UN:\n", "UN: [\n", "bodies.yaml: line"),
    ("codebook.yaml", "version:", "name: other\nversion:", "codebook.yaml: line"),
]


@pytest.mark.parametrize(("file", "old", "new", "where"), BROKEN, ids=[f"{b[3]}-{n}" for n, b in enumerate(BROKEN)])
def test_a_broken_file_is_named_with_its_field(file: str, old: str, new: str, where: str, altered: Alter) -> None:
    with pytest.raises(CodebookError) as caught:
        load_codebook(altered(file, old, new))
    assert (caught.value.where or "").startswith(where)
    assert caught.value.what
    assert caught.value.remedy


def test_a_missing_file_is_named(altered: Alter) -> None:
    folder = altered("codebook.yaml", "name", "name")
    (folder / "bodies.yaml").unlink()
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    assert caught.value.where == "bodies.yaml"


@pytest.mark.parametrize("content", [b"", b"- a list\n", b"\xff\xfe\x00", b"1: one\n"])
def test_a_file_that_holds_no_table_is_refused(content: bytes, altered: Alter) -> None:
    folder = altered("codebook.yaml", "name", "name")
    (folder / "contexts.yaml").write_bytes(content)
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    assert (caught.value.where or "").startswith("contexts.yaml")
