"""A ledger of the made-up case, and the program run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from demarche.ledger import Ledger
from demarche.sources import fingerprint
from demarche.views.cli.main import run
from tests.analysis.story import story
from tests.making import RULE


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Demarche = Callable[..., Result]


@pytest.fixture
def demarche(capsys: pytest.CaptureFixture[str]) -> Demarche:
    """Runs a command in this process."""

    def call(*arguments: object) -> Result:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds the made-up case, and one failed reading."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    made_by = {
        "coder": RULE.coder,
        "coder_version": RULE.coder_version,
        "codebook": RULE.codebook,
        "codebook_version": RULE.codebook_version,
    }
    with Ledger.open(path) as store:
        for number, coding in enumerate(story().codings):
            document = coding.document
            raw = f"{document.name}\n{document.text}".encode()
            store.append(
                coding,
                **made_by,
                raw=raw,
                path=document.name,
                signature=fingerprint(document.text),
                at=f"2026-05-0{number + 1}T12:00:00Z",
            )
        store.note("torn.txt", "failed", at="2026-05-09", code="empty", what="the file is empty", remedy="leave it out")
    return path
