"""One way through the house: a module imports only from layers to its left. And no module grows too long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "demarche"
# From left to right. The words of one line may not import one another, but for the codebook, which raises errors.
LAYERS = (
    ("records", "errors"),
    ("codebook",),
    ("sources",),
    ("annotation",),
    ("coding",),
    ("ledger",),
    ("linking",),
    ("pipeline",),
    ("analysis",),
    ("views",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# Nothing to the left of the main path may know it, and what runs in the analysis is pure: it opens no ledger.
FORBIDDEN = {"analysis": {"pipeline", "ledger", "sources", "annotation", "coding"}, "linking": {"ledger"}}
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400


def imported(path: Path) -> Iterator[str]:
    """The layers of ours that a module imports, also inside functions and for typing only."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its layer"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("demarche."))


def layer(path: Path) -> str:
    """The layer that a module belongs to; empty for the package itself."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py").removesuffix("__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_to_the_left(path: Path) -> None:
    home = layer(path)
    if not home:
        return  # the package names what it offers, wherever that lies
    assert home in RANK, f"{home} belongs to no layer"
    for other in imported(path):
        if other == home or other == "__version__":
            continue
        assert RANK[other] < RANK[home], f"{home} imports {other}"
        assert other not in FORBIDDEN.get(home, set()), f"{home} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_the_rule_would_be_noticed_if_broken(tmp_path: Path) -> None:
    module = tmp_path / "x.py"
    module.write_text("def f():\n    from demarche.views import cli\n    import demarche.ledger.store\n")
    assert list(imported(module)) == ["views", "ledger"]
