"""The main path: read, annotate, code, append. A newcomer starts here.

    for reading in read_inputs(inputs):          # sources
        annotations = annotator.annotate(…)      # annotation
        coding = code_document(annotations, …)   # coding
        ledger.append(coding, …)                 # ledger

What the ledger knows already is not coded again; what cannot be read or coded is noted there with its reason; a
document is in the ledger, whole, as soon as `run_pipeline` has gone on to the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.codebook import Codebook, load_codebook
from demarche.coding import CODER, CODER_VERSION
from demarche.errors import DemarcheError
from demarche.ledger import Copy, Ledger
from demarche.records import Coding, Document
from demarche.sources import Defaults, Failure, Input, Reading, find_near, fingerprint, read_inputs

if TYPE_CHECKING:
    from demarche.annotation.annotate import Annotator

# So many documents are coded in this process before it pays to start others.
_ALONE = 16
_AHEAD = 4
_NOTED = 200
_REPORT = "read the rest without it, and report this text as an error of the coder"


class Coder:
    """The coder that ships: a reading model and a codebook. The model is loaded when the first document is coded, so
    that a reading that brings nothing new does not pay for it. A coder is copied to other processes without model and
    codebook, which are loaded anew there.

    Args:
        model: a spaCy pipeline's folder or package; the shipped one by default.
        codebook: a codebook's folder; the shipped one by default.
    """

    def __init__(self, model: Path | str | None = None, codebook: Path | None = None) -> None:
        self.model = model
        self.codebook_path = codebook
        self.codebook: Codebook = load_codebook(codebook)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in ("annotator", "codebook")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.codebook = load_codebook(self.codebook_path)

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
    """What a run did: documents coded anew, documents known before, near copies among the new, inputs that could not be
    read or coded."""

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

    A document that the coder breaks at, or that kills a worker, fails (``coder``); the rest goes on.

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
    uncodable: dict[str, Failure] = {}
    read = near = 0

    def fail(failure: Failure) -> None:
        told = {"code": failure.code, "what": failure.what, "remedy": failure.remedy}
        ledger.note(failure.path, "failed", at=at, raw=failure.raw, **told)
        failed.append(failure)

    def fresh() -> Iterator[Reading]:
        for item in read_inputs(inputs, defaults, workers):
            if isinstance(item, Failure):
                fail(item)
                done(item.path)
            elif item.document.id in seen or ledger.knows(item.document.id, **coder.identity()):
                known.append((item.path, item.document.name, item.document.id))
                done(item.path)
            else:
                seen.add(item.document.id)
                yield item

    for reading, coding in _coded(coder, fresh(), workers):
        id_ = reading.document.id
        if isinstance(coding, _Broken):
            uncodable[id_] = Failure(reading.path, "coder", coding.what, _REPORT, reading.raw)
            fail(uncodable[id_])
            done(reading.path)
            continue
        signature = fingerprint(coding.document.text)
        signatures.pop(id_, None)  # no document is a copy of itself
        copies = [Copy(other, "near", round(share, 4)) for other, share in find_near(signature, signatures)]
        ledger.append(
            coding, raw=reading.raw, path=reading.path, signature=signature, copies=copies, at=at, **coder.identity()
        )
        signatures[id_] = signature
        read, near = read + 1, near + bool(copies)
        done(reading.path)
    for path, _, id_ in known:
        if id_ in uncodable:  # the same bytes once more
            fail(replace(uncodable[id_], path=path))
    known = [entry for entry in known if entry[2] not in uncodable]
    for start in range(0, len(known), _NOTED):
        ledger.note_known(known[start : start + _NOTED], at=at)
    return Report(read, len(known), near, tuple(failed))


def _coded(coder: Coder, readings: Iterator[Reading], workers: int) -> Iterator[tuple[Reading, Coding | _Broken]]:
    """Each reading with its coding, in order: the first few in this process, the rest by workers if there are many."""
    first = list(islice(readings, _ALONE))
    following = next(readings, None) if len(first) == _ALONE else None
    if following is None or workers < 2:
        for reading in chain(first, [following] if following else [], readings):
            yield reading, _attempt(coder, reading.document)
        return
    left = chain(first, [following], readings)
    waiting: deque[Reading] = deque()
    while True:
        try:
            yield from _by_workers(coder, left, waiting, workers)
            return
        except BrokenProcessPool:
            # A worker was killed, nobody can tell by which document.
            yield from _one_by_one(coder, waiting)


def _by_workers(
    coder: Coder, readings: Iterator[Reading], waiting: deque[Reading], workers: int
) -> Iterator[tuple[Reading, Coding | _Broken]]:
    """Codes in several processes. What has been taken from the readings and not been given out is in ``waiting``."""
    futures: deque[Future[Coding | _Broken]] = deque()
    with _pool(coder, workers) as pool:
        for reading in readings:
            waiting.append(reading)
            futures.append(pool.submit(_code, reading.document))
            if len(waiting) > workers * _AHEAD:
                outcome = futures.popleft().result()
                yield waiting.popleft(), outcome
        while waiting:
            outcome = futures.popleft().result()
            yield waiting.popleft(), outcome


def _one_by_one(coder: Coder, waiting: deque[Reading]) -> Iterator[tuple[Reading, Coding | _Broken]]:
    """Codes in one other process at a time, so that whichever document kills it is known."""
    while waiting:
        with _pool(coder, 1) as pool:
            try:
                pool.submit(_is_ready).result()
            except BrokenProcessPool:
                # Not even an idle process lives here: that is no document's doing.
                while waiting:
                    yield waiting[0], _attempt(coder, waiting.popleft().document)
                return
            while waiting:
                try:
                    outcome = pool.submit(_code, waiting[0].document).result()
                except BrokenProcessPool:
                    yield waiting.popleft(), _Broken("the process that coded it died")
                    break
                yield waiting.popleft(), outcome


def _pool(coder: Coder, workers: int) -> ProcessPoolExecutor:
    # "spawn": reading threads may be running, and a fork would copy their locks.
    return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (coder,))


@dataclass(frozen=True, slots=True)
class _Broken:
    """Stands for the coding of a document that the coder broke at. Sent in place of the error, which might not survive
    the way from one process to another."""

    what: str


def _attempt(coder: Coder, document: Document) -> Coding | _Broken:
    try:
        return coder.code(document)
    except DemarcheError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, the other documents are not to suffer from it)
        return _Broken(f"the coder broke at it: {type(error).__name__}: {str(error)[:200]}".rstrip(": "))


_workers: list[Coder] = []
"""In a worker process: its one coder, received when it starts."""


def _start_worker(coder: Coder) -> None:
    _workers.append(coder)


def _is_ready() -> bool:
    return bool(_workers)


def _code(document: Document) -> Coding | _Broken:
    return _attempt(_workers[0], document)


def _silent(path: str) -> None:
    """Reports no progress."""
