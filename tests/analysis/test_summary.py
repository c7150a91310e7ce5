"""The head of a dossier."""

from __future__ import annotations

from demarche.analysis.board import board
from demarche.analysis.case import Case, case_of
from demarche.analysis.figures import quantities
from demarche.analysis.phrases import Names
from demarche.analysis.summary import Summary, headline, summarise
from demarche.analysis.timeline import timeline
from demarche.codebook import load_codebook
from tests.analysis.story import story
from tests.making import coding, document, event, when

CODEBOOK = load_codebook()
NAMES = Names.from_codebook(CODEBOOK)
QUADS = {name: type_.quad for name, type_ in CODEBOOK.event_types.items()}


def head(case: Case) -> Summary:
    return summarise(case, timeline(case, NAMES), board(case, NAMES), quantities(case), QUADS)


def test_every_statement_cites_records_of_the_case() -> None:
    case = story()
    summary = head(case)
    known = {record.id for c in case.codings for record in c.records()}
    assert [s.text for s in summary.lead] == [
        "Sweden imposed a sanction on Norway (Kiruna), 4 March 1951",
        "the one demand is told differently",
        "one figure is given differently",
    ]
    assert all(s.records and set(s.records) <= known for s in summary.lead)
    assert headline(summary).startswith("Sweden imposed a sanction on Norway (Kiruna), 4 March 1951; the one demand")


def test_no_course_is_told_from_few_acts() -> None:
    assert head(story()).course is None


def course_of(early: str, late: str) -> str:
    text = document("Day after day they met and quarrelled.")
    sides = {"actors": ("NOR",), "recipients": ("SWE",)}
    acts = [event(text, "Day", early, date=when(f"1951-03-0{day}"), **sides) for day in range(1, 7)]
    acts += [event(text, "met", late, date=when(f"1951-04-0{day}"), **sides) for day in range(1, 7)]
    course = head(case_of([coding(text, *acts)], CODEBOOK)).course
    assert course is not None
    assert course.before[1] == course.after[1] == 6
    return course.direction


def test_the_course_compares_the_shares_of_conflict() -> None:
    assert course_of("CONSULT", "ACCUSE") == "worse"
    assert course_of("COERCE", "SUPPORT") == "better"
    assert course_of("ACCUSE", "COERCE") == "unchanged"


def test_an_empty_case_has_an_empty_head() -> None:
    summary = head(case_of([], CODEBOOK))
    assert summary.lead == ()
    assert headline(summary) == ""
