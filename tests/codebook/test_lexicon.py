from __future__ import annotations

import pytest

from demarche.codebook import Codebook

# lemma, certainty, uttered, object is who is spoken to, kind
VERBS = [
    ("say", "asserted", True, False, "say"),
    ("tell", "asserted", True, True, "say"),
    ("believe", "hedged", False, False, "think"),
    ("claim", "contested", True, False, "say"),
    ("allege", "contested", True, False, "say"),
    ("admit", "factive", True, False, "say"),
    ("point out", "factive", True, False, "say"),
    ("insist", "asserted", True, False, "say"),
    ("deny", "contested", True, False, "deny"),
    ("vow", "asserted", True, False, "promise"),
    ("accuse", "contested", True, False, "accuse"),
    ("ask", "asserted", True, True, "ask"),
    ("demand", "asserted", True, False, "demand"),
    ("urge", "asserted", True, True, "demand"),
    ("warn", "asserted", True, True, "threaten"),
]


@pytest.mark.parametrize(("lemma", "certainty", "speech", "addressee", "kind"), VERBS)
def test_verbs(lemma: str, certainty: str, speech: bool, addressee: bool, kind: str, codebook: Codebook) -> None:
    word = codebook.reporting[lemma]
    assert (word.lemma, word.certainty, word.speech, word.object_is_addressee, word.kind) == (
        lemma,
        certainty,
        speech,
        addressee,
        kind,
    )


def test_there_are_words_enough(codebook: Codebook) -> None:
    assert len(codebook.reporting) >= 250
    assert {word.kind for word in codebook.reporting.values()} == {
        *("say", "think", "demand", "deny", "promise", "accuse", "ask", "threaten")
    }
    common = "note add continue summarise explain acknowledge stress recall concede promise reply describe conclude"
    assert set(common.split()) <= set(codebook.reporting)
    assert {"statement", "announcement", "claim", "report", "opinion", "warning"} <= set(codebook.reporting_nouns)


def test_phrases_come_longest_first(codebook: Codebook) -> None:
    texts = [phrase.text for phrase in codebook.reporting_phrases]
    assert {"according to", "in his opinion", "in the view of", "is confident that"} <= set(texts)
    assert [len(text) for text in texts] == sorted((len(text) for text in texts), reverse=True)
    assert len(set(texts)) == len(texts)


def test_cues_are_lower_case_and_trimmed(codebook: Codebook) -> None:
    cues = (
        codebook.hedges
        | codebook.negations
        | codebook.future_markers
        | codebook.condition_markers
        | codebook.impersonal_cues
        | codebook.group_nouns
        | codebook.ministries.keys()
        | codebook.reporting.keys()
        | codebook.reporting_nouns.keys()
        | {phrase.text for phrase in codebook.reporting_phrases}
    )
    assert all(cue == " ".join(cue.lower().split()) for cue in cues)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("hedges", ["apparently", "would seem", "reportedly", "perhaps"]),
        ("negations", ["no", "not", "n't", "no longer", "never", "yet to"]),
        ("future_markers", ["will", "is going to", "plans to"]),
        ("condition_markers", ["if", "unless", "until", "provided that"]),
        ("impersonal_cues", ["is believed", "it is reported", "is said"]),
        ("group_nouns", ["citizens", "diaspora", "fishermen", "refugees", "ethnic"]),
    ],
)
def test_cues(field: str, words: list[str], codebook: Codebook) -> None:
    assert set(words) <= getattr(codebook, field)


def test_roles(codebook: Codebook) -> None:
    kinds = {noun: codebook.ministries[noun] for noun in ("foreign minister", "foreign ministry", "troops", "side")}
    assert kinds == {"foreign minister": "person", "foreign ministry": "body", "troops": "force", "side": "side"}
