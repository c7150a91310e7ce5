"""Reporting words: which attribute, to whom, and what they govern."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.annotation.layers import Annotations

# sentence, speaker, first words of what is attributed
SAID = [
    # the plain case
    ("Norway's government said that the talks had failed.", "NOR", "the talks had failed"),
    # told somebody
    ("Anna Berg told reporters in Oslo that the talks had failed.", "Anna Berg", "the talks had failed"),
    # after what is said
    ("The talks had failed, Anna Berg said.", "Anna Berg", "The talks had failed"),
    # in its middle
    ("The talks, Anna Berg said, had failed completely.", "Anna Berg", "The talks"),
    # a phrase
    ("According to Anna Berg, the talks have failed.", "Anna Berg", "the talks have failed"),
    # "as she put it"
    ("As Anna Berg noted, the talks have failed.", "Anna Berg", "the talks have failed"),
    # an accusation
    ("Anna Berg accused Denmark of breaking the treaty.", "Anna Berg", "Denmark of breaking"),
    # a denial
    ("Denmark denied any part in the attack.", "DNK", "any part"),
    # what somebody calls something
    ("Anna Berg called the offer an insult.", "Anna Berg", "the offer an insult"),
    ("Anna Berg dismissed the report as a fabrication.", "Anna Berg", "the report as"),
    # a view
    ("Anna Berg is confident that the talks will go on.", "Anna Berg", "the talks will go on"),
    # nobody named
    ("It is believed that the ships have left the harbour.", "unnamed", "the ships have left"),
    ("The group is believed to have ties to the army.", "unnamed", "The group is believed"),
    # let it be known
    ("Denmark let it be known that the offer was dead.", "DNK", "the offer was dead"),
    # described, not named
    ("A Western diplomat said that the offer was dead.", "Western diplomat", "the offer was dead"),
    ("British officials said that the offer was dead.", "British officials", "the offer was dead"),
    # a passive with its speaker
    ("The plan was described by Anna Berg as a joke.", "Anna Berg", "as a joke"),
]
# what only looks like saying
NOT_SAID = [
    "Denmark refused to say whether the ships had left.",
    "Anna Berg did not say that the ships had left.",
    "The ships will say goodbye to the harbour.",
    "The minister was told that he had to wait.",
    "The results show that fish is getting scarce.",
    "Denmark demanded that the ships leave at once.",
]


@pytest.mark.parametrize(("text", "speaker", "content"), SAID)
def test_who_says_what(annotate: Callable[..., Annotations], text: str, speaker: str, content: str) -> None:
    found = annotate(text).attributions
    assert [(a.speaker, text[a.start : a.start + len(content)]) for a in found] == [(speaker, content)]


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_attributes_nothing(annotate: Callable[..., Annotations], text: str) -> None:
    assert annotate(text).attributions == ()


def test_two_statements_of_one_sentence(annotate: Callable[..., Annotations]) -> None:
    text = "Anna Berg said that the deal would hold for a year, but she doubted that Denmark would sign it."
    assert [text[a.start : a.end] for a in annotate(text).attributions] == [
        "the deal would hold for a year",
        "Denmark would sign it",
    ]
