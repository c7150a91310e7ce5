"""Who says what: the speakers of a case with their claims and predictions, and its publishers with what they told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from demarche.analysis.case import Case, Publisher
from demarche.analysis.verbs import ACTS
from demarche.records import Claim, Document, Prediction

UNNAMED = "no publisher named"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to whom texts attribute words. ``role`` and ``side`` as most often given; claims in
    order of the texts."""

    name: str
    role: str | None
    side: str | None
    claims: tuple[Claim, ...]
    publishers: tuple[str, ...]

    def direct(self) -> int:
        """How many of the claims are given in the speaker's own words, whole or in part."""
        return sum(claim.kind != "indirect" for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one publisher told: its documents, its records by kind, how many events and claims it gives as others' words
    (``attributed`` of ``attributable``), why sentences were not coded, and which documents only copy others."""

    name: str
    publisher: Publisher | None
    documents: tuple[Document, ...]
    records: tuple[tuple[str, int], ...]
    attributed: int
    attributable: int
    uncoded: tuple[tuple[str, int], ...]
    copies: int


def matter(claim: Claim) -> str | None:
    """What a claim is about, if it names one of the acts that sides demand of each other."""
    quote = claim.span.quote.casefold()
    return next((act for act, (_, told) in ACTS.items() if told.search(quote)), None)


def speakers(case: Case) -> tuple[Speaker, ...]:
    """The named or described speakers, who says most first. What publications argue themselves is not among them."""
    documents = case.by_id()
    claims: dict[str, list[Claim]] = defaultdict(list)
    for coding in case.codings:
        for claim in coding.claims:
            if claim.speaker is not None:
                claims[claim.speaker].append(claim)
    found = []
    for name, said in claims.items():
        publishers = {documents[c.document].publisher or documents[c.document].name for c in said}
        role, side = _most(c.speaker_role for c in said), _most(c.speaker_side for c in said)
        found.append(Speaker(name, role, side, tuple(said), tuple(sorted(publishers))))
    return tuple(sorted(found, key=lambda s: (-len(s.claims), s.name)))


def own_claims(case: Case) -> tuple[Claim, ...]:
    """The claims that publications put forward as their own."""
    return tuple(claim for coding in case.codings for claim in coding.claims if claim.speaker is None)


def predictions(case: Case) -> tuple[Prediction, ...]:
    """All predictions: those with a horizon first, in order of it, then the others in order of the texts."""
    found = [p for coding in case.codings for p in coding.predictions]
    return tuple(sorted(found, key=lambda p: (p.horizon is None, (p.horizon and p.horizon.lower) or "")))


def tellings(case: Case) -> tuple[Telling, ...]:
    """The publishers of a case, in alphabetical order; documents without one stand under `UNNAMED`."""
    copied = {copy.document for copy in case.copies}
    known = {p.name: p for p in case.publishers}
    documents: dict[str, list[Document]] = defaultdict(list)
    for document in case.documents:
        documents[document.publisher or ""].append(document)
    found = []
    for name in sorted(documents, key=lambda n: (n == "", n)):
        ids = {document.id for document in documents[name]}
        codings = [coding for coding in case.codings if coding.document.id in ids]
        said = [r.speaker for coding in codings for r in coding.events]
        said += [r.speaker for coding in codings for r in coding.claims]
        kinds = ("events", "claims", "demands", "figures", "predictions", "responses")
        reasons = Counter(uncoded.reason for coding in codings for uncoded in coding.uncoded)
        found.append(
            Telling(
                name=name or UNNAMED,
                publisher=known.get(name),
                documents=tuple(documents[name]),
                records=tuple((kind, sum(len(getattr(coding, kind)) for coding in codings)) for kind in kinds),
                attributed=sum(speaker is not None for speaker in said),
                attributable=len(said),
                uncoded=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
                copies=len(ids & copied),
            )
        )
    return tuple(found)


def _most(values: Iterable[str | None]) -> str | None:
    count = Counter(value for value in values if value)
    return min(count, key=lambda v: (-count[v], v)) if count else None


def claims_json(case: Case) -> list[dict[str, Any]]:
    """All claims for other programs, in order of the texts."""
    documents = case.by_id()
    return [
        {
            "record": claim.id,
            "speaker": claim.speaker,
            "speaker_role": claim.speaker_role,
            "speaker_side": claim.speaker_side,
            "kind": claim.kind,
            "cue": claim.cue,
            "certainty": claim.certainty,
            **_place(claim, documents[claim.document]),
        }
        for coding in case.codings
        for claim in coding.claims
    ]


def predictions_json(case: Case) -> list[dict[str, Any]]:
    """All predictions for other programs: by horizon, then in order of the texts."""
    documents = case.by_id()
    return [
        {
            "record": prediction.id,
            "speaker": prediction.speaker,
            "expects": prediction.expects,
            "horizon": prediction.horizon.edtf if prediction.horizon else None,
            **_place(prediction, documents[prediction.document]),
        }
        for prediction in predictions(case)
    ]


def publishers_json(case: Case) -> list[dict[str, Any]]:
    """The publishers for other programs, with what each told and what of it was not coded."""
    return [
        {
            "publisher": telling.name,
            "country": telling.publisher.country if telling.publisher else None,
            "owner": telling.publisher.owner if telling.publisher else None,
            "documents": [document.name for document in telling.documents],
            "records": dict(telling.records),
            "attributed": telling.attributed,
            "attributable": telling.attributable,
            "uncoded": dict(telling.uncoded),
            "copies": telling.copies,
        }
        for telling in tellings(case)
    ]


def _place(record: Claim | Prediction, document: Document) -> dict[str, Any]:
    return {
        "document": document.name,
        "document_id": document.id,
        "publisher": document.publisher,
        "start": record.span.start,
        "end": record.span.end,
        "quote": record.span.quote,
    }
