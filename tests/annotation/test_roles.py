"""Titles and groups around names: texts, and the role that is read with whose it is."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from demarche.annotation.names import Name, NameFinder
from demarche.annotation.roles import Role, RoleFinder
from demarche.codebook import Codebook


@pytest.fixture(scope="module")
def roles(codebook: Codebook) -> RoleFinder:
    return RoleFinder(codebook)


@pytest.fixture(scope="module")
def names(nlp: Language, codebook: Codebook) -> NameFinder:
    return NameFinder(nlp, codebook)


def named(doc: Doc, found: list[Name], text: str) -> Name:
    """The name of these letters."""
    return next(n for n in found if doc[n.first : n.last + 1].text == text)


def said(role: Role | None) -> tuple[str, str | None, bool] | None:
    """Words, side, and whether it makes an official."""
    return None if role is None else (role.text, role.side, role.official)


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        # Before the name, with a state's adjective.
        ("Swedish Prime Minister Olof Palme left.", "Olof Palme", ("Swedish Prime Minister", "SWE", True)),
        # After it, between commas: whose it is stands behind "of".
        (
            "Ricardo Lagos, the President of Chile, arrived.",
            "Ricardo Lagos",
            ("President of Chile", "CHL", True),
        ),
        # Before a comma, the state in the genitive.
        ("Ecuador's defence minister, Jorge Mena, resigned.", "Jorge Mena", ("defence minister", "ECU", True)),
        # An occupation makes nobody an official.
        ("Maria Gomez, a fisheries biologist, agreed.", "Maria Gomez", ("fisheries biologist", None, False)),
        # A title without a state: an official of nobody knows whom.
        ("Foreign Minister Harold Holt left.", "Harold Holt", ("Foreign Minister", None, True)),
        # What stands before the preposition is no title.
        (
            "The invitation to Foreign Minister Elvia Chacon was withdrawn.",
            "Elvia Chacon",
            ("Foreign Minister", None, True),
        ),
        # A relative clause is no apposition.
        ("Elvia Chacon, who left, was tired.", "Elvia Chacon", None),
        ("Elvia Chacon left.", "Elvia Chacon", None),
    ],
)
def test_role_of_a_person(
    nlp: Language,
    names: NameFinder,
    roles: RoleFinder,
    text: str,
    person: str,
    expected: tuple[str, str | None, bool] | None,
) -> None:
    doc = nlp(text)
    found = names.find(doc)
    assert said(roles.of_person(doc, named(doc, found, person), found)) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected", "kind"),
    [
        # Offices and organs act for their state.
        ("The Turkish ambassador left.", "Turkish", "ambassador", "person"),
        ("Peruvian police arrested two men.", "Peruvian", "police", "force"),
        ("Peru's foreign ministry protested.", "Peru", "foreign ministry", "body"),
        ("The Danish government resigned.", "Danish", "government", "body"),
        # Groups do not.
        ("Icelandic fishermen protested.", "Icelandic", "fishermen", "group"),
        ("Argentine citizens were held.", "Argentine", "citizens", "group"),
        # A group noun that only modifies is none.
        ("Icelandic fish was sold.", "Icelandic", None, None),
        # Another name ends the search.
        ("Peru and Chile signed.", "Peru", None, None),
    ],
)
def test_what_follows_a_state(
    nlp: Language, names: NameFinder, roles: RoleFinder, text: str, name: str, expected: str | None, kind: str | None
) -> None:
    doc = nlp(text)
    found = names.find(doc)
    role = roles.after(doc, named(doc, found, name).last, found)
    assert (role and role.text, role and role.kind) == (expected, kind)


def test_a_title_may_belong_to_the_person_behind_it(nlp: Language, names: NameFinder, roles: RoleFinder) -> None:
    doc = nlp("Swedish Prime Minister Olof Palme left.")
    found = names.find(doc)
    role = roles.after(doc, named(doc, found, "Swedish").last, found)
    assert role is not None
    assert role.before_person


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("President Lagos left.", "President", True),
        ("King Hassan left.", "King", True),
        ("Gen. Okello left.", "Okello", False),
        ("The harbour was shut.", "harbour", False),
    ],
)
def test_titles(nlp: Language, roles: RoleFinder, text: str, word: str, expected: bool) -> None:
    assert roles.is_title(next(t for t in nlp(text) if t.text == word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # Occupations by their endings.
        ("The economist Jan Tinbergen agreed.", "economist", True),
        ("The trade spokeswoman agreed.", "spokeswoman", True),
        # An office.
        ("The president agreed.", "president", True),
        # Neither.
        ("The harbour was shut.", "harbour", False),
        # Not a noun.
        ("They resist pressure.", "resist", False),
    ],
)
def test_nouns_that_make_a_name_a_persons(
    nlp: Language, roles: RoleFinder, text: str, word: str, expected: bool
) -> None:
    assert roles.names_person(next(t for t in nlp(text) if t.text == word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # The longest office that ends there.
        ("The deputy foreign minister left.", "minister", ("deputy foreign minister", "person")),
        ("The government fell.", "government", ("government", "body")),
        ("The harbour was shut.", "harbour", None),
    ],
)
def test_office_at(nlp: Language, roles: RoleFinder, text: str, word: str, expected: tuple[str, str] | None) -> None:
    doc = nlp(text)
    last = next(t.i for t in doc if t.text == word)
    found = roles.office_at(doc, last)
    assert (found and (doc[found[0] : last + 1].text, found[1])) == expected


def test_side_of_an_organisation(nlp: Language, names: NameFinder, roles: RoleFinder) -> None:
    doc = nlp("The Soviet agency Novosti and the paper Aftenbladet agreed.")
    found = names.find(doc)
    adjective = named(doc, found, "Soviet")
    behind = Name(adjective.last + 1, adjective.last + 2, "organisation", None)
    assert roles.side_of(behind, found) == "SUN"
    far = Name(adjective.last + 2, adjective.last + 2, "organisation", None)
    assert roles.side_of(far, found) is None
