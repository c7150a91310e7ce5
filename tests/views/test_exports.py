"""The tables: what was put in comes out of any reader of CSV, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.views.exports.export import gold_name
from demarche.views.exports.tables import csv_text, tables
from tests.strategies import codings

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_text_comes_back(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))
    guarded = [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows]
    assert read == [["a", "b"], *guarded]


@given(CELLS)
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_text([], [[cell, "x"]]), newline="")))[-1:]
    assert not row[0].startswith(FORMULA)


def test_numbers_and_lists() -> None:
    assert csv_text(["n"], [[-3.0, 2.5, None, ("ISL", "GBR"), "-3"]]) == "n\r\n-3,2.5,,ISL|GBR,'-3\r\n"


@given(codings())
def test_every_row_is_as_long_as_the_head(coding) -> None:
    for _, columns, rows in tables([coding]):
        assert {len(row) for row in rows} <= {len(columns)}
        assert len(set(columns)) == len(columns)


def test_names_of_gold_files() -> None:
    assert gold_name("report.txt") == "report.json"
    assert gold_name("wires.jsonl#12") == "wires-12.json"
    assert gold_name("a.b.html") == "a.b.json"


HOSTILE = [
    "x#/../../y",
    "..",
    "../..",
    "",
    "#",
    "a\\b.txt",
    "a\0b.txt",
    "\x1b[2J.txt",
    "/",
    "x#",
    "ö" * 300,
    "a" * 5000 + "#7",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_gold_file_leaves_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    file = folder / gold_name(name)
    file.write_text("{}")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == [file]
    assert gold_name(name).isprintable()


@given(st.text(max_size=40))
def test_every_name_gives_one_plain_name(name: str) -> None:
    assert Path(gold_name(name)).name == gold_name(name)
    assert gold_name(name).endswith(".json")


def test_long_names_that_begin_alike_stay_apart() -> None:
    names = {gold_name("a" * 400 + tail) for tail in ("", "b", "#1", "#2")}
    assert len(names) == 4
    assert max(map(len, names)) < 220
