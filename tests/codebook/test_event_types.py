from __future__ import annotations

import pytest

from demarche.codebook import Codebook

# PLOVER 2.0: quad class, base score, and the modes of every type
PLOVER = {
    "AGREE": (1, 2.5, ""),
    "CONSULT": (1, 2.5, "visit third-party multilateral phone"),
    "SUPPORT": (1, 5, ""),
    "CONCEDE": (1, 4.5, ""),
    "COOPERATE": (2, 9.5, ""),
    "AID": (2, 10, ""),
    "RETREAT": (2, 6.5, "withdraw release disarm ceasefire access resign"),
    "REQUEST": (3, 0, "assist change yield meet"),
    "ACCUSE": (3, -3, "disapprove investigate allege"),  # printed without its sign
    "REJECT": (3, -2, "assist change yield meet"),
    "THREATEN": (3, -3.5, "restrict arrest relations expel territory violence"),
    "PROTEST": (4, -5, "demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": (4, -6, "convict expel withdraw discontinue"),  # class 4 where defined
    "MOBILIZE": (4, -5.5, "troops weapons police militia"),
    "COERCE": (
        4,
        -7,
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    "ASSAULT": (
        4,
        -9,
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional",
    ),
    "NONE": (None, 0, ""),
}

# the distinctions on which coders most often stumble: a word of the example, its type, the type it is taken for
HARD = [
    ("agreed to meet", "AGREE", "CONSULT"),  # a meeting planned
    ("apologised", "CONCEDE", None),
    ("called off the visit", "REJECT", "SANCTION"),  # a meeting cancelled
    ("closed the Ostanian cultural centre", "SANCTION", None),  # an institution closed
    ("arrested the skipper", "COERCE", None),
    ("released the two", "RETREAT", None),
    ("promised to compensate", "AGREE", "AID"),
    ("paid compensation", "AID", "AGREE"),
]


def test_types_modes_classes_and_scores_are_those_of_plover(codebook: Codebook) -> None:
    found = {name: (t.quad, t.score, " ".join(t.modes)) for name, t in codebook.event_types.items()}
    assert found == PLOVER


def test_scores_of_modes_stay_on_the_side_of_their_class(codebook: Codebook) -> None:
    for type_ in codebook.event_types.values():
        for mode in type_.modes.values():
            if type_.name == "REQUEST":  # a plea may be slightly friendly, an order is not
                assert -1 <= mode.score <= 0.5
            else:
                assert (mode.score > 0) == (type_.quad in (1, 2))


@pytest.mark.parametrize(("words", "type_", "other"), HARD)
def test_the_hard_neighbours_are_shown(words: str, type_: str, other: str | None, codebook: Codebook) -> None:
    assert any(words in example for example in codebook.event_types[type_].examples)
    if other:
        assert type_ in {neighbour.type for neighbour in codebook.event_types[other].neighbours}


def test_no_sentence_is_an_example_of_two_types(codebook: Codebook) -> None:
    home: dict[str, str] = {}
    for type_ in codebook.event_types.values():
        for text in type_.examples:
            assert home.setdefault(text, type_.name) == type_.name
    for type_ in codebook.event_types.values():
        for neighbour in type_.neighbours:
            assert home.get(neighbour.text, neighbour.type) == neighbour.type


def test_every_type_is_the_answer_to_some_neighbour(codebook: Codebook) -> None:
    answers = {n.type for t in codebook.event_types.values() for n in t.neighbours}
    assert answers >= set(codebook.event_types) - {"RETREAT", "MOBILIZE", "NONE"}


def test_acts_and_contexts(codebook: Codebook) -> None:
    acts = "acknowledge apologise compensate punish investigate release withdraw close cease allow other"
    assert list(codebook.acts) == acts.split()
    assert len(codebook.contexts) == 37
    assert {"military", "diplomatic", "territory", "illegal_drugs"} <= set(codebook.contexts)
