"""Which words of a block are names: texts, and each name found with its kind and the codebook's code for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from demarche.annotation.layers import Annotations
from demarche.annotation.names import NameFinder
from demarche.codebook import Codebook

Named = list[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def find(nlp: Language, codebook: Codebook) -> Callable[[str], Named]:
    """The names of a text."""
    finder = NameFinder(nlp, codebook)

    def call(text: str) -> Named:
        doc = nlp(text)
        return [(doc[n.first : n.last + 1].text, n.kind, n.code) for n in finder.find(doc)]

    return call


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A state acts; after "from" its capital is a place.
        (
            "Norway recalled its ambassador from Lisbon.",
            [("Norway", "state", "NOR"), ("Lisbon", "place", "PRT")],
        ),
        # The same capital as subject is a government.
        ("Lisbon recalled its ambassador.", [("Lisbon", "state", "PRT")]),
        # A seat of government.
        ("Whitehall warned Kiev.", [("Whitehall", "state", "GBR"), ("Kiev", "state", "UKR")]),
        # A body, its article no part of it.
        ("The European Union met.", [("European Union", "body", "EU")]),
        ("The United Nations warned Iraq.", [("United Nations", "body", "UN"), ("Iraq", "state", "IRQ")]),
        # An adjective belongs to the noun that it modifies; people are called by the demonym.
        ("The Turkish ambassador left.", [("Turkish", "adjective", "TUR")]),
        ("Two Turks were held.", [("Turks", "demonym", "TUR")]),
        # A hyphen joins two states.
        ("The Chad-Libya border was shut.", [("Chad", "state", "TCD"), ("Libya", "state", "LBY")]),
        # A state within a person's name is none.
        ("Michael Jordan flew to Jordan.", [("Michael Jordan", "person", None), ("Jordan", "place", "JOR")]),
        # The genitive is cut off, also between a state and its man.
        ("Bolivia's envoy left.", [("Bolivia", "state", "BOL")]),
        # A ship's prefix tells whose it is, and takes the name that follows with it.
        ("HMS Andromeda rammed a trawler.", [("HMS Andromeda", "state", "GBR")]),
        ("USS Pueblo was seized by Korea.", [("USS Pueblo", "state", "USA"), ("Korea", "state", "PRK")]),
        # States that are no more.
        (
            "Czechoslovakia and the Soviet Union signed.",
            [("Czechoslovakia", "state", "CSK"), ("Soviet Union", "state", "SUN")],
        ),
        # What no list has is an organisation by its capitals.
        ("The Zumbrota Committee protested.", [("Zumbrota Committee", "organisation", None)]),
        # Days, months and forms of address name nobody.
        ("On Monday and in May the talks failed.", []),
        # A common word in lower case is no state.
        ("They ate roast turkey.", []),
        ("", []),
    ],
)
def test_names(find: Callable[[str], Named], text: str, expected: Named) -> None:
    assert find(text) == expected


def test_a_title_with_its_state_is_no_part_of_a_name(find: Callable[[str], Named]) -> None:
    found = find("Senegalese President Leopold Senghor left.")
    assert ("Senegalese", "adjective", "SEN") in found
    assert [name for name, kind, _ in found if kind == "person"] == ["Leopold Senghor"]


@pytest.mark.parametrize("mark", ['"{}"', "({})", "{},", "{}'s", "{}:", "the {}"])
def test_marks_around_a_name_are_no_part_of_it(find: Callable[[str], Named], mark: str) -> None:
    found = find(f"We heard that {mark.format('Ethiopia')} protested.")
    assert ("Ethiopia", "state", "ETH") in found


@pytest.mark.parametrize("state", ["Albania", "Burundi", "Cambodia", "Denmark", "Egypt", "Fiji", "Ghana", "Zambia"])
def test_states_are_found_wherever_they_stand(find: Callable[[str], Named], codebook: Codebook, state: str) -> None:
    code = codebook.lookup(state)[0].code
    for text in (f"{state} protested.", f"The note angered {state}.", f"Peace with {state} came late."):
        assert [(name, found) for name, _, found in find(text)] == [(state, code)]


def test_no_two_names_of_the_corpus_overlap(
    annotated: tuple[Annotations, ...], nlp: Language, codebook: Codebook
) -> None:
    finder = NameFinder(nlp, codebook)
    found = 0
    for article in annotated:
        for block in article.blocks:
            names = finder.find(block.doc)
            found += len(names)
            assert all(a.last < b.first for a, b in zip(names, names[1:], strict=False)), block.doc.text
            assert all(0 <= n.first <= n.last < len(block.doc) for n in names)
            assert all(n.code or n.kind in ("person", "organisation", "place") for n in names), "a state has a code"
    assert found > 300
