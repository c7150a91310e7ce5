"""What is taken from the environment; every option of a command goes before it. `docs/settings.md` describes them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODEL = "DEMARCHE_MODEL"
LEDGER = "DEMARCHE_LEDGER"
SETTINGS = (LEDGER, MODEL)
DEFAULT_LEDGER = Path("ledger.db")


@dataclass(frozen=True, slots=True)
class Settings:
    """``ledger``: the file that commands use unless told otherwise; ``model``: the spaCy pipeline that reads, None for
    the one that ships."""

    ledger: Path = DEFAULT_LEDGER
    model: Path | None = None


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment, by default this process's. A variable that is empty counts as not set."""
    given = os.environ if environment is None else environment
    ledger, model = given.get(LEDGER), given.get(MODEL)
    return Settings(Path(ledger) if ledger else DEFAULT_LEDGER, Path(model) if model else None)
