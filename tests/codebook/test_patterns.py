"""Event patterns: the shipped file keeps its form, and a broken one is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from demarche.codebook import Codebook
from demarche.codebook.loader import SHIPPED
from demarche.codebook.patterns import EventPattern, Patterns, load_patterns
from demarche.errors import CodebookError

MODES: Mapping[str, frozenset[str]] = {"AID": frozenset(), "CONSULT": frozenset({"visit", "phone"})}
HEAD = "version: 1\ndefaults: {recipient: [object, to], noun_actor: [poss], noun_recipient: [of]}\npatterns:\n"


@pytest.fixture
def loaded(tmp_path: Path) -> Patterns:
    """Two patterns for one verb, and one for a noun of two words."""
    path = tmp_path / "events.yaml"
    path.write_text(
        HEAD
        + "- {id: first, type: CONSULT, mode: phone, verbs: [ring, call up], object: [minister], with: [night]}\n"
        + "- {id: second, type: CONSULT, verbs: [ring], recipient: [at]}\n"
        + "- {id: third, type: AID, nouns: [food parcel], noun_recipient: []}\n",
        encoding="utf-8",
    )
    return load_patterns(path, MODES)


def test_a_lemma_lists_its_patterns_in_the_order_of_the_file(loaded: Patterns) -> None:
    assert [p.id for p in loaded.verbs["ring"]] == ["first", "second"]


def test_a_verb_with_its_particle_is_one_key(loaded: Patterns) -> None:
    assert [p.id for p in loaded.verbs["call up"]] == ["first"]
    assert "call" not in loaded.verbs


def test_the_defaults_fill_what_a_pattern_leaves_open_and_no_more(loaded: Patterns) -> None:
    first, second, third = loaded.all
    assert (first.recipient, second.recipient) == (("object", "to"), ("at",))
    assert (third.noun_actor, third.noun_recipient) == (("poss",), ())


def test_the_word_with_of_the_file_is_a_set_of_the_pattern(loaded: Patterns) -> None:
    assert loaded.named("first").with_ == {"night"}


def test_an_id_that_is_not_there_has_no_pattern(loaded: Patterns) -> None:
    with pytest.raises(StopIteration):
        loaded.named("fourth")


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        # a type of another codebook
        ("- {id: a, type: HELP, verbs: [help]}", "HELP"),
        # a mode of another type
        ("- {id: a, type: AID, mode: visit, verbs: [help]}", "AID visit"),
        # the same id again
        ("- {id: a, type: AID, verbs: [help]}\n- {id: a, type: AID, verbs: [feed]}", "twice"),
        # a word that YAML reads as a truth value, since it stands without quotes
        ("- {id: a, type: AID, verbs: [help], without: [false]}", "string"),
    ],
)
def test_a_broken_pattern_is_refused_with_what_is_wrong(entry: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(HEAD + entry + "\n", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_patterns(path, MODES)
    assert complaint in str(caught.value) and "events.yaml" in str(caught.value)


def words(pattern: EventPattern) -> list[str]:
    """Every word that a pattern compares with the text."""
    lists = (pattern.verbs, pattern.nouns, pattern.object, pattern.with_, pattern.without, pattern.particle_prep)
    return [word for part in lists for word in part]


def test_the_shipped_words_are_lower_case_as_lemmas_are(codebook: Codebook) -> None:
    assert [w for p in codebook.patterns.all for w in words(p) if w != w.lower() or w != w.strip()] == []


CONDITIONS = (
    *("object", "with_", "without", "particle_prep", "object_person", "object_party", "object_thing"),
    *("official", "with_party", "explicit"),
)


def test_nothing_stands_behind_a_pattern_without_conditions(codebook: Codebook) -> None:
    """Such a pattern always wins, so that the next one for the same verb would never be tried."""
    dead = [
        (lemma, after.id)
        for lemma, patterns in codebook.patterns.verbs.items()
        for at, pattern in enumerate(patterns)
        if not any(getattr(pattern, name) for name in CONDITIONS)
        for after in patterns[at + 1 :]
    ]
    assert dead == []


def test_every_shipped_pattern_can_be_reached(codebook: Codebook) -> None:
    """Only the pattern of obligations is named by the code and has no words of its own."""
    assert [p.id for p in codebook.patterns.all if not p.verbs and not p.nouns] == ["obligation"]


def test_every_type_has_patterns(codebook: Codebook) -> None:
    assert {p.type for p in codebook.patterns.all} == set(codebook.event_types)


def test_the_file_that_ships_is_the_one_that_is_loaded(codebook: Codebook) -> None:
    modes = {name: frozenset(type_.modes) for name, type_ in codebook.event_types.items()}
    assert load_patterns(SHIPPED / "events.yaml", modes) == codebook.patterns
