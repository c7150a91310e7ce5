"""Quotations and their speakers over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from demarche.annotation.layers import Annotations, Attribution


def said(found: Annotations, words: str) -> Attribution:
    """The attribution that covers these words."""
    at = found.document.text.index(words)
    return next(a for a in found.attributions if a.covers(at, at + len(words)))


def test_a_quotation_broken_by_its_cue_is_one(annotate: Callable[..., Annotations]) -> None:
    found = annotate('"We have asked for talks," Anna Berg said. "They never answered our letter."')
    (only,) = found.attributions
    assert (only.speaker, only.kind, len(only.more)) == ("Anna Berg", "direct", 1)


def test_a_cue_before_a_colon(annotate: Callable[..., Annotations]) -> None:
    found = annotate('Anna Berg was blunt about it and added: "Nobody has ever paid us for the boats."')
    assert said(found, "Nobody has ever paid").speaker == "Anna Berg"


def test_a_quotation_over_paragraphs_belongs_to_the_cue_that_opens_it(annotate: Callable[..., Annotations]) -> None:
    found = annotate(
        '"The harbour is closed to everybody," Anna Berg said. "It will be closed until the spring.\n\n'
        '"Nobody has been told why this was done. We only know that it was done in a hurry."'
    )
    assert said(found, "Nobody has been told why").speaker == "Anna Berg"


def test_a_box_does_not_interrupt_who_speaks(annotate: Callable[..., Annotations]) -> None:
    found = annotate(
        "Anna Berg said on Monday that the talks had failed. She spoke for an hour.\n\n"
        "14:10 02.03.1951\nThe tanker affair\nA tanker was seized by Lars Holm on 1 March. He was praised.\n\n"
        "In her opinion, the tanker should never have been there."
    )
    assert said(found, "the tanker should never").speaker == "Anna Berg"


def test_a_pronoun_means_who_spoke_last(annotate: Callable[..., Annotations]) -> None:
    found = annotate(
        "Lars Holm said that the offer was dead. He blamed Erik Dahl for it. "
        "He also said that nobody had read the letter."
    )
    assert said(found, "nobody had read the letter").speaker == "Lars Holm"


def test_nobody_named_in_a_quotation_only_is_meant_outside_it(annotate: Callable[..., Annotations]) -> None:
    found = annotate('"Erik Dahl knows very well what he is doing," Lars Holm said. He added that the offer was dead.')
    assert said(found, "the offer was dead").speaker == "Lars Holm"


def test_the_analyst_is_the_one_just_cited(annotate: Callable[..., Annotations]) -> None:
    found = annotate("Lars Holm said that the offer was dead. The analyst believes that nobody read it.")
    assert said(found, "nobody read it").speaker == "Lars Holm"


def test_a_title_means_its_holder(annotate: Callable[..., Annotations]) -> None:
    found = annotate(
        "Norwegian Foreign Minister Lars Holm arrived on Monday. "
        "The Norwegian foreign minister said that the offer was dead."
    )
    assert said(found, "the offer was dead").speaker == "Lars Holm"


def test_a_name_spelt_two_ways_is_one_speaker(annotate: Callable[..., Annotations]) -> None:
    found = annotate(
        "Lars Brandvik said that the offer was dead. Brandvik said it twice on Monday.\n\n"
        '"Nobody has ever read the letter," Lars Brandvyk said.'
    )
    assert said(found, "Nobody has ever read").speaker == "Lars Brandvik"


def test_the_publisher_citing_itself_is_no_speaker(annotate: Callable[..., Annotations]) -> None:
    text = "As the Northern Post reported on Friday, the ships have left."
    assert annotate(text, publisher="Northern Post").attributions == ()


def test_a_quotation_whose_opening_mark_is_lost(annotate: Callable[..., Annotations]) -> None:
    found = annotate('The harbour is closed and nobody knows for how long," Lars Holm believes.')
    assert said(found, "nobody knows").speaker == "Lars Holm"
