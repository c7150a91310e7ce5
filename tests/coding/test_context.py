"""Who is where, who speaks, which dates are near: the look-ups that the coders of every kind share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.annotation.layers import Annotations, Attribution, Sentence
from demarche.codebook import Codebook
from demarche.coding import CODER, CODER_VERSION
from demarche.coding.context import Context
from demarche.records import Provenance

Read = Callable[..., Context]


def parties(context: Context, word: str, *, places: bool = False) -> list[tuple[str, str | None]]:
    """Whom the first token of these letters means."""
    block, token = next((s.block, t) for s in context.annotations.sentences for t in s.tokens if t.text == word)
    return [(p.code, p.name) for p in context.parties(block, token, places=places)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # A name means itself.
        ("Peru protested.", "Peru", [("PER", "Peru")]),
        # Coordination means all its members, each once.
        ("Spain, France and Italy signed.", "Spain", [("ESP", "Spain"), ("FRA", "France"), ("ITA", "Italy")]),
        # What is not known itself means whose it is: a genitive, an adjective, "of".
        ("Peru's demand failed.", "demand", [("PER", "Peru")]),
        ("The navy of Peru fired.", "navy", [("PER", "Peru")]),
        ("Relations between Iran and Iraq worsened.", "Relations", [("IRN", "Iran"), ("IRQ", "Iraq")]),
        ("The governments of Spain and Italy agreed.", "governments", [("ESP", "Spain"), ("ITA", "Italy")]),
        # Nobody.
        ("The harbour was quiet.", "harbour", []),
        # A relative clause tells nothing of whose a thing is.
        ("The harbour that Peru shelled was quiet.", "harbour", []),
    ],
)
def test_parties(context: Read, text: str, word: str, expected: list[tuple[str, str | None]]) -> None:
    assert parties(context(text), word) == expected


def test_a_place_is_a_party_only_where_asked_for(context: Read) -> None:
    found = context("The envoys met in Lima.")
    assert parties(found, "Lima") == []
    assert parties(found, "Lima", places=True) == [("PER", "Lima")]


@pytest.mark.parametrize(
    ("text", "publisher", "word", "expected"),
    [
        # Within a quotation "we" is the side of who speaks.
        ('"We regret it," said Danish Foreign Minister Per Haekkerup.', None, "We", [("DNK", "We")]),
        # Whoever speaks for no state is meant in person.
        ('"We regret it," said Nils Holm, a fisherman.', None, "We", [("Nils Holm", "We")]),
        # A state's own publication speaks for the state, a newspaper for nobody.
        ("We regret the collision.", "Embassy of Denmark in Lagos", "We", [("DNK", "We")]),
        ("We regret the collision.", "Ministry of Foreign Affairs of Peru", "We", [("PER", "We")]),
        ("We regret the collision.", "Copenhagen Courier", "We", []),
        ("We regret the collision.", None, "We", []),
    ],
)
def test_the_first_person(
    context: Read, text: str, publisher: str | None, word: str, expected: list[tuple[str, str | None]]
) -> None:
    assert parties(context(text, publisher=publisher), word) == expected


@pytest.mark.parametrize(
    ("text", "codes", "expected"),
    [
        ("Peru warned Ecuador.", {"PER"}, "ECU"),
        # Citizens stand with their state.
        ("Peru warned Ecuador.", {"ECU:citizens"}, "PER"),
        # A third party leaves both, so that neither is the other.
        ("Peru warned Ecuador.", {"BRA"}, None),
        ("Peru warned Ecuador.", {"PER", "ECU"}, None),
        # One side has no other.
        ("Peru slept.", {"PER"}, None),
    ],
)
def test_other_side(context: Read, text: str, codes: set[str], expected: str | None) -> None:
    assert context(text).other_side(codes) == expected


def attribution(start: int, end: int, speaker: str, more: tuple[tuple[int, int], ...] = ()) -> Attribution:
    return Attribution(start, end, more, speaker, None, None, "said", None, "indirect", "asserted")


def test_the_innermost_attribution_counts(annotate: Callable[..., Annotations], codebook: Codebook) -> None:
    found = annotate("Peru protested against the new dam in the north.")
    layers = {name: getattr(found, name) for name in Annotations.__slots__}
    layers["attributions"] = (attribution(0, 40, "outer"), attribution(5, 14, "inner", more=((20, 25),)))
    context = Context(Annotations(**layers), codebook)
    # Both cover it; only the outer does; a continuation counts; no one does.
    assert [context.speaker(*run) for run in ((6, 10), (0, 10), (21, 24), (39, 44))] == [
        "inner",
        "outer",
        "inner",
        None,
    ]


def test_sentences_by_offset(context: Read) -> None:
    found = context("Peru protested.\n\nChile was silent.")
    text = found.document.text
    at = [found.sentence_at(i) for i in range(len(text))]

    def words(sentence: Sentence | None) -> str | None:
        return sentence and text[sentence.start : sentence.end]

    assert [words(s) for s in (at[0], at[14], at[15], at[17])] == [
        "Peru protested.",
        "Peru protested.",
        None,
        "Chile was silent.",
    ]
    assert found.sentence_at(len(text)) is None
    assert context("").sentence_at(0) is None


def test_dates_stand_with_their_sentence(context: Read) -> None:
    found = context("Peru protested on 3 May 1971. Chile answered. It left on 5 May 1971 or on 6 May 1971.")
    assert [[d.when.edtf for d in found.dates(s)] for s in found.annotations.sentences] == [
        ["1971-05-03"],
        [],
        ["1971-05-05", "1971-05-06"],
    ]


def test_provenance_names_coder_codebook_and_rule(context: Read, codebook: Codebook) -> None:
    made = context("").provenance("events/expel", 0.5)
    assert made == Provenance(CODER, CODER_VERSION, codebook.name, codebook.version, "events/expel", 0.5)


def test_a_span_runs_from_token_to_token(context: Read) -> None:
    found = context("First.\n\nPeru “protested”, again.")
    block = found.annotations.blocks[1]
    span = found.span(block, block.doc[0], next(t for t in block.doc if t.text == "protested"))
    assert span.quote == "Peru “protested"


def test_tokens_that_may_carry_a_record(context: Read) -> None:
    found = context(
        "By Ann Lee\n\nPeru protested against the dam on the river.\n\nprotested against the dam on the river"
    )
    kinds = [s.block.kind for s, _ in found.tokens()]
    assert set(kinds) == {"body"}
    assert {b.kind for b in found.annotations.blocks} == {"head", "body", "repeat"}
