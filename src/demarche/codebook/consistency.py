"""Whether the files of a codebook agree with one another."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

from demarche.codebook.codebook import Codebook
from demarche.codebook.names import body_forms, state_forms
from demarche.errors import CodebookError
from demarche.records import DemandStatus, Status


def verify(codebook: Codebook, ambiguous: frozenset[str]) -> None:
    """Hold the tables against one another.

    Raises:
        CodebookError: if a reference leads nowhere, a status is not one that records know, or a name means two states
            and is not listed as ambiguous.
    """
    _verify_types(codebook)
    _verify_contexts(codebook)
    _verify_statuses(codebook)
    _verify_states(codebook)
    _verify_names(codebook, ambiguous)
    _verify_publishers(codebook)


def _verify_types(codebook: Codebook) -> None:
    for name, type_ in codebook.event_types.items():
        where = f"event_types.yaml: {name}"
        if type_.quad is not None and type_.quad not in codebook.quads:
            raise CodebookError(
                f"there is no quad class {type_.quad}", where=where, remedy="see quads in codebook.yaml"
            )
        for neighbour in type_.neighbours:
            if neighbour.type == name or neighbour.type not in codebook.event_types:
                raise CodebookError(
                    f"a neighbour of type {neighbour.type!r}", where=f"{where}.neighbours", remedy="name another type"
                )


def _verify_contexts(codebook: Codebook) -> None:
    for name in codebook.context_words:
        if name not in codebook.contexts:
            raise CodebookError("no such context", where=f"context_words.yaml: {name}", remedy="see contexts.yaml")


def _verify_statuses(codebook: Codebook) -> None:
    for where, found, known in (
        ("codebook.yaml: event_statuses", codebook.event_statuses, get_args(Status)),
        ("demands.yaml: statuses", codebook.demand_statuses, get_args(DemandStatus)),
    ):
        if set(found) != set(known):
            odd = ", ".join(sorted(set(found) ^ set(known)))
            raise CodebookError(f"not the statuses that records have: {odd}", where=where, remedy="define each once")


def _verify_states(codebook: Codebook) -> None:
    for code, state in codebook.states.items():
        where = f"states.yaml: {code}"
        if not (len(code) == 3 and code.isascii() and code.isupper()):
            raise CodebookError("not an alpha-3 code", where=where, remedy="three capital letters")
        if state.successor is not None and state.successor not in codebook.states:
            raise CodebookError(f"no such state: {state.successor!r}", where=f"{where}.successor", remedy="add it")
        if (state.start is None, state.end is None) != (state.successor is None,) * 2:
            raise CodebookError(
                "start, end and successor belong together", where=where, remedy="give all three or none"
            )
    for leader in codebook.leaders:
        if leader.state not in codebook.states and leader.state not in codebook.bodies:
            raise CodebookError(
                "no such state or body", where=f"leaders.yaml: {leader.state}", remedy="use a code of states.yaml"
            )


def _verify_names(codebook: Codebook, ambiguous: frozenset[str]) -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for code, state in codebook.states.items():
        for form, _ in state_forms(state):
            claims[form].add(code)
    for short, body in codebook.bodies.items():
        for form in body_forms(body):
            claims[form].add(short)
    for form, codes in claims.items():
        if form in ambiguous or len(codes) == 1:
            continue
        if not any(codes == {heir, *_predecessors(codebook, heir)} & codes for heir in codes):
            raise CodebookError(
                f"{form!r} means {' and '.join(sorted(codes))}", where="names.yaml: ambiguous", remedy="list it there"
            )
    unknown = ambiguous - claims.keys()
    if unknown:
        raise CodebookError(
            f"{min(unknown)!r} is no form of any name", where="names.yaml: ambiguous", remedy="remove it"
        )
    both = codebook.decoys & claims.keys()
    if both:
        raise CodebookError(
            f"{min(both)!r} is the form of a name", where="names.yaml: decoys", remedy="remove it there"
        )


def _predecessors(codebook: Codebook, heir: str) -> set[str]:
    return {code for code, state in codebook.states.items() if state.successor == heir}


def _verify_publishers(codebook: Codebook) -> None:
    names: dict[str, str] = {}
    for name, publisher in codebook.publishers.items():
        if publisher.country not in codebook.states:
            raise CodebookError(
                f"no such state: {publisher.country!r}", where=f"publishers.yaml: {name}.country", remedy="use its code"
            )
        for key in {name, *publisher.aliases, *publisher.domains}:
            if names.setdefault(key, name) != name:
                raise CodebookError(
                    f"{key!r} also belongs to {names[key]!r}", where=f"publishers.yaml: {name}", remedy="keep one"
                )
