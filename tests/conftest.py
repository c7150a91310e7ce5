"""The shipped model and codebook, loaded once for all tests; ways to read a short text with them; the sample corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from demarche.annotation.annotate import Annotator
from demarche.annotation.layers import Annotations
from demarche.annotation.syntax import load_pipeline
from demarche.codebook import Codebook, load_codebook
from demarche.coding.code import code_document
from demarche.coding.context import Context
from demarche.records import Coding
from demarche.sources import Reading, find_inputs, read_inputs
from tests.making import document

SAMPLES = Path(__file__).parents[1] / "samples" / "cod-war"


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """The codebook that ships."""
    return load_codebook()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The reading model that ships."""
    return load_pipeline()


@pytest.fixture(scope="session")
def annotator(nlp: Language, codebook: Codebook) -> Annotator:
    """An annotator of both."""
    return Annotator(nlp, codebook)


@pytest.fixture(scope="session")
def annotate(annotator: Annotator) -> Callable[..., Annotations]:
    """Annotates a text; further values are the document's (``publisher``, ``published``, ``furniture`` …)."""

    def call(text: str, **values: Any) -> Annotations:
        return annotator.annotate(document(text, **values))

    return call


@pytest.fixture(scope="session")
def context(annotate: Callable[..., Annotations], codebook: Codebook) -> Callable[..., Context]:
    """Annotates a text and gives the look-ups that coding makes on it."""

    def call(text: str, **values: Any) -> Context:
        return Context(annotate(text, **values), codebook)

    return call


@pytest.fixture(scope="session")
def code(annotate: Callable[..., Annotations], codebook: Codebook) -> Callable[..., Coding]:
    """Annotates and codes a text."""

    def call(text: str, **values: Any) -> Coding:
        return code_document(annotate(text, **values), codebook)

    return call


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    """The sample corpus as read: dirty pages, background boxes, pull quotes."""
    found = read_inputs(find_inputs([str(SAMPLES)]))
    return tuple(reading for reading in found if isinstance(reading, Reading))


@pytest.fixture(scope="session")
def annotated(readings: tuple[Reading, ...], annotator: Annotator) -> tuple[Annotations, ...]:
    """The sample corpus, annotated."""
    return tuple(annotator.annotate(reading.document) for reading in readings)


@pytest.fixture(scope="session")
def codings(annotated: tuple[Annotations, ...], codebook: Codebook) -> tuple[Coding, ...]:
    """The sample corpus, coded."""
    return tuple(code_document(annotations, codebook) for annotations in annotated)
