"""The reporting words: written in the file as groups of words that colour a statement alike, used one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, with_config

from demarche.codebook.files import check, read_yaml
from demarche.codebook.model import Certainty, ReportingKind, ReportingPhrase, ReportingWord, Text
from demarche.errors import CodebookError


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class _Group:
    kind: ReportingKind
    certainty: Certainty
    speech: bool
    lemmas: tuple[Text, ...]
    object_is_addressee: bool = False


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class _File:
    verbs: tuple[_Group, ...]
    nouns: tuple[_Group, ...]
    phrases: dict[Certainty, tuple[Text, ...]]


def load_reporting(
    path: Path,
) -> tuple[dict[str, ReportingWord], dict[str, ReportingWord], tuple[ReportingPhrase, ...]]:
    """Verbs and nouns by lemma, and the phrases, longest first.

    Raises:
        CodebookError: if the file breaks its form or a word stands in two groups.
    """
    file: _File = check(_File, read_yaml(path), path)
    phrases = [ReportingPhrase(text, certainty) for certainty, texts in file.phrases.items() for text in texts]
    phrases.sort(key=lambda phrase: (-len(phrase.text), phrase.text))
    return _words(file.verbs, path, "verbs"), _words(file.nouns, path, "nouns"), tuple(phrases)


def _words(groups: tuple[_Group, ...], path: Path, field: str) -> dict[str, ReportingWord]:
    words: dict[str, ReportingWord] = {}
    for group in groups:
        for lemma in group.lemmas:
            if lemma in words:
                raise CodebookError(
                    f"the word {lemma!r} stands in two groups", where=f"{path.name}: {field}", remedy="keep one"
                )
            words[lemma] = ReportingWord(lemma, group.certainty, group.speech, group.object_is_addressee, group.kind)
    return words
