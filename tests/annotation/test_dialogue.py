"""Interviews: answers belong to the guest, questions to nobody."""

from __future__ import annotations

import pytest

LABELLED = """The dam and the river

The engineer Tadesse Alemu advised the Ethiopian delegation until May.

Q: Why did the talks fail?

A: Egypt wanted a promise that nobody could give. It asked for a fixed flow in every dry year.

We could not sign that.

Q: And what comes now?

A: The lake will be filled in July.
"""
NAMED = """A talk with Ines Carvalho, a historian in Lisbon

Weekly Review: Did Portugal expect an answer?

Carvalho: It expected silence, and silence came.

Weekly Review: For how long?

Carvalho: For two years.
"""
BARE = """The former minister Jonas Berg on the border talks

Were you surprised by the offer?

Nobody in Oslo was. Sweden had made it twice before.

What did Norway reply?

It thanked for the letter and did nothing.

Is that all?

That is all.
"""
NONE = """Chile: a chronology

Background: In 1902 the two states signed a pact.

Background: In 1903 they sold their ships.

The question remains: who pays?
"""


def _answers(code, text):
    """Speakers and first words of the direct claims."""
    claims = [c for c in code(text).claims if c.kind == "direct" and c.speaker]
    return [(c.speaker, " ".join(c.span.quote.split()[:3])) for c in claims]


@pytest.mark.parametrize(
    ("text", "speaker", "firsts"),
    [
        # Q and A: the answers are the guest's, named in the introduction.
        (LABELLED, "Tadesse Alemu", ["Egypt wanted a", "The lake will"]),
        # Labels that name the publisher and the guest.
        (NAMED, "Ines Carvalho", ["It expected silence,", "For two years."]),
        # No labels: questions as paragraphs of their own.
        (BARE, "Jonas Berg", ["Nobody in Oslo", "It thanked for", "That is all."]),
    ],
)
def test_answers_are_the_guests(code, text, speaker, firsts):
    found = _answers(code, text)
    assert [quote for _, quote in found] == firsts
    assert {who for who, _ in found} == {speaker}


def test_labels_alone_make_no_interview(code):
    assert _answers(code, NONE) == []
