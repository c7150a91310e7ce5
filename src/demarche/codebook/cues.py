"""The cue words of the coders: loaded from ``cues.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demarche.codebook.files import check, read_yaml


@dataclass(frozen=True, slots=True)
class ActWords:
    """The lemmas that name an act of demand."""

    verbs: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class PredictionWords:
    """What marks a statement about the future beside its tense: ``likely`` and its like."""

    likely: frozenset[str]


@dataclass(frozen=True, slots=True)
class ResponseWords:
    """What links two events as action and answer; each list is explained in the file."""

    cause: tuple[str, ...]
    alone: tuple[str, ...]
    cause_verbs: frozenset[str]
    attribute: frozenset[str]
    result: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words; ``figures`` maps a kind of figure to the words that govern its number."""

    arguments: frozenset[str]
    predictions: PredictionWords
    acts: Mapping[str, ActWords]
    responses: ResponseWords
    figures: Mapping[str, frozenset[str]]
    things: frozenset[str]
    vessels: Mapping[str, str]


def load_cues(path: Path) -> Cues:
    """The cue words of a file.

    Raises:
        CodebookError: if the file breaks its form.
    """
    cues: Cues = check(Cues, read_yaml(path), path)
    return cues
