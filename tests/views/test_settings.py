"""What the environment sets, and that nothing else of ours reads it."""

from __future__ import annotations

import ast
from pathlib import Path

from demarche.views.settings import LEDGER, MODEL, SETTINGS, Settings, load_settings

ROOT = Path(__file__).parents[2]


def test_without_variables_the_defaults_hold() -> None:
    assert load_settings({}) == Settings(Path("ledger.db"), None)
    assert load_settings({LEDGER: "", MODEL: ""}) == Settings(Path("ledger.db"), None)


def test_variables_are_taken() -> None:
    assert load_settings({LEDGER: "/a/b.db", MODEL: "/m"}) == Settings(Path("/a/b.db"), Path("/m"))


def test_this_process_is_the_default(monkeypatch) -> None:
    monkeypatch.setenv(LEDGER, "here.db")
    monkeypatch.setenv(MODEL, "there")
    assert load_settings() == Settings(Path("here.db"), Path("there"))


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in SETTINGS)


def test_only_the_views_read_the_environment_or_print() -> None:
    for path in (ROOT / "src" / "demarche").rglob("*.py"):
        if "views" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
            assert name not in {"os.environ", "os.getenv", "print"}, f"{path}: {name}"
