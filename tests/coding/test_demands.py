"""Demands and what becomes of them: made-up texts, and the thread of each demand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.codebook import Codebook
from demarche.records import Coding

Code = Callable[..., Coding]
Thread = tuple[str, str, str, list[str]]


def threads(coding: Coding) -> list[Thread]:
    """Issuer, addressee, act and statuses of every demand."""
    return [(d.issuer, d.addressee, d.act, [step.status for step in d.history]) for d in coding.demands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Asked, no more.
        ("India asked Pakistan to pay compensation.", [("IND", "PAK", "compensate", ["demanded"])]),
        # Asked in other words.
        (
            "Peru demanded that Ecuador withdraw its troops from the valley.",
            [("PER", "ECU", "withdraw", ["demanded"])],
        ),
        ("Malaysia urged Indonesia to stop the raids.", [("MYS", "IDN", "cease", ["demanded"])]),
        ("France called on Germany to withdraw from the Ruhr.", [("FRA", "DEU", "withdraw", ["demanded"])]),
        # Refused by name.
        ("Ghana rejected Togo's demand for an apology.", [("TGO", "GHA", "apologise", ["refused"])]),
        # Refused as "the demand": the last one that was made.
        (
            "Peru demanded that Ecuador withdraw its troops. Ecuador rejected the demand.",
            [("PER", "ECU", "withdraw", ["demanded", "refused"])],
        ),
        # Promised.
        (
            "Malaysia urged Indonesia to stop the raids. Indonesia agreed to stop the raids.",
            [("MYS", "IDN", "cease", ["demanded", "promised"])],
        ),
        # Promised, and then not done.
        (
            "India asked Pakistan to pay compensation.\n\nPakistan promised to pay compensation.\n\n"
            "Pakistan has not paid compensation to India.",
            [("IND", "PAK", "compensate", ["demanded", "promised", "unmet"])],
        ),
        # Not done: whoever it was due to had wanted it.
        ("Japan did not apologise to China.", [("CHN", "JPN", "apologise", ["unmet"])]),
        ("Syria did not withdraw its troops from Lebanon.", [("LBN", "SYR", "withdraw", ["unmet"])]),
        # Met.
        (
            "Greece demanded an apology from Albania.\n\nAlbania apologised to Greece.",
            [("GRC", "ALB", "apologise", ["demanded", "met"])],
        ),
        # One act promised, another refused: two threads.
        (
            "Norway asked Poland to release the crew and to withdraw its ships.\n\n"
            "Poland refused to withdraw its ships.",
            [("NOR", "POL", "release", ["demanded"]), ("NOR", "POL", "withdraw", ["demanded", "refused"])],
        ),
        # A side that has to do something is asked by the side that says so.
        (
            "Greece must apologise to Turkey, Turkish Foreign Minister Ihsan Caglayangil said.",
            [("TUR", "GRC", "apologise", ["demanded"])],
        ),
        # An apology that nobody asked for makes no demand.
        ("Albania apologised to Greece.", []),
        # An assertion is none, and a question neither.
        ("Kenya insisted that it had closed the camp.", []),
        ("Kenya insisted that Uganda put no pressure on anyone.", []),
        ("Kenya asked why Uganda had closed the camp.", []),
        # What is only possible has not been asked.
        ("Kenya may ask Uganda to release the men.", []),
        # Two addressees are two demands.
        (
            "Norway asked Poland and Denmark to release the trawlers.",
            [("NOR", "POL", "release", ["demanded"]), ("NOR", "DNK", "release", ["demanded"])],
        ),
    ],
)
def test_threads(code: Code, text: str, expected: list[Thread]) -> None:
    assert sorted(threads(code(text))) == sorted(expected)


def test_steps_carry_date_words_and_whose_view_they_are(code: Code) -> None:
    text = (
        "On 4 May 1968 Senegal demanded that Guinea release the crew.\n\n"
        "Guinea had refused to release the crew on 9 May 1968, Senegalese President Leopold Senghor said."
    )
    (demand,) = code(text).demands
    assert [(s.status, s.date and s.date.edtf, s.speaker) for s in demand.history] == [
        ("demanded", "1968-05-04", None),
        ("refused", "1968-05-09", "Leopold Senghor"),
    ]
    assert demand.span.quote == "On 4 May 1968 Senegal demanded that Guinea release the crew"
    assert "refused to release the crew" in demand.history[1].span.quote


def test_the_history_follows_the_dates_not_the_text(code: Code) -> None:
    (demand,) = code(
        "On 9 May 1968 Guinea refused to release the crew.\n\n"
        "On 4 May 1968 Senegal demanded that Guinea release the crew."
    ).demands
    assert [s.status for s in demand.history] == ["demanded", "refused"]


@pytest.mark.parametrize(
    ("text", "act", "statuses"),
    [
        # The deed is told with the wish that it fulfils.
        ("Kenya reopened the crossing, as Tanzania had demanded.", "allow", ["demanded", "met"]),
        # A part of what was asked.
        (
            "Kenya demanded that Tanzania release the prisoners. Tanzania released some of the Kenyan prisoners.",
            "release",
            ["demanded", "partly_met"],
        ),
        # What goes on in -ing after a promise is promised, not done.
        (
            "Peru promised Chile to ensure an inquiry, bringing those responsible to justice and paying compensation.",
            "compensate",
            ["promised"],
        ),
        # Given up by who had asked.
        (
            "Kenya demanded that Tanzania pay compensation. In May Kenya dropped its demand for compensation.",
            "compensate",
            ["demanded", "withdrawn"],
        ),
    ],
)
def test_what_became_of_it(code: Code, text: str, act: str, statuses: list[str]) -> None:
    found = {d.act: sorted(s.status for s in d.history) for d in code(text).demands}
    assert found.get(act) == sorted(statuses)


def test_demands_of_the_corpus(codings: tuple[Coding, ...], codebook: Codebook) -> None:
    demands = [d for coding in codings for d in coding.demands]
    assert len(demands) >= 10
    for demand in demands:
        assert demand.issuer != demand.addressee
        assert demand.act in {*codebook.cues.acts, "other"}
        assert demand.history
        assert demand.span in [step.span for step in demand.history]
        assert {step.status for step in demand.history} - {"met", "partly_met"}, "what is only met was never asked"
        told = [step.date.lower or "" if step.date else "" for step in demand.history]
        assert told == sorted(told)
    for coding in codings:
        keys = [(d.issuer, d.addressee, d.act) for d in coding.demands]
        assert len(keys) == len(set(keys)), "one thread for each issuer, addressee and act"
