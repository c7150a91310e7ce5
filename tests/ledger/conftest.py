"""A new ledger for each test: a copy of an empty one, since making it anew takes a fifth of a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demarche.ledger import Ledger
from tests.ledger.made_up import new_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with new_ledger(path) as opened:
        yield opened
