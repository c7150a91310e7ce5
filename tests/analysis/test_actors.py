"""Who acts: what is counted of each party, and by which names the texts call it."""

from __future__ import annotations

from demarche.analysis.actors import actors_json
from demarche.analysis.case import case_of
from demarche.analysis.phrases import Names
from demarche.codebook import load_codebook
from tests.making import coding, document, event

TEXT = document("The Bank Guard seized a boat. It stayed in port.")


def called(**values: tuple[str, ...]) -> dict[str, list[str]]:
    """The names of each party of one event."""
    codebook = load_codebook()
    case = case_of((coding(TEXT, event(TEXT, "seized a boat", **values)),), codebook)
    return {actor["actor"]: actor["names"] for actor in actors_json(case, Names.from_codebook(codebook), {})}


def test_each_party_has_its_names() -> None:
    assert called(actors=("NOR", "SWE"), actor_names=("the Guard", "Swedes"), recipients=()) == {
        "NOR": ["the Guard"],
        "SWE": ["Swedes"],
    }


def test_where_a_party_has_no_name_none_is_given_anothers() -> None:
    assert called(actors=("NOR", "SWE"), actor_names=("Swedes",), recipients=()) == {"NOR": [], "SWE": []}
