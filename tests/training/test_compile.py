"""From notes to files, and what is said when files are missing or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.test_validate import CARD, NOTES, TEXT, dispute
from training.gold import check
from training.gold.compile import compile_dispute
from training.gold.compile import main as compile_main
from training.gold.corpus import load_json, save_json

DISPUTE_NOTES = """
trigger: a shot
sides: Ecuador, Peru
mediators: -
outcome: none
period: 1936-05/1936-06
publisher | The Tide | PER | a bank | for Peru
P | 1936-05/1936-06 | crisis | the shot
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A dispute with one text and its cards, and a folder with notes on it."""
    folder, notes = tmp_path / "x", tmp_path / "notes"
    (folder / "texts").mkdir(parents=True)
    notes.mkdir()
    (folder / "texts" / "x-01.txt").write_text(TEXT, encoding="utf-8")
    (notes / "01.note").write_text(NOTES, encoding="utf-8")
    (notes / "dispute.note").write_text(DISPUTE_NOTES, encoding="utf-8")
    kept = {name: dispute().gold[name] for name in ("dispute", "title", "invented", "region", "states")}
    card = CARD | {"document": "x-01", "publisher": "P1", "published": "in the thick of it"}
    save_json(folder / "cards.json", {**kept, "documents": [card]})
    return folder, notes


def test_notes_become_gold(folders: tuple[Path, Path]) -> None:
    folder, notes = folders
    assert compile_dispute(folder, notes) == []
    assert len(load_json(folder / "gold" / "x-01.json")["events"]) == 3
    card = load_json(folder / "dispute.json")["documents"][0]
    assert (card["publisher"], card["published"]) == ("The Tide", "1936-05-04")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("S 01 cites 02 | as the Ebb had it", "dispute.note: S 01 cites 02: not in the text: 'as the Ebb had it'"),
        ("D 07 | The Tide | 1936-05-06", "dispute.note: D 07: there is no card of x-07"),
        ("I | the firing | 01#e01", "i01 links fewer than two records"),
    ],
)
def test_a_wrong_line_on_the_dispute_is_named(folders: tuple[Path, Path], line: str, said: str) -> None:
    folder, notes = folders
    (notes / "dispute.note").write_text(f"{DISPUTE_NOTES}{line}\n", encoding="utf-8")
    assert any(said in problem for problem in compile_dispute(folder, notes))


def test_a_misnamed_note_is_named(folders: tuple[Path, Path]) -> None:
    folder, notes = folders
    (notes / "1.note").write_text("", encoding="utf-8")
    assert "1.note: a note is named 01.note or dispute.note" in compile_dispute(folder, notes)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder, notes: (notes / "02.note").write_text(""), "x-02.txt: cannot be read"),
        (lambda folder, notes: (notes / "01.note").write_bytes(b"\xff\xfe"), "01.note: cannot be read as UTF-8"),
        (lambda folder, notes: (folder / "cards.json").write_text("{"), "cards.json: cannot be read"),
        (lambda folder, notes: [note.unlink() for note in notes.glob("*")], "holds no notes"),
    ],
)
def test_what_cannot_be_read_is_named(folders: tuple[Path, Path], spoil, said: str) -> None:
    spoil(*folders)
    with pytest.raises(ValueError, match=said):
        compile_dispute(*folders)


def test_a_misspelt_dispute_is_named(capsys) -> None:
    assert compile_main(["lighthouse-1956", "notes"]) == 2
    assert "lighthouse-1956" in capsys.readouterr().err


def test_a_whole_corpus_is_checked(folders: tuple[Path, Path], capsys) -> None:
    folder, notes = folders
    compile_dispute(folder, notes)
    corpus = folder.parent
    save_json(corpus / "split.json", {"train": ["x"], "development": [], "test": []})
    entry = "{id: x, title: The launch, invented: true, states: [ECU, PER], region: Andes, years: [1936, 1936]}"
    (corpus / "disputes.yaml").write_text(f"- {entry}\n", encoding="utf-8")
    assert check.main([], corpus) == 1
    said = capsys.readouterr().out
    assert "x: region is 'South America', planned 'Andes'" in said
    assert "split.json: train has 1 disputes, 40 are due" in said
    save_json(folder / "gold" / "x-01.json", {"events": None})
    assert check.main([], corpus) == 1
    assert "x-01: fields missing or unknown" in capsys.readouterr().out
    (corpus / "disputes.yaml").write_text("- {id: x}\n", encoding="utf-8")
    assert check.main([], corpus) == 2
    assert "entry 1 lacks title" in capsys.readouterr().err
