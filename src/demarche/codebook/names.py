"""What a name may mean: one index over the forms of states, bodies and leaders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from demarche.codebook.model import Body, Leader, NameEntry, NameKind, State


class NameIndex:
    """Forms to meanings. Build it once with `NameIndex.of`; it is never changed."""

    __slots__ = ("_folded", "forms")

    def __init__(self, forms: Mapping[str, tuple[NameEntry, ...]]) -> None:
        self.forms = forms
        self._folded = {form.casefold(): form for form in forms if not _is_abbreviation(form)}

    @classmethod
    def of(
        cls,
        states: Iterable[State],
        bodies: Iterable[Body],
        leaders: Iterable[Leader],
        ambiguous: frozenset[str],
    ) -> NameIndex:
        """The index over all forms, those of most words first, of equally many in alphabetical order.

        A form is ambiguous if it is listed so, or if it names leaders of two states or bodies that both still stand.
        """
        found: dict[str, dict[tuple[str, NameKind], bool]] = defaultdict(dict)
        gone = set()
        for state in states:
            if state.historical:
                gone.add(state.code)
            for form, kind in state_forms(state):
                found[form][state.code, kind] = state.historical
        for body in bodies:
            for form in body_forms(body):
                found[form][body.short, "body"] = False
        for leader in leaders:
            for form in (leader.name, *leader.variants):
                found[form][leader.state, "leader"] = leader.state in gone
        forms = {}
        for form in sorted(found, key=lambda form: (-form.count(" "), form)):
            meanings = found[form]
            led = {code for code, kind in meanings if kind == "leader"}
            namesakes = len(led - gone) > 1
            forms[form] = tuple(
                NameEntry(form, code, kind, form in ambiguous or namesakes, historical)
                for (code, kind), historical in sorted(meanings.items(), key=lambda item: item[1])
            )
        return cls(MappingProxyType(forms))

    def lookup(self, name: str) -> tuple[NameEntry, ...]:
        """See `Codebook.lookup`."""
        bare = name[4:] if name[:4] in ("the ", "The ", "THE ") else name
        exact = self.forms.get(name) or self.forms.get(bare)
        if exact or not bare:
            return exact or ()
        form = self._folded.get(bare.casefold())
        return self.forms[form] if form is not None and form[0] == bare[0] else ()


def state_forms(state: State) -> Iterator[tuple[str, NameKind]]:
    """Every form of a state with the way in which it stands for it; one form may come as adjective and as demonym."""
    yield state.name, "name"
    if state.official:
        yield state.official, "name"
    for forms, kind in (
        (state.forms, "name"),
        (state.adjectives, "adjective"),
        (state.demonyms, "demonym"),
        (state.capitals, "capital"),
        (state.bynames, "byname"),
    ):
        for form in forms:
            yield form, kind  # type: ignore[misc]


def body_forms(body: Body) -> Iterator[str]:
    """Every form of a body."""
    yield from dict.fromkeys((body.short, body.name, *body.forms))


def _is_abbreviation(form: str) -> bool:
    return form == form.upper() and len(form) <= 6
