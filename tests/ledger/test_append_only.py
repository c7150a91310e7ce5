"""The database itself refuses to change or remove a row, whoever asks and by whatever statement."""

from __future__ import annotations

import pytest

from demarche.ledger import Copy, canonical_export
from demarche.ledger.schema import metadata
from demarche.ledger.sqlite import DRIVER
from demarche.records import Figure, Prediction
from tests.ledger.made_up import BY_RULES, EARLY, plain, put, story

TABLES = sorted(metadata.tables)


@pytest.fixture
def full(ledger, path):
    """A plain connection to a ledger with a row in every table."""
    coding = story()
    article, span = coding.document, coding.events[0].span
    figure = Figure(article.id, span, "other", 1, None, None, "wires", "cut", None, BY_RULES)
    prediction = Prediction(article.id, span, None, "more", None, BY_RULES)
    whole = type(coding)(
        article,
        coding.events,
        coding.claims,
        coding.demands,
        (figure,),
        (prediction,),
        coding.responses,
        coding.uncoded,
    )
    put(ledger, whole, copies=[Copy(plain(1).document.id, "near", 0.8)])
    ledger.judge(coding.events[0].id, "accept", "Ana", "clear", EARLY)
    connection = DRIVER.connect(str(path))
    yield connection
    connection.close()


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed(full, ledger, table):
    before = list(canonical_export(ledger.view()))
    assert full.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    column = metadata.tables[table].columns.keys()[-1]
    with pytest.raises(DRIVER.IntegrityError, match=f"append-only: {table}"):
        full.execute(f'UPDATE {table} SET "{column}" = "{column}"')
    assert list(canonical_export(ledger.view())) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_removed(full, table):
    with pytest.raises(DRIVER.IntegrityError, match=f"append-only: {table}"):
        full.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_replaced(full, table):
    """REPLACE removes the row in the way, and by default fires no trigger for that."""
    assert full.execute("PRAGMA recursive_triggers").fetchone()[0] == 0
    with pytest.raises(DRIVER.IntegrityError, match=f"append-only: {table}"):
        full.execute(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_replaced_by_its_other_keys(full, table):
    for constraint in metadata.tables[table].constraints:
        key = [column.name for column in constraint.columns]
        if type(constraint).__name__ == "UniqueConstraint":
            columns = [name for name in [c.name for c in metadata.tables[table].columns] if name != "seq"]
            assert set(key) <= set(columns)
            listed = ", ".join(f'"{name}"' for name in columns)
            with pytest.raises(DRIVER.IntegrityError, match=f"append-only: {table}"):
                full.execute(f"REPLACE INTO {table} ({listed}) SELECT {listed} FROM {table} LIMIT 1")


def test_an_upsert_is_refused(full):
    with pytest.raises(DRIVER.IntegrityError, match="append-only"):
        full.execute(
            "INSERT INTO claims SELECT * FROM claims WHERE true ON CONFLICT (record) DO UPDATE SET speaker = 'nobody'"
        )
