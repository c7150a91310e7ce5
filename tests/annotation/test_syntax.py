"""The shipped pipeline: found, checked, loaded, and fit for what the annotation reads from it."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from demarche.annotation.syntax import NAME_LABELS, load_pipeline, model_folder, verify
from demarche.errors import ModelError

TEXT = (
    "“We withdrew our troops,” Maria Petrova told reporters in Lima on Sunday. The plane was shot down near Iquitos, "
    "and nine people died.\n\nPeru sent a letter to Ecuador. He says the ‘offer’ isn't serious."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Load the model once for all tests here."""
    return load_pipeline()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def word(doc: Doc, text: str) -> int:
    return next(token.i for token in doc if token.text == text)


def test_every_layer_that_is_read_later_is_there(doc: Doc) -> None:
    for layer in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer), layer
    assert doc.text == TEXT


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("withdrew", "withdraw"),
        ("told", "tell"),
        ("was", "be"),
        ("shot", "shoot"),
        ("died", "die"),
        ("sent", "send"),
        ("says", "say"),
        ("reporters", "reporter"),
        ("is", "be"),
    ],
)
def test_irregular_words_have_their_lemma(doc: Doc, text: str, lemma: str) -> None:
    assert doc[word(doc, text)].lemma_ == lemma


def test_morphology_says_tense_number_person_and_verb_form(doc: Doc) -> None:
    assert doc[word(doc, "withdrew")].morph.get("Tense") == ["Past"]
    assert doc[word(doc, "withdrew")].morph.get("VerbForm") == ["Fin"]
    assert doc[word(doc, "troops")].morph.get("Number") == ["Plur"]
    assert doc[word(doc, "He")].morph.get("Person") == ["3"]


def test_sentences_end_where_they_do_and_a_paragraph_ends_one(doc: Doc) -> None:
    starts = [next(token.text for token in sentence if not token.is_space) for sentence in doc.sents]
    assert starts == ["“", "The", "Peru", "He"]


def test_tree_has_ud_relations(doc: Doc) -> None:
    sent = doc[word(doc, "sent")]
    assert sent.dep_ == "ROOT"
    relations = {child.dep_: child.text for child in sent.children}
    assert relations["nsubj"] == "Peru"
    assert relations["obj"] == "letter"
    assert doc[word(doc, "plane")].dep_ == "nsubj:pass"


def test_names_have_three_types(nlp: Language, doc: Doc) -> None:
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert {("Maria Petrova", "PERSON"), ("Lima", "LOC")} <= found
    assert set(nlp.get_pipe("ner").labels) == set(NAME_LABELS)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "«", "…", "Ö", "2025", "a" * 3000])
def test_odd_input_is_read_without_error(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_reading_depends_on_nothing_but_the_text(nlp: Language, doc: Doc) -> None:
    expected = doc.to_json()
    with ThreadPoolExecutor(4) as pool:
        for made in pool.map(nlp, [TEXT, "Other text came first.", TEXT, TEXT]):
            assert made.text != TEXT or made.to_json() == expected


def test_model_is_loaded_once(nlp: Language) -> None:
    assert load_pipeline() is nlp


def test_manifest_holds_what_a_reader_of_it_needs() -> None:
    manifest = verify(model_folder())
    assert {"name", "version", "files", "data", "scores", "intended_use", "limits"} <= manifest.keys()
    data = manifest["data"]
    assert isinstance(data, list)
    assert all(item["licence"] for item in data)


def test_package_is_small_and_holds_no_pickle() -> None:
    files = [path for path in model_folder().joinpath("syntax").rglob("*") if path.is_file()]
    sizes = [path.stat().st_size for path in files]
    assert max(sizes) < 25_000_000
    assert sum(sizes) < 30_000_000
    assert not [path for path in files if path.read_bytes()[:2] in {b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"}]


def small_model(folder: Path) -> Path:
    """Write a stand-in for the model package: verifying needs files and digests, not a model."""
    (folder / "syntax").mkdir()
    (folder / "syntax" / "meta.json").write_text("{}")
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    (folder / "manifest.json").write_text(json.dumps({"files": {"syntax/meta.json": digest}}))
    return folder


def test_altered_file_is_refused(tmp_path: Path) -> None:
    folder = small_model(tmp_path)
    assert verify(folder)
    (folder / "syntax" / "meta.json").write_text("{ }")
    with pytest.raises(ModelError, match="altered") as caught:
        verify(folder)
    assert caught.value.path == folder / "syntax" / "meta.json"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    folder = small_model(tmp_path)
    shutil.rmtree(folder / "syntax")
    with pytest.raises(ModelError, match="missing"):
        verify(folder)


@pytest.mark.parametrize("content", ["", "{}", '{"files": 3}', "[]"])
def test_broken_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(ModelError, match="manifest"):
        verify(tmp_path)


def test_own_pipeline_must_exist_and_have_the_parts(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        load_pipeline(tmp_path / "nowhere")
    with pytest.raises(ModelError, match="cannot load"):
        load_pipeline("no_such_pipeline_installed")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parser, no ner"):
        load_pipeline(tmp_path / "blank")


def test_own_pipeline_is_loaded_from_a_folder() -> None:
    assert load_pipeline(model_folder() / "syntax").pipe_names == load_pipeline().pipe_names
