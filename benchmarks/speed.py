"""Speed and memory of the whole way from file to ledger, on articles made from the sentences of the sample.

    speed.py [--articles 1000] [--words 600] [--workers 2] [--seed 1] [--report FILE.md]

Each article is some 600 words of sentences drawn in a random order, so that its length and its names are those of real
pages while no two are alike. Measured are the time of a first reading and of a second, which finds all known, and the
resident memory of the program with all its processes (proportional set size: shared pages count once). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "samples" / "gold" / "texts"
PROGRAM = (sys.executable, "-c", "from demarche.views.cli.main import main; main()")


def sentences() -> list[str]:
    """The sentences of the sample's articles that are long enough to be one."""
    found = []
    for path in sorted(TEXTS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line) if len(s.split()) > 5]
    return found


def articles(count: int, words: int, seed: int) -> list[str]:
    """So many articles of about so many words; the same seed gives the same."""
    chance, pool = random.Random(seed), sentences()
    made = []
    for number in range(count):
        paragraphs: list[str] = []
        length = 0
        while length < words:
            paragraph = chance.sample(pool, 3)
            length += sum(len(sentence.split()) for sentence in paragraph)
            paragraphs.append(" ".join(paragraph))
        date = f"{number % 28 + 1} {('March', 'May', 'October')[number % 3]} 1976"
        made.append(f"Report {number}\n\n{date}\n\n" + "\n\n".join(paragraphs) + "\n")
    return made


def read(folder: Path, ledger: Path, workers: int) -> dict[str, Any]:
    """Read a folder with the program itself: seconds, peak memory in MB of all its processes, and what it reported."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [*PROGRAM, "read", str(folder), "--ledger", str(ledger), "--workers", str(workers), "--json"]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(resident, family(process.pid))))
        time.sleep(0.25)
    seconds = time.perf_counter() - started
    out = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"reading failed with status {process.returncode}")
    return {"seconds": round(seconds, 2), "peak_mb": round(peak), **json.loads(out)}


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def resident(pid: int) -> float:
    """The memory of a process in MB: its own pages, and its share of those that it shares."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def measure(count: int, words: int, workers: int, seed: int) -> dict[str, Any]:
    """All figures."""
    texts = articles(count, words, seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder, ledger = Path(scratch) / "articles", Path(scratch) / "ledger.db"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        first, second = read(folder, ledger, workers), read(folder, ledger, workers)
        size = ledger.stat().st_size
    return {
        "articles": count,
        "words_an_article": round(sum(len(text.split()) for text in texts) / count),
        "workers": workers,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "seconds": first["seconds"],
        "articles_a_second": round(first["read"] / first["seconds"], 2),
        "peak_mb": max(first["peak_mb"], second["peak_mb"]),
        "second_seconds": second["seconds"],
        "second_share": round(second["seconds"] / first["seconds"], 3),
        "second_read": second["read"],
        "ledger_mb": round(size / 1e6, 1),
        "load_at_end": round(os.getloadavg()[0], 1),
    }


REPORT = """# Speed and memory

Made by `make bench`: {articles:,} articles of {words_an_article} words on average, drawn from the sentences of the
sample, read with {workers} workers on {cores} cores (Python {python}; load average at the end {load_at_end}).

| what | measured | goal |
|---|---|---|
| articles a second | {articles_a_second} | 5 or more |
| memory of all processes together, peak | {peak_mb} MB | under 1,000 MB |
| second reading, share of the first's time | {second_share} | under 0.1 |
| second reading, documents added | {second_read} | 0 |
| first reading | {seconds} s | |
| ledger | {ledger_mb} MB | |
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, help="write the figures into this page too")
    given = parser.parse_args(arguments)
    figures = measure(given.articles, given.words, given.workers, given.seed)
    print(json.dumps(figures, indent=1))
    if given.report:
        given.report.write_text(REPORT.format(**figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
