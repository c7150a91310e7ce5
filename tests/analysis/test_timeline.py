"""The chronology, and its JSON."""

from __future__ import annotations

from demarche.analysis.phrases import Names
from demarche.analysis.timeline import timeline, timeline_json
from demarche.codebook import load_codebook
from tests.analysis.story import ASKED, EXPELLED, PARTED, SHUT, SHUT_AGAIN, SORRY, story

NAMES = Names.from_codebook(load_codebook())


def test_entries_in_order_with_their_sentences() -> None:
    found = timeline(story(period=("1951-01", "1951-12")), NAMES)
    assert [e.sentence for e in found.dated] == [
        "Ivar Lund says of Norway and Sweden: “In 1905 the two kingdoms parted”",
        "Sweden imposed a sanction on Norway (Kiruna)",
        "Norway demanded that Sweden apologise",
        "Sweden expelled staff of Norway",
    ]
    assert [e.sentence for e in found.undated] == ["Sweden apologised to Norway"]
    assert [e.background for e in found.dated] == [True, False, False, False]
    told = found.dated[1].incident
    assert set(told.tellings) == {SHUT, SHUT_AGAIN}
    assert found.dated[3].answers == (found.dated[2].incident.id,)
    assert found.dated[3].incident.lead == EXPELLED
    assert found.dated[0].speakers == ("Ivar Lund",)


def test_json_has_every_telling_with_offsets_that_hold() -> None:
    case = story()
    texts = {document.name: document.text for document in case.documents}
    rows = timeline_json(case, NAMES)
    tellings = [telling for row in rows for telling in row["tellings"]]
    assert {t["record"] for t in tellings} == {e.id for e in (ASKED, EXPELLED, PARTED, SHUT, SHUT_AGAIN, SORRY)}
    assert all(texts[t["document"]][t["start"] : t["end"]] == t["quote"] for t in tellings)
    shut = next(row for row in rows if len(row["tellings"]) == 2)
    assert (shut["date"], shut["type"], shut["status"]) == ("1951-03-04", "SANCTION", "occurred")
    assert (shut["actors"], shut["recipients"]) == (["SWE"], ["NOR"])
