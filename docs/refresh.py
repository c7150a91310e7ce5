"""Makes the parts of the documentation that a program can make, so that none of it is invented or out of date.

    python docs/refresh.py            all of them
    python docs/refresh.py cli        docs/cli.md: every command with its options, from the program itself
    python docs/refresh.py readme     README.md: the output of its commands on the sample
    python docs/refresh.py walk       docs/walk.md: one sample article's way through the house

A generated part stands between `<!-- made: … -->` and `<!-- end -->`; the rest of a page is written by hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_MADE = re.compile(r"(<!-- made: (?P<what>.*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, make: Callable[[str], str]) -> str:
    """The page with each generated part made anew; `make` is given what stands after "made:"."""
    return _MADE.sub(lambda found: f"{found[1]}{make(found['what'])}{found[3]}", page)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the program by its full name, groups before what is in them."""
    from typer.main import get_command

    from demarche.views.cli.main import app

    def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None or name != "demarche":
            yield name, command
        for part, child in (inner or {}).items():
            yield from below(f"{name} {part}", child)

    yield from below("demarche", get_command(app))


def cli_reference(_: str) -> str:
    """The section on every command: what it does, its arguments and its options."""
    parts = []
    for name, command in commands():
        parts.append(f"\n### {name}\n\n{(command.help or '').strip()}\n")
        rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
        if rows:
            parts.append("\n| | |\n|---|---|\n" + "".join(f"| {given} | {words} |\n" for given, words in rows))
    return "".join(parts) + "\n"


def _parameter(parameter: Any) -> tuple[str, str]:
    metavar = parameter.metavar or ""
    words = (parameter.help or "").strip()
    if parameter.param_type_name == "argument":
        return f"`{metavar or parameter.name}`", words
    given = ", ".join(f"`{option}`" for option in parameter.opts)
    default = parameter.show_default if isinstance(parameter.show_default, str) else parameter.default
    told = f" Default: {default}." if default not in (None, False, "") and not callable(default) else ""
    needed = " Required." if parameter.required else ""
    return f"{given} {f'`{metavar}`' if metavar else ''}".strip(), words + told + needed


class Terminal:
    """Runs commands as a reader of the README would, in a folder that holds the samples."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "samples").symlink_to(ROOT / "samples")
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}

    def run(self, line: str) -> str:
        """What a command prints, its remarks before its result."""
        program = [sys.executable, "-c", "from demarche.views.cli.main import main; main()"]
        done = subprocess.run(
            [*program, *line.split()[1:]],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 2:
            raise SystemExit(f"{line}\n{done.stderr}")
        return "".join(f"{row.rstrip()}\n" for row in (done.stdout + done.stderr).splitlines())

    def console(self, line: str) -> str:
        """A command and what it prints, as a block of the page. ``DEMAND`` stands for a demand that is told twice."""
        if "DEMAND" in line:
            import json

            threads = json.loads(self.run("demarche demands --json --ledger ledger.db"))
            told = max(threads, key=lambda thread: (len({s["document"] for s in thread["history"]}), thread["id"]))
            line = line.replace("DEMAND", told["history"][0]["record"][:10])
        return f"```console\n$ {line}\n{self.run(line)}```\n"


def refresh(name: str) -> None:
    """Make one page anew."""
    path = {"cli": ROOT / "docs/cli.md", "readme": ROOT / "README.md", "walk": ROOT / "docs/walk.md"}[name]
    with tempfile.TemporaryDirectory() as folder:
        if name == "cli":
            text = filled(path.read_text("utf-8"), cli_reference)
        elif name == "readme":
            text = filled(path.read_text("utf-8"), Terminal(Path(folder)).console)
        else:
            from docs.walk import walk

            text = walk(ROOT / "samples" / "cod-war", Path(folder))
    path.write_text(text, encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    for page in sys.argv[1:] or ("cli", "readme", "walk"):
        refresh(page)
