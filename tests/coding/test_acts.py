"""The acts that a clause speaks of: sentences, the word that is asked about, and the acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Token

from demarche.annotation.layers import Annotations
from demarche.codebook import Codebook
from demarche.coding.acts import act_of, acts_below, own_acts

Ask = Callable[[str, str], Token]


@pytest.fixture(scope="module")
def ask(nlp: Language) -> Ask:
    """The first token of a sentence with these letters."""

    def call(text: str, word: str) -> Token:
        return next(token for token in nlp(text) if token.text == word)

    return call


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # By verb and by noun.
        ("Japan apologised.", "apologised", "apologise"),
        ("The apology came late.", "apology", "apologise"),
        ("They demand reparations.", "reparations", "compensate"),
        ("Iran withdrew its troops.", "withdrew", "withdraw"),
        ("The withdrawal began.", "withdrawal", "withdraw"),
        ("Cuba released the sailors.", "released", "release"),
        # Everyday verbs only with what belongs to the act.
        ("Chad accepted responsibility.", "accepted", "acknowledge"),
        ("Chad accepted an invitation.", "accepted", None),
        ("The troops left the valley.", "left", "withdraw"),
        ("The train left.", "left", None),
        ("Peru tried.", "tried", None),
        # None.
        ("Chad protested.", "protested", None),
    ],
)
def test_act_of_a_word(ask: Ask, codebook: Codebook, text: str, word: str, expected: str | None) -> None:
    assert act_of(codebook.cues, ask(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # An infinitive, a clause, a noun.
        ("Iran promised to investigate the shooting.", "promised", ["investigate"]),
        ("Norway demanded that Poland release the trawler.", "demanded", ["release"]),
        ("Kuwait demanded an apology.", "demanded", ["apologise"]),
        # Two acts, in order of the text.
        ("Chad asked Libya to withdraw its troops and to pay compensation.", "asked", ["withdraw", "compensate"]),
        # A carrier lends its form to the noun.
        ("Libya promised to pay compensation.", "promised", ["compensate"]),
        ("Togo urged Ghana to take responsibility.", "urged", ["acknowledge"]),
        # Nothing below.
        ("Chad demanded more.", "demanded", []),
    ],
)
def test_acts_below_a_word(ask: Ask, codebook: Codebook, text: str, word: str, expected: list[str]) -> None:
    assert acts_below(codebook.cues, ask(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Japan must apologise.", "apologise", ["apologise"]),
        # The carrier's own act is that of its object.
        ("Japan must pay compensation.", "pay", ["compensate"]),
        # Coordinated verbs.
        ("Japan must apologise to Korea and withdraw its ships.", "apologise", ["apologise", "withdraw"]),
        ("Japan must wait.", "wait", []),
    ],
)
def test_own_acts_of_a_verb(ask: Ask, codebook: Codebook, text: str, word: str, expected: list[str]) -> None:
    assert own_acts(codebook.cues, ask(text, word)) == expected


def test_only_acts_of_the_codebook(annotated: tuple[Annotations, ...], codebook: Codebook) -> None:
    known, found = set(codebook.cues.acts), set()
    for article in annotated:
        for sentence in article.sentences:
            for token in sentence.tokens:
                below = acts_below(codebook.cues, token)
                assert len(below) == len(set(below)), "each once"
                found.update(below, own_acts(codebook.cues, token))
    assert {"apologise", "withdraw", "release"} & found
    assert found <= known
