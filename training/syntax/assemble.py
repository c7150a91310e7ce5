"""Join the separately trained parts into the pipeline that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.vectors import Vectors

from training.syntax import lemmas, manifest, readers, treebanks
from training.syntax.bounds import add_bounds

assert readers  # importing it registers the corpus readers that the saved configurations name

VECTOR_ROWS = 24000
"""So many of the word vectors ship: those of the most frequent words, to keep the package small."""

PROBE = (
    "Peru's foreign minister, Rosa Quispe, said on Sunday that Ecuador “had moved the border posts”.\n\nTwo patrol "
    "boats were sunk near Iquitos; nine sailors drowned. Carlos Andrade's ministry hasn't answered, Reuters reported "
    "from Quito on 4 March 1981."
)


def vector_pipeline(folder: Path, output: Path) -> None:
    """Write ``words.txt`` and ``vectors.npy`` as a bare spaCy pipeline that holds them, for ``[initialize] vectors``.

    Vectors are looked up by NORM, that is in lower case: half the rows do for the same text.
    """
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:VECTOR_ROWS]
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    data = np.load(folder / "vectors.npy")[:VECTOR_ROWS]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=keys, name="demarche_minilm", attr="NORM")
    nlp.to_disk(output)
    mark_norm(output)


def mark_norm(folder: Path) -> None:
    """Note in a saved pipeline that its vectors are looked up by NORM: spaCy 3.8 reads the note but writes none."""
    (folder / "vocab" / "vectors.cfg").write_text(json.dumps({"mode": "default", "attr": NORM}), encoding="utf-8")


def strip_configuration(nlp: Language) -> None:
    """Drop what only training needs (corpora, paths), so that the shipped model loads without the training code."""
    config: Any = nlp.config
    for section in ("corpora", "paths", "pretraining", "training"):
        config[section] = {}
    config["initialize"] = {"vectors": None, "components": {}, "tokenizer": {}}


def joined(syntax: Path, names: Path) -> Language:
    """Return one pipeline of the syntax parts, the lemmatizer, and the names of the other pipeline."""
    nlp = spacy.load(syntax)
    add_bounds(nlp)
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    lemmatizer.initialize(lookups=lemmas.lookups_of(lemmas.learned_tables(treebanks.load("train"))))
    nlp.add_pipe("ner", source=spacy.load(names))
    keep_vectors(nlp)
    strip_configuration(nlp)
    nlp.meta.update(
        {
            "name": "demarche_syntax",
            "version": manifest.VERSION,
            "author": "Demarche",
            "license": "CC BY-SA 4.0",
            "description": manifest.USE,
            "sources": [dict(item) for item in manifest.DATA],
            "performance": {},
        }
    )
    return nlp


def keep_vectors(nlp: Language) -> None:
    """Keep the vectors of the ``VECTOR_ROWS`` most frequent words, looked up by NORM again."""
    old = nlp.vocab.vectors
    rows = sorted((row, key) for key, row in old.key2row.items() if row < VECTOR_ROWS)
    keys = [key for _, key in rows]
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=old.data[:VECTOR_ROWS], keys=keys, name=old.name, attr="NORM"
    )


def forget_words(folder: Path, nlp: Language) -> None:
    """Leave out of the saved string store the words of the training text: only labels are ever looked up by number."""
    path = folder / "vocab" / "strings.json"
    wanted = set(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        wanted.update(label for label in getattr(nlp.get_pipe(name), "labels", ()))
    for label in list(wanted):
        wanted.update(part for field in label.split("|") for part in (field, *field.split("=")))
    strings = [text for text in json.loads(path.read_text(encoding="utf-8")) if text in wanted]
    path.write_text(json.dumps(strings, ensure_ascii=False), encoding="utf-8")


def reading(nlp: Language) -> list[tuple[str, ...]]:
    """Return all that a pipeline says of the probe text, to compare two copies of it."""
    doc = nlp(PROBE)
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, str(t.head.i), t.ent_iob_ + t.ent_type_) for t in doc
    ]


def publish(syntax: Path, names: Path, output: Path) -> None:
    """Write the package: pipeline, checked to read as it did before it was saved, and manifest.

    The pipeline is written beside its place and renamed, so that nobody ever loads half a model.
    """
    nlp = joined(syntax, names)
    expected = reading(nlp)
    fresh, place, old = (output / name for name in ("syntax.new", "syntax", "syntax.old"))
    shutil.rmtree(fresh, ignore_errors=True)
    output.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    mark_norm(fresh)
    forget_words(fresh, nlp)
    if reading(spacy.load(fresh)) != expected:
        raise SystemExit(f"the pipeline saved in {fresh} reads otherwise than the one trained: not published")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    manifest.write(output)
