"""Telling words of a quote."""

from __future__ import annotations

from demarche.linking.words import stems


def test_forms_of_one_word_meet_and_empty_words_fall_out() -> None:
    assert stems("They were compensated") == stems("compensation") == {"compen"}
    assert stems("Those which would have been there") == frozenset()


def test_names_that_both_sides_share_are_dropped() -> None:
    assert stems("Norland closed the harbour", ("Norland", "the Norlanders")) == {"closed", "harbou"}


def test_letters_of_any_script_count_and_numbers_do_not() -> None:
    assert stems("гавань 12345 Þórshöfn") == {"гавань", "þórshö"}
