"""Make the shipped pipeline from the data sets, in one command.

    python -m training.syntax.train [--work FOLDER] [--output FOLDER] [--no-silver]

The stages are run in order; a stage whose result is in the work folder is not run again, so that an interrupted
training goes on where it was (within a stage it starts anew).  Remove a stage's folder to repeat it.  Every stage is
seeded.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from training.syntax import treebanks

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OF_TEACHER = {"teacher", "silver", "states", "encoder"}
"""Stages that need the teacher."""
ALLOCATOR = {
    # Training allocates and frees arrays of many MB all the time; without these, glibc hands each back to the kernel
    # at once, and half of the processor's time goes into clearing pages.
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "268435456",
    "MALLOC_ARENA_MAX": "1",
}


def run(module: str, *arguments: str) -> None:
    """Run one of this package's modules in a process of its own, so that its memory is free afterwards."""
    subprocess.run(
        [sys.executable, "-m", f"training.syntax.{module}", *arguments],
        check=True,
        cwd=ROOT,
        env={"OMP_NUM_THREADS": "1", **ALLOCATOR, **os.environ},
    )


def fit(configuration: str, output: Path, overrides: dict[str, Any], encoder: Path | None = None) -> None:
    """Train one spaCy pipeline by its configuration file; spaCy keeps the best checkpoint as ``model-best``.

    ``encoder`` names the pretrained weights that training begins with, if any.
    """
    from spacy import util
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    from training.syntax import readers
    from training.syntax.pretrain import encoder_of

    assert readers  # importing it registers the corpus readers that the configuration names
    config = util.load_config(HERE / configuration, overrides=overrides, interpolate=False)
    output.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    if encoder:
        encoder_of(nlp).from_bytes(encoder.read_bytes())
    train(nlp, output, stdout=sys.stdout)


def stages(work: Path, output: Path, silver: bool, seed: int) -> dict[str, tuple[Path, Callable[[], None]]]:
    """Return for each stage what it makes (its existence means done) and how."""
    from training.syntax import assemble

    teacher, labelled, states, encoder = (work / name for name in ("teacher", "silver.jsonl", "states", "encoder.bin"))
    seeded = ("--seed", str(seed))
    common: dict[str, Any] = {"paths.vectors": str(work / "vocabulary"), "system.seed": seed}
    names = {**common, "paths.silver": str(labelled) if silver else ""}
    return {
        "vectors": (work / "vectors" / "words.txt", lambda: run("vectors", str(work / "vectors"))),
        "vocabulary": (
            work / "vocabulary" / "config.cfg",
            lambda: assemble.vector_pipeline(work / "vectors", work / "vocabulary"),
        ),
        "teacher": (teacher / "finished", lambda: teach(teacher)),
        "silver": (labelled, lambda: run("silver", str(teacher), str(labelled))),
        "states": (states / "states.npy", lambda: run("states", str(teacher), str(states), *seeded)),
        "encoder": (encoder, lambda: run("pretrain", str(states), common["paths.vectors"], str(encoder), *seeded)),
        "syntax": (work / "syntax" / "model-last", lambda: fit("syntax.cfg", work / "syntax", common)),
        "ner": (work / "ner" / "model-last", lambda: fit("ner.cfg", work / "ner", names, encoder if silver else None)),
        "model": (
            output / "manifest.json",
            lambda: assemble.publish(work / "syntax" / "model-best", work / "ner" / "model-best", output),
        ),
    }


def teach(folder: Path) -> None:
    """Train the teacher and leave a mark that it was trained to the end, as it saves itself after every epoch."""
    run("teacher", str(folder))
    (folder / "finished").touch()


def main() -> None:
    """Run the stages that are not done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "syntax", help="where the stages leave their results"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "model", help="the model package to write")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--no-silver", action="store_true", help="leave out the teacher: quicker, worse at names")
    options = parser.parse_args()
    treebanks.shared()
    options.work.mkdir(parents=True, exist_ok=True)
    silver = not options.no_silver
    for name, (result, make) in stages(options.work, options.output, silver, options.seed).items():
        if name in OF_TEACHER and not silver:
            continue
        if result.exists() and name != "model":
            print(f"{name}: done before ({result})")
            continue
        print(f"{name}: running", flush=True)
        make()


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not os.environ.keys() >= ALLOCATOR.keys():
        os.environ.update(ALLOCATOR)
        os.execv(sys.executable, [sys.executable, "-m", "training.syntax.train", *sys.argv[1:]])
    main()
