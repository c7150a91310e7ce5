"""Figures: what is counted, how many, and which numbers are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.records import Coding

Code = Callable[..., Coding]

# text, (kind, value, low, high) of each figure
COUNTED = [
    ("In the raid 17 people died.", [("killed", 17, None, None)]),
    (
        "The bombing killed 12 soldiers and wounded 30 civilians.",
        [("killed", 12, None, None), ("injured", 30, None, None)],
    ),
    ("At least 46 people were killed in the raid.", [("killed", 46, 46, None)]),
    ("Police arrested 14 students.", [("detained", 14, None, None)]),
    ("Denmark released three sailors.", [("released", 3, None, None)]),
    (
        "The ferry had 140 passengers and nine crew members on board.",
        [("aboard", 140, None, None), ("aboard", 9, None, None)],
    ),
    ("Denmark paid 3 million dollars to the families.", [("money", 3_000_000, None, None)]),
    ("Between 30 and 40 ships left the harbour.", [("other", None, 30, 40)]),
    # a deadline is a figure, a date or an age is none
    ("The ships must leave within ten days.", [("duration", 10, None, None)]),
    ("The ships must leave within a week.", [("duration", 1, None, None)]),
    ("The killing happened ten years ago.", []),
    ("The sailor, 45, was born on 3 May 1906.", []),
    # nought is a figure too
    ("Nobody was injured in the collision.", [("injured", 0, None, None)]),
    ("There were no casualties.", [("injured", 0, None, None)]),
    # the two sides are not counted
    ("The two countries went on talking.", []),
    # a distance, but not the name of a zone
    ("A missile landed 60 kilometres from the island.", [("other", 60, None, None)]),
    ("The ships stayed outside the 200-mile zone.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_what_is_counted(
    code: Code, text: str, expected: list[tuple[str, float | None, float | None, float | None]]
) -> None:
    assert [(f.kind, f.value, f.low, f.high) for f in code(text, published="1951-03-12").figures] == expected


def test_a_quote_tells_what_is_counted(code: Code) -> None:
    (figure,) = code("Denmark released three sailors of the northern fleet on Monday.").figures
    assert figure.span.quote.startswith("three sailors of the northern fleet")


def test_the_same_count_told_twice_is_one_figure(code: Code) -> None:
    found = code("In the raid 17 people died. The minister wept for the 17 dead of the raid.").figures
    assert [(f.kind, f.value) for f in found] == [("killed", 17)]


def test_a_figure_has_its_speaker(code: Code) -> None:
    (figure,) = code("Anna Berg said that 17 people had died.").figures
    assert figure.speaker == "Anna Berg"


# text, what its only figure is about: words of the text as they stand there
ABOUT = [
    ("At least five further collisions followed.", "further collisions"),
    ("Norway bought three deep-water trawlers.", "deep-water trawlers"),
    ("Norway lent three vessels for trial.", "vessels for trial"),
    ("Norway may catch 130,000 tons a year.", "tons a year"),
    ("On Thursday three Danish sailors were injured.", "Danish sailors were injured"),
    ("Police arrested 14 students.", "students"),
    ("There were ten ships for every one of them.", "ships"),
]


@pytest.mark.parametrize(("text", "about"), ABOUT)
def test_what_a_figure_is_about_is_a_run_of_the_text(code: Code, text: str, about: str) -> None:
    assert [f.about for f in code(text, published="1951-03-12").figures] == [about]
    assert about in " ".join(text.split())


def test_a_fate_taken_for_a_noun_is_still_a_fate(code: Code) -> None:
    figures = code("Nineteen people survived, but 27 perished, including Captain Joe Smith and a steward.").figures
    assert [(f.kind, f.value, f.unit) for f in figures] == [("survived", 19, "persons"), ("killed", 27, "persons")]
