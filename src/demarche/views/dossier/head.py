"""The words of a dossier's head: how much was read, of what time, and how the statements cite their records."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.analysis.case import Case
from demarche.analysis.dates import in_words
from demarche.analysis.phrases import capital
from demarche.analysis.summary import Course, Statement

_COURSES = {
    "worse": ("↗", "More acts of conflict than before"),
    "better": ("↘", "Fewer acts of conflict than before"),
    "unchanged": ("→", "No clear change in conflict"),
}


def facts(case: Case) -> list[str]:
    """How many documents of how many publishers, when they were read, and by what."""
    documents, publishers = len(case.documents), len(case.publisher_names())
    found = [f"{documents} document{'s' * (documents != 1)}"]
    if publishers:
        found.append(f"{publishers} publisher{'s' * (publishers != 1)} ({case.independent()} independent)")
    if case.read_at:
        found.append(f"read {in_words(case.read_at[:10])}")
    return found + [f"{part} {name}" for part, name in case.versions if part == "coder"]


def period(case: Case) -> str | None:
    """The period of the case in words, or of its publications if none is set."""
    first, last = case.period
    if first or last:
        return in_words(f"{first or '..'}/{last or '..'}")
    days = sorted(document.published for document in case.documents if document.published)
    if not days:
        return None
    return f"published {in_words(days[0] if days[0] == days[-1] else f'{days[0]}/{days[-1]}')}"


def course_told(course: Course | None) -> dict[str, str] | None:
    """The course of the relation: an arrow, what it means, and the counts that it rests on."""
    if course is None:
        return None
    arrow, word = _COURSES[course.direction]
    told = (
        f"Of the dated acts between the sides, {course.before[0]} of {course.before[1]} were conflict up to "
        f"{in_words(course.middle)}, and {course.after[0]} of {course.after[1]} from then on."
    )
    return {"arrow": arrow, "word": word, "told": told}


def cited(statements: Sequence[Statement]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Statements with their records, numbered through."""
    found: list[tuple[str, list[tuple[int, str]]]] = []
    count = 0
    for statement in statements:
        found.append((capital(statement.text), list(enumerate(statement.records, count + 1))))
        count += len(statement.records)
    return found
