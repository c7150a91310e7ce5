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
from functools import partial
from pathlib import Path
from typing import Any

from training.syntax import treebanks

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
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


def fit(configuration: str, output: Path, encoder: Path, overrides: dict[str, Any]) -> None:
    """Train one spaCy pipeline from a pretrained encoder; spaCy keeps the best checkpoint as ``model-best``."""
    from spacy import util
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    from training.syntax import readers
    from training.syntax.pretrain import encoder_of

    assert readers  # importing it registers the corpus readers that the configuration names
    config = util.load_config(HERE / configuration, overrides=overrides, interpolate=False)
    nlp = init_nlp(config)
    encoder_of(nlp).from_bytes(encoder.read_bytes())
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output, stdout=sys.stdout)


def stages(work: Path, output: Path, silver: bool, seed: int) -> dict[str, tuple[Path, Callable[[], None]]]:
    """Return for each stage what it makes (its existence means done) and how."""
    from training.syntax import assemble

    labelled, vocabulary = work / "silver.jsonl", work / "vocabulary"
    common = {"paths.vectors": str(vocabulary), "system.seed": seed}
    made: dict[str, tuple[Path, Callable[[], None]]] = {
        "vectors": (work / "vectors" / "words.txt", lambda: run("vectors", str(work / "vectors"))),
        "vocabulary": (vocabulary / "config.cfg", lambda: assemble.vector_pipeline(work / "vectors", vocabulary)),
    }
    if silver:
        made |= {
            "teacher": (work / "teacher" / "finished", lambda: teach(work / "teacher")),
            "silver": (labelled, lambda: run("silver", str(work / "teacher"), str(labelled))),
        }
    for part, width in (("syntax", 128), ("ner", 96)):
        states, encoder = work / f"states-{part}", work / f"encoder-{part}.bin"
        asked = ["--teacher", str(work / "teacher")] if silver and part == "ner" else []
        overrides = common | ({"paths.silver": str(labelled)} if silver and part == "ner" else {})
        made |= {
            f"states-{part}": (
                states / "states.npy",
                partial(run, "states", str(states), "--width", str(width), "--seed", str(seed), *asked),
            ),
            f"encoder-{part}": (encoder, partial(pretrain, part, states, vocabulary, encoder, seed)),
            part: (work / part / "model-last", partial(fit, f"{part}.cfg", work / part, encoder, overrides)),
        }
    best = work / "syntax" / "model-best", work / "ner" / "model-best"
    made["model"] = (output / "manifest.json", lambda: assemble.publish(*best, output))
    return made


def pretrain(part: str, states: Path, vocabulary: Path, encoder: Path, seed: int) -> None:
    """Pretrain the encoder of one of the two pipelines."""
    run("pretrain", str(HERE / f"{part}.cfg"), str(states), str(vocabulary), str(encoder), "--seed", str(seed))


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
