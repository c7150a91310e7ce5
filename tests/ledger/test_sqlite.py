"""What is SQLite's own: safe journal modes, search expressions, and what its errors mean."""

from __future__ import annotations

import pytest

from demarche.errors import LedgerBusy, LedgerError, LedgerFull, NotALedger
from demarche.ledger import sqlite


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 0), "delete"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 4), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_write_ahead_logging_only_where_the_reset_bug_is_mended(version, mode):
    assert sqlite.journal_mode(version) == mode


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("trawl wires", '"trawl" "wires"'),
        ('"trawl wires" cut', '"trawl wires" "cut"'),
        ("traw*", '"traw*"*'),
        ("cut AND NOT (wires:", '"cut" "AND" "NOT" "(wires:"'),
        ('an "open quotation', '"an" "open" "quotation"'),
        ("nul\0byte", '"nul" "byte"'),
        ('— * () "" \'', None),
        ("", None),
    ],
)
def test_what_is_typed_becomes_words(typed, expression):
    assert sqlite.search_expression(typed) == expression


@pytest.mark.parametrize(
    ("code", "kind"),
    [(13, LedgerFull), (5, LedgerBusy), (5 | 2 << 8, LedgerBusy), (6, LedgerBusy), (26, NotALedger), (11, LedgerError)]
    + [(code, LedgerError) for code in (8, 10, 14, 1)],
)
def test_every_error_of_the_database_says_what_to_do(tmp_path, code, kind):
    error = sqlite.DRIVER.OperationalError("as the driver says")
    error.sqlite_errorcode = code
    ours = sqlite.ledger_error(error, tmp_path / "l.db")
    assert type(ours) is kind
    assert ours.where == str(tmp_path / "l.db")
    assert ours.what and ours.remedy
