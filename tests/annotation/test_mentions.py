"""Whom names, titles and pronouns mean: texts, the words that are asked about, and what they are resolved to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.annotation.layers import Annotations, Mention
from demarche.annotation.mentions import main_sides
from demarche.codebook import Codebook

Annotate = Callable[..., Annotations]


def meant(annotations: Annotations, words: str) -> list[Mention]:
    """The mentions of exactly these words, in order."""
    return [m for m in annotations.mentions if m.text == words]


@pytest.mark.parametrize(
    ("text", "words", "kind", "code", "basis"),
    [
        # A state by its name, its capital, its seat of government, an old name of today's state.
        ("Norway protested.", "Norway", "state", "NOR", "codebook"),
        ("Cairo said nothing.", "Cairo", "state", "EGY", "codebook"),
        ("Whitehall protested.", "Whitehall", "state", "GBR", "codebook"),
        ("Rhodesia protested.", "Rhodesia", "state", "ZWE", "codebook"),
        # After a preposition of place the capital is a place.
        ("In Cairo, officials said nothing.", "Cairo", "place", "EGY", "codebook"),
        # An organ acts for its state, under the words that name both.
        ("The Soviet officials met Kekkonen.", "Soviet officials", "state", "SUN", "title"),
        ("Peru's foreign ministry protested.", "Peru's foreign ministry", "state", "PER", "title"),
        # Citizens are not their state.
        ("Argentine citizens were held.", "Argentine citizens", "citizens", "ARG:citizens", "nominal"),
        # "Two Ethiopians" are people, "the Eritreans" are their government.
        ("Two Ethiopians were arrested.", "Ethiopians", "citizens", "ETH:citizens", "codebook"),
        ("The Eritreans denied the raid.", "Eritreans", "state", "ERI", "codebook"),
        # A body by its short name, also when one of its organs is named.
        ("The European Union met.", "European Union", "igo", "EU", "codebook"),
        (
            "The Council of the League of Nations met.",
            "Council of the League of Nations",
            "igo",
            "League of Nations",
            "codebook",
        ),
        # A ship belongs to its navy.
        ("HMS Andromeda rammed a trawler.", "HMS Andromeda", "state", "GBR", "codebook"),
        # A person outside government keeps the name.
        ("Maria Gomez, a biologist, agreed.", "Maria Gomez", "person", "Maria Gomez", "name"),
        # An official stands for the state.
        ("Belgian Foreign Minister Paul-Henri Spaak flew home.", "Paul-Henri Spaak", "person", "BEL", "name"),
        # A title before a comma.
        ("Ecuador's defence minister, Jorge Felix Mena, resigned.", "Jorge Felix Mena", "person", "ECU", "name"),
        # A known leader needs no title.
        ("Salvador Allende spoke.", "Salvador Allende", "person", "CHL", "name"),
        # Surname after the full name.
        (
            "Swedish Prime Minister Olof Palme spoke. Palme left.",
            "Palme",
            "person",
            "SWE",
            "short_form",
        ),
        # Pronouns: a man, a woman, a government, several people.
        ("Chilean President Ricardo Lagos arrived. He left.", "He", "person", "CHL", "pronoun"),
        ("Honduran foreign minister Elvia Chacon spoke. She left.", "She", "person", "HND", "pronoun"),
        ("Peru said it would close its border.", "it", "state", "PER", "pronoun"),
        ("Syria expelled Canadian diplomats. They left.", "They", "state", "CAN", "pronoun"),
        # A title without name or state: who was last given it.
        ("Chilean President Ricardo Lagos arrived. The president left.", "president", "person", "CHL", "nominal"),
        # A noun for the body named before.
        ("The European Union warned Belarus. The bloc was firm.", "bloc", "igo", "EU", "nominal"),
    ],
)
def test_resolution(annotate: Annotate, text: str, words: str, kind: str, code: str, basis: str) -> None:
    found = meant(annotate(text, published="1995-06-02"), words)
    assert [(m.kind, m.code, m.basis) for m in found] == [(kind, code, basis)]


def test_person_carries_full_name_role_and_side_everywhere(annotate: Annotate) -> None:
    found = annotate(
        "Palme spoke first.\n\nSwedish Prime Minister Olof Palme criticised Washington, and he was heard. Palme left."
    )
    persons = [m for m in found.mentions if m.kind == "person" and m.basis != "title"]
    assert [m.text for m in persons] == ["Palme", "Olof Palme", "he", "Palme"]
    assert {(m.name, m.role, m.side, m.code) for m in persons} == {
        ("Olof Palme", "Swedish Prime Minister", "SWE", "SWE"),
    }


def test_two_with_one_surname_are_kept_apart(annotate: Annotate) -> None:
    found = annotate("Peruvian President Anna Prado met Bolivian President Juan Prado. Juan Prado thanked Anna Prado.")
    assert {(m.name, m.code) for m in found.mentions if m.kind == "person"} == {
        ("Anna Prado", "PER"),
        ("Juan Prado", "BOL"),
    }


@pytest.mark.parametrize(
    ("published", "code"),
    [
        # In office.
        ("1975-03-01", "FIN"),
        # Long after: some other bearer of the name.
        ("2015-03-01", "Kekkonen"),
        # Undated: nobody knows.
        (None, "Kekkonen"),
    ],
)
def test_a_bare_surname_means_a_leader_only_in_office(annotate: Annotate, published: str | None, code: str) -> None:
    (found,) = meant(annotate("Mr Kekkonen spoke for an hour.", published=published), "Kekkonen")
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Two sides make one phrase mean both.
        ("Bolivia and Chile signed a treaty. The two countries were content.", "countries"),
        ("Bolivia accused Chile. Both sides sent troops.", "sides"),
    ],
)
def test_both_sides(annotate: Annotate, text: str, words: str) -> None:
    assert [m.code for m in meant(annotate(text), words)] == ["BOL", "CHL"]


def test_both_sides_of_nothing_are_nobody(annotate: Annotate) -> None:
    assert annotate("Both sides sent troops. The two countries were content.").mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        # An expletive stands for nobody.
        "Peru protested. It is a pity that it rained.",
        # Nobody was named before.
        "He left. They stayed.",
    ],
)
def test_pronouns_that_mean_nobody(annotate: Annotate, text: str) -> None:
    assert [m.text for m in annotate(text).mentions if m.basis == "pronoun" and m.text in ("It", "He", "They")] == []


def test_main_sides_are_those_named_most(annotate: Annotate) -> None:
    found = annotate("Peru warned Ecuador. Ecuador answered Peru. Brazil watched. Peruvian troops left.")
    assert main_sides(found.mentions) == ("PER", "ECU")
    assert main_sides(annotate("Peru slept.").mentions) == ("PER",)
    assert main_sides(()) == ()


def test_mentions_of_the_corpus(annotated: tuple[Annotations, ...], codebook: Codebook) -> None:
    states = {entry.code for entries in codebook.forms.values() for entry in entries}
    for article in annotated:
        text = article.document.text
        assert list(article.mentions) == sorted(article.mentions, key=lambda m: (m.start, m.end, m.code))
        for m in article.mentions:
            block = article.blocks[m.block]
            assert block.start <= m.start < m.end <= block.end
            assert " ".join(text[m.start : m.end].split()) == " ".join(m.text.split()) or '"' in m.text or "'" in m.text
            head = block.doc[m.head]
            assert m.start <= block.start + head.idx < m.end, "the head lies within"
            assert m.code
            assert m.name
            assert len(m.code.split()) <= 9, m.code
            if m.kind in ("state", "citizens"):
                assert m.code.partition(":")[0] in states, m
            if m.kind == "citizens":
                assert m.code == f"{m.side}:citizens"
            if m.kind == "person" and m.code != m.name:
                assert m.code == m.side, "an official stands for the state"
