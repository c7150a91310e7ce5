from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.codebook import Codebook, load_codebook
from demarche.codebook.loader import SHIPPED


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture
def altered(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the shipped folder in which one passage of one file is replaced."""

    def alter(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "data"
        if not folder.exists():
            shutil.copytree(SHIPPED, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return alter
