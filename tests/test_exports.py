"""What the package offers: few names, all there, all described, and quick to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import demarche

ROOT = Path(__file__).parents[1]


def test_few_names() -> None:
    assert len(demarche.__all__) <= 8
    assert demarche.__all__ == sorted(demarche.__all__)
    assert set(demarche.__all__) <= set(dir(demarche))


@pytest.mark.parametrize("name", demarche.__all__)
def test_each_is_there_and_described(name: str) -> None:
    assert inspect.getdoc(getattr(demarche, name))
    assert f"`{name}`" in (ROOT / "docs" / "index.md").read_text("utf-8")


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        demarche.no_such_name  # noqa: B018


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, demarche; print([m for m in ('spacy', 'sqlalchemy', 'trafilatura', 'numpy') if m in sys.modules])"
    )
    environment = {"PYTHONPATH": str(ROOT / "src")}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    ).stdout
    assert out == "[]\n"


def test_the_version_is_that_of_the_distribution() -> None:
    assert f'version = "{demarche.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## [{demarche.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
