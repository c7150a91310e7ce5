"""The corpus that ships: every ledger and link holds, it has what it must, and it does not repeat itself."""

from __future__ import annotations

import pytest

from demarche.codebook import Codebook
from training.gold.check import PAGE, plan_problems, second_documents
from training.gold.corpus import CORPUS, Dispute, load_corpus, load_plan, load_split
from training.gold.coverage import count, page, repetition, shortfalls
from training.gold.likeness import find_alike
from training.gold.validate import validate_document
from training.gold.validate_links import validate_dispute

DISPUTES = list(load_corpus())


@pytest.mark.parametrize("dispute", DISPUTES, ids=lambda dispute: dispute.name)
def test_every_record_holds(dispute: Dispute, codebook: Codebook) -> None:
    found = [problem for document in dispute.documents for problem in validate_document(document, codebook)]
    assert found + validate_dispute(dispute, codebook) == []


def test_the_second_annotation_holds(codebook: Codebook) -> None:
    twice = list(second_documents(DISPUTES, CORPUS))
    assert len(twice) * 10 >= sum(len(dispute.documents) for dispute in DISPUTES)
    assert [problem for document in twice for problem in validate_document(document, codebook)] == []


def test_it_holds_what_it_must_without_repeating_itself_and_says_so(codebook: Codebook) -> None:
    tables, alike = count(DISPUTES, codebook), find_alike(DISPUTES)
    assert shortfalls(DISPUTES, tables) == []
    assert repetition(*alike) == []
    fresh = page(DISPUTES, load_split(), tables, *alike)
    assert (CORPUS / PAGE).read_text(encoding="utf-8") == fresh, "run: python -m training.gold.check --write"


def test_every_dispute_is_planned_and_in_one_part() -> None:
    assert list(plan_problems(load_split(), load_plan(), DISPUTES)) == []
