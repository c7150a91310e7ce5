"""The main path: read, annotate, code, append. A newcomer starts here.

    for reading in read_inputs(inputs):          # sources
        annotations = annotator.annotate(…)      # annotation
        coding = code_document(annotations, …)   # coding
        ledger.append(coding, …)                 # ledger

What the ledger knows already is not coded again; what cannot be read is noted there with its reason; a document is in
the ledger, whole, as soon as `run_pipeline` has gone on to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.codebook import Codebook, load_codebook
from demarche.coding import CODER, CODER_VERSION
from demarche.ledger import Copy, Ledger
from demarche.records import Coding, Document
from demarche.sources import Defaults, Failure, Input, Reading, find_near, fingerprint, read_inputs

if TYPE_CHECKING:
    from demarche.annotation.annotate import Annotator

# So many documents are coded in this process before it pays to start others.
_ALONE = 16
_AHEAD = 4
_NOTED = 200


class Coder:
    """The coder that ships: a reading model and a codebook. The model is loaded when the first document is coded, so
    that a reading that brings nothing new does not pay for it.

    Args:
        model: a spaCy pipeline's folder or package; the shipped one by default.
        codebook: a codebook's folder; the shipped one by default.
    """

    def __init__(self, model: Path | str | None = None, codebook: Path | None = None) -> None:
        self.model = model
        self.codebook_path = codebook
        self.codebook: Codebook = load_codebook(codebook)

    @cached_property
    def annotator(self) -> Annotator:
        """The annotator over the loaded model.

        Raises:
            ModelError: if the model is missing, altered or unfit.
        """
        from demarche.annotation.annotate import Annotator
        from demarche.annotation.syntax import load_pipeline

        return Annotator(load_pipeline(self.model), self.codebook)

    def code(self, document: Document) -> Coding:
        """All that is read in a document."""
        from demarche.coding.code import code_document

        return code_document(self.annotator.annotate(document), self.codebook)

    def identity(self) -> dict[str, str]:
        """Coder and codebook with their versions, as the ledger keeps them with every coding."""
        return {
            "coder": CODER,
            "coder_version": CODER_VERSION,
            "codebook": self.codebook.name,
            "codebook_version": self.codebook.version,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: documents coded anew, documents known before, near copies among the new, inputs that failed."""

    read: int
    known: int
    near: int
    failed: tuple[Failure, ...]


def run_pipeline(
    ledger: Ledger,
    inputs: Sequence[Input],
    defaults: Defaults | None = None,
    *,
    coder: Coder,
    at: str,
    workers: int = 2,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Read inputs into a ledger. The ledger's content does not depend on the order of the inputs or on ``workers``.

    Args:
        at: the time of reading (ISO 8601), kept with every row.
        workers: processes that code documents, and that extract the text of pages.
        progress: called with the path of every input as it is done.

    Raises:
        LedgerError: if the ledger cannot be written; what was appended before stays.
        ModelError: if the reading model cannot be loaded.
    """
    done = progress or _silent
    signatures = dict(ledger.signatures())
    known: list[tuple[str, str, str]] = []
    failed: list[Failure] = []
    seen: set[str] = set()
    read = near = 0

    def fresh() -> Iterator[Reading]:
        for item in read_inputs(inputs, defaults, workers):
            if isinstance(item, Failure):
                ledger.note(
                    item.path, "failed", at=at, code=item.code, what=item.what, remedy=item.remedy, raw=item.raw
                )
                failed.append(item)
                done(item.path)
            elif item.document.id in seen or ledger.knows(item.document.id, **coder.identity()):
                known.append((item.path, item.document.name, item.document.id))
                done(item.path)
            else:
                seen.add(item.document.id)
                yield item

    for reading, coding in _coded(coder, fresh(), workers):
        signature = fingerprint(coding.document.text)
        others = {id_: s for id_, s in signatures.items() if id_ != coding.document.id}
        copies = [Copy(other, "near", round(share, 4)) for other, share in find_near(signature, others)]
        ledger.append(
            coding, raw=reading.raw, path=reading.path, signature=signature, copies=copies, at=at, **coder.identity()
        )
        signatures[coding.document.id] = signature
        read, near = read + 1, near + bool(copies)
        done(reading.path)
    for start in range(0, len(known), _NOTED):
        ledger.note_known(known[start : start + _NOTED], at=at)
    return Report(read, len(known), near, tuple(failed))


def _coded(coder: Coder, readings: Iterator[Reading], workers: int) -> Iterator[tuple[Reading, Coding]]:
    """Each reading with its coding, in order: the first few in this process, the rest by workers if there are many."""
    first = list(islice(readings, _ALONE))
    following = next(readings, None) if len(first) == _ALONE else None
    if following is None or workers < 2:
        for reading in chain(first, [following] if following else [], readings):
            yield reading, coder.code(reading.document)
        return
    yield from _by_workers(coder, chain(first, [following], readings), workers)


def _by_workers(coder: Coder, readings: Iterable[Reading], workers: int) -> Iterator[tuple[Reading, Coding]]:
    waiting: list[tuple[Reading, Future[Coding]]] = []
    # "spawn": reading threads may be running, and a fork would copy their locks.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (coder.model, coder.codebook_path)) as pool:
        for reading in readings:
            waiting.append((reading, pool.submit(_code, reading.document)))
            if len(waiting) > workers * _AHEAD:
                done, future = waiting.pop(0)
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()


_workers: list[Coder] = []
"""In a worker process: its one coder, made when it starts."""


def _start_worker(model: Path | str | None, codebook: Path | None) -> None:
    _workers.append(Coder(model, codebook))


def _code(document: Document) -> Coding:
    return _workers[0].code(document)


def _silent(path: str) -> None:
    """Reports no progress."""
