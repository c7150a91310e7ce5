"""The main path: what is read is in the ledger, once, whatever the order, the workers and the mishaps on the way."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from demarche import pipeline
from demarche.coding import CODER_VERSION
from demarche.errors import CodebookError, ModelError
from demarche.ledger import Ledger, canonical_export
from demarche.pipeline import Coder, Report, run_pipeline
from demarche.records import Coding, Document
from demarche.sources import Defaults, Input, find_inputs
from tests.conftest import SAMPLES

AT = "2026-03-04T05:06:07Z"
ARTICLES = {
    "a.txt": "3 March 1978\n\nPeru demanded on Monday that Chile release the crew of the trawler seized off Arica.",
    "b.txt": "4 March 1978\n\nChile refused to release the crew, and its minister said that they would be tried.",
    "c.txt": "5 March 1978\n\nPeru recalled its ambassador from Santiago, and a crowd marched through Lima.",
}


class Recorder(Coder):
    """A coder that reads nothing in any document and remembers which it was given; breaks at the ``broken`` one."""

    def __init__(self, broken: str | None = None) -> None:
        super().__init__()
        self.coded: list[str] = []
        self.broken = broken

    def code(self, document: Document) -> Coding:
        if document.name == self.broken:
            raise KeyboardInterrupt
        self.coded.append(document.name)
        return Coding(document)


class Remembering(Coder):
    """A coder that gives out codings made before, counting them."""

    def __init__(self, codings: Sequence[Coding]) -> None:
        super().__init__()
        self.codings = {coding.document.id: coding for coding in codings}
        self.coded = 0

    def code(self, document: Document) -> Coding:
        self.coded += 1
        found = self.codings[document.id]
        assert found.document == document
        return found


class Awkward(Exception):
    """An error that cannot be made again from its arguments, so that no other process can receive it."""

    def __init__(self, what: str, *, more: str) -> None:
        super().__init__(what + more)


class Breaking(Coder):
    """A coder that reads nothing, and breaks at documents by what they say; other processes can have it."""

    def code(self, document: Document) -> Coding:
        if "too deep" in document.text:
            raise RecursionError("maximum recursion depth exceeded")
        if "too long" in document.text:
            raise MemoryError
        if "too odd" in document.text:
            raise Awkward("neither fish", more=" nor fowl")
        if "no rule" in document.text:
            raise CodebookError("a rule is missing")
        if "deadly" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Coding(document)


class Stillborn(Coder):
    """A coder that no other process can receive: it dies of it."""

    def __setstate__(self, state: dict[str, object]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def code(self, document: Document) -> Coding:
        return Coding(document)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three short articles."""
    place = tmp_path / "articles"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text)
    return place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be made."""
    return tmp_path / "ledger.db"


def read(path: Path, inputs: Sequence[Input], coder: Coder, workers: int = 1, at: str = AT) -> Report:
    with Ledger.open(path) as ledger:
        return run_pipeline(ledger, inputs, coder=coder, at=at, workers=workers)


def inputs_of(*places: Path) -> list[Input]:
    return list(find_inputs([str(place) for place in places]))


def exported(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        return list(canonical_export(ledger.view()))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, codings: tuple[Coding, ...]) -> list[str]:
    """What a ledger says of the sample corpus, read in this process, in the order of the names."""
    path = tmp_path_factory.mktemp("once") / "ledger.db"
    report = read(path, inputs_of(SAMPLES), Remembering(codings))
    assert (report.read, report.known, report.failed) == (10, 0, ())
    return exported(path)


def test_the_ledger_holds_what_the_coder_reads(expected: list[str], codings: tuple[Coding, ...]) -> None:
    kinds = [line.partition('"line":"')[2].partition('"')[0] for line in expected]
    assert kinds.count("document") == kinds.count("coding") == 10
    assert kinds.count("event") == sum(len(c.events) for c in codings) > 50
    assert kinds.count("uncoded") == sum(len(c.uncoded) for c in codings) > 10
    for coding in codings:
        for record in coding.records():
            assert sum(f'"id":"{record.id}"' in line for line in expected) >= 1


def test_order_and_workers_change_nothing(path: Path, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 4)
    inputs, coder = inputs_of(SAMPLES), Coder()
    random.Random(1976).shuffle(inputs)
    assert read(path, inputs, coder, workers=2).read == 10
    assert "annotator" not in vars(coder), "so many are coded by other processes"
    assert exported(path) == expected


def test_reading_in_parts_and_twice_changes_nothing(
    path: Path, expected: list[str], codings: tuple[Coding, ...]
) -> None:
    inputs, coder = inputs_of(SAMPLES), Remembering(codings)
    read(path, inputs[5:], coder, at="2026-01-01T00:00:00Z")
    read(path, [*inputs[:7], *inputs[:7]], coder)
    read(path, inputs, coder, at="2027-01-01T00:00:00Z")
    assert coder.coded == 10, "each once"
    assert exported(path) == expected


def test_a_second_run_codes_nothing_and_loads_no_model(path: Path, folder: Path, tmp_path: Path) -> None:
    first = Recorder()
    assert read(path, inputs_of(folder), first) == Report(3, 0, 0, ())
    before = exported(path)
    # This one would fail if it had to load its model.
    without_model = Coder(tmp_path / "no model is here")
    assert read(path, inputs_of(folder), without_model) == Report(0, 3, 0, ())
    assert "annotator" not in vars(without_model)
    assert exported(path) == before
    with Ledger.open(path) as ledger:
        assert [row.status for row in ledger.view().readings()] == ["ok"] * 3 + ["known"] * 3
    (folder / "d.txt").write_text(ARTICLES["a.txt"] + " The crew was never heard of again.")
    with pytest.raises(ModelError):
        read(path, inputs_of(folder), without_model)


def test_a_missing_model_leaves_the_ledger_as_it_was(path: Path, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        read(path, inputs_of(folder), Coder(tmp_path / "nowhere"))
    assert exported(path) == []


def test_a_missing_model_is_told_by_other_processes_too(
    path: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 1)
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        read(path, inputs_of(folder), Coder(tmp_path / "nowhere"), workers=2)


def test_a_newer_coder_reads_anew(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(path, inputs_of(folder), Recorder(), at="2026-01-01T00:00:00Z")
    monkeypatch.setattr(pipeline, "CODER_VERSION", "999.0")
    assert read(path, inputs_of(folder), Recorder(), at="2026-01-02T00:00:00Z") == Report(3, 0, 0, ())
    with Ledger.open(path) as ledger:
        assert len(ledger.view().documents()) == 3
        assert {(c.coder_version, c.current) for c in ledger.view().codings()} == {
            (CODER_VERSION, False),
            ("999.0", True),
        }


def test_what_fails_is_noted_and_the_rest_goes_on(path: Path, folder: Path) -> None:
    torn = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
    (folder / "aa.txt").write_bytes(torn)
    (folder / "bb.txt").write_bytes(b"")
    (folder / "cc.jsonl").write_text(json.dumps({"text": ARTICLES["a.txt"] + " It rained."}) + '\n{"text": \n')
    coder = Recorder()
    report = read(path, inputs_of(folder), coder)
    assert coder.coded == ["a.txt", "b.txt", "c.txt", "cc.jsonl#1"]
    assert report.read == 4
    assert [Path(f.path).name.partition("#")[0] for f in report.failed] == ["aa.txt", "bb.txt", "cc.jsonl"]
    with Ledger.open(path) as ledger:
        rows = {Path(r.path).name: r for r in ledger.view().readings() if r.status == "failed"}
        assert len(rows) == 3
        for row in rows.values():
            assert row.document is None
            assert row.code
            assert row.what
            assert row.remedy
        kept = rows["aa.txt"].original
        assert kept == hashlib.sha256(torn).hexdigest()
        assert ledger.view().original(kept) == torn
    # What failed is tried again, and what is mended is read.
    (folder / "bb.txt").write_text("6 March 1978\n\nChile released the crew of the trawler after three long days.")
    again = read(path, inputs_of(folder), Recorder())
    assert (again.read, again.known, len(again.failed)) == (1, 4, 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_breaks_the_coder_fails_alone(
    path: Path, folder: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 1)
    bad = {
        "aa.txt": ("The sentence went too deep to be read.", "RecursionError: maximum recursion depth exceeded"),
        "bb.txt": ("The sentence was too long to be read.", "MemoryError"),
        "bc.txt": ("The sentence was too odd to be read.", "Awkward: neither fish nor fowl"),
    }
    for name, (text, _) in bad.items():
        (folder / name).write_text(text)
    (folder / "z.txt").write_text(bad["aa.txt"][0])  # the same bytes as before
    told: list[str] = []
    inputs = inputs_of(folder)
    with Ledger.open(path) as ledger:
        report = run_pipeline(ledger, inputs, coder=Breaking(), at=AT, workers=workers, progress=told.append)
        assert sorted(told) == sorted(item.path for item in inputs)
        assert {d.name for d in ledger.view().documents()} == set(ARTICLES)
        rows = {Path(r.path).name: r for r in ledger.view().readings() if r.status == "failed"}
        assert {n: (r.code, r.what) for n, r in rows.items() if n in bad} == {
            n: ("coder", f"the coder broke at it: {why}") for n, (_, why) in bad.items()
        }
        assert all(row.remedy and row.document is None for row in rows.values())
        assert rows["aa.txt"].original is not None
        assert ledger.view().original(rows["aa.txt"].original) == bad["aa.txt"][0].encode()
    assert (report.read, report.known) == (3, 0)
    assert [Path(f.path).name for f in report.failed] == ["aa.txt", "bb.txt", "bc.txt", "z.txt"]
    # A better coder reads them.
    assert read(path, inputs, Recorder()) == Report(3, 4, 0, ())


def test_a_document_that_kills_its_process_fails_alone(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 1)
    (folder / "aa.txt").write_text("The first deadly sentence of the day.")
    (folder / "bb.txt").write_text("Another deadly sentence, of the next day.")
    for number in range(12):
        (folder / f"d{number:02}.txt").write_text(f"{number} ships of the fleet lay in the port of Arica all day.")
    report = read(path, inputs_of(folder), Breaking(), workers=2)
    assert [(Path(f.path).name, f.code, f.what) for f in report.failed] == [
        ("aa.txt", "coder", "the process that coded it died"),
        ("bb.txt", "coder", "the process that coded it died"),
    ]
    assert report.read == len(ARTICLES) + 12
    with Ledger.open(path) as ledger:
        assert len(ledger.view().documents()) == report.read


def test_where_no_process_lives_this_one_codes(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 1)
    assert read(path, inputs_of(folder), Stillborn(), workers=2) == Report(3, 0, 0, ())


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_ours_ends_the_run(path: Path, folder: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_ALONE", 1)
    (folder / "bb.txt").write_text("There is no rule for this.")
    with pytest.raises(CodebookError, match="a rule is missing"):
        read(path, inputs_of(folder), Breaking(), workers=workers)
    with Ledger.open(path) as ledger:
        assert {d.name for d in ledger.view().documents()} == {"a.txt", "b.txt"}


def test_a_document_read_anew_is_no_copy_of_itself(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(path, inputs_of(folder), Recorder(), at="2026-01-01T00:00:00Z")
    monkeypatch.setattr(pipeline, "CODER_VERSION", "999.0")
    assert read(path, inputs_of(folder), Recorder(), at="2026-01-02T00:00:00Z").near == 0
    with Ledger.open(path) as ledger:
        assert list(ledger.view().copies()) == []


def test_what_was_read_before_an_interruption_stays(path: Path, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        read(path, inputs_of(folder), Recorder(broken="c.txt"))
    with Ledger.open(path) as ledger:
        assert {d.name for d in ledger.view().documents()} == {"a.txt", "b.txt"}
    rest = Recorder()
    assert read(path, inputs_of(folder), rest) == Report(1, 2, 0, ())
    assert rest.coded == ["c.txt"]
    read(tmp_path / "whole.db", inputs_of(folder), Recorder())
    assert exported(path) == exported(tmp_path / "whole.db")


def test_the_same_bytes_are_coded_once(path: Path, folder: Path) -> None:
    (folder / "z.txt").write_text(ARTICLES["a.txt"])
    coder = Recorder()
    assert read(path, inputs_of(folder), coder) == Report(3, 1, 0, ())
    assert coder.coded == ["a.txt", "b.txt", "c.txt"]


def test_near_copies_are_kept_and_linked(path: Path, folder: Path) -> None:
    text = " ".join(ARTICLES.values()) * 3
    (folder / "y.txt").write_text(text)
    (folder / "z.txt").write_text(text + " It rained.")
    report = read(path, inputs_of(folder), Recorder())
    assert (report.read, report.near) == (5, 1)
    with Ledger.open(path) as ledger:
        (pair,) = ledger.view().copies()
        names = {d.id: d.name for d in ledger.view().documents()}
        assert {names[pair.document], names[pair.other]} == {"y.txt", "z.txt"}


def test_progress_tells_every_input_once(path: Path, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    told: list[str] = []
    inputs = inputs_of(folder)
    with Ledger.open(path) as ledger:
        for _ in range(2):
            told.clear()
            run_pipeline(ledger, inputs, coder=Recorder(), at=AT, workers=1, progress=told.append)
            assert sorted(told) == sorted(item.path for item in inputs)


def test_defaults_reach_the_document(path: Path, folder: Path) -> None:
    with Ledger.open(path) as ledger:
        run_pipeline(ledger, inputs_of(folder), Defaults(publisher="Arica Star"), coder=Recorder(), at=AT, workers=1)
        assert {d.publisher for d in ledger.view().documents()} == {"Arica Star"}


def test_nothing_to_read_is_nothing_done(path: Path) -> None:
    assert read(path, [], Coder("no such model")) == Report(0, 0, 0, ())
    assert exported(path) == []


def test_a_coder_names_itself_as_its_records_do(folder: Path, codings: tuple[Coding, ...]) -> None:
    identity = Coder().identity()
    for coding in codings:
        for record in coding.records():
            assert {name: getattr(record.provenance, name) for name in identity} == identity
