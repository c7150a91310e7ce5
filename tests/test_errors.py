"""Every error says what is wrong, where, and what to do, in parts that a program can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demarche import errors
from demarche.errors import (
    DemarcheError,
    LedgerBusy,
    LedgerError,
    LedgerFull,
    LedgerTooNew,
    ModelError,
    NotALedger,
    SourceError,
)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (DemarcheError("no date"), "no date"),
        (DemarcheError("no date", where="a.txt"), "a.txt: no date"),
        (DemarcheError("no date", remedy="give one"), "no date (give one)"),
        (LedgerFull("no room", where=Path("x/l.db"), remedy="free some"), "x/l.db: no room (free some)"),
    ],
)
def test_one_line_tells_it_all(error, line):
    assert str(error) == line


def test_the_parts_are_attributes():
    error = SourceError("not text", code="binary", where=Path("a.bin"), remedy="leave it out")
    assert (error.what, error.code, error.where, error.remedy) == ("not text", "binary", "a.bin", "leave it out")


def test_a_model_error_keeps_the_path():
    assert ModelError("missing", path=Path("model")).path == Path("model")


@pytest.mark.parametrize("kind", [NotALedger, LedgerTooNew, LedgerBusy, LedgerFull])
def test_whoever_catches_ledger_errors_catches_them_all(kind):
    assert issubclass(kind, LedgerError)


def test_the_tree_in_the_docstring_is_the_tree():
    drawn = dict(re.findall(r"[├└]── (\w+) +(\S.*)", errors.__doc__))
    defined = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, DemarcheError)}
    assert set(drawn) | {"DemarcheError"} == defined
    below_ledger = set(re.findall(r"│   [├└]── (\w+)", errors.__doc__))
    assert below_ledger == {kind.__name__ for kind in LedgerError.__subclasses__()}
