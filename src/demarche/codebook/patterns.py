"""The patterns by which words become events: loaded from ``events.yaml``, indexed by lemma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pydantic import ConfigDict, with_config

from demarche.codebook.files import check, read_yaml
from demarche.errors import CodebookError
from demarche.records import Status


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class EventPattern:
    """One way to say that something happened; the fields are explained at the head of ``events.yaml``."""

    id: str
    type: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    particle_prep: frozenset[str] = frozenset()
    recipient: tuple[str, ...] | None = None
    noun_actor: tuple[str, ...] | None = None
    noun_recipient: tuple[str, ...] | None = None
    mutual: bool = False
    mutual_plural: bool = False
    due: bool = False
    with_party: bool = False
    object_person: bool = False
    object_party: bool = False
    object_thing: bool = False
    official: bool = False
    passive_sense: bool = False
    explicit: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """All event patterns; ``verbs`` and ``nouns`` map a lemma (or words) to its patterns in the file's order."""

    all: tuple[EventPattern, ...]
    verbs: Mapping[str, tuple[EventPattern, ...]]
    nouns: Mapping[str, tuple[EventPattern, ...]]

    def named(self, id: str) -> EventPattern:
        """The pattern of an id; StopIteration if there is none."""
        return next(p for p in self.all if p.id == id)


@dataclass(frozen=True, slots=True)
class _Defaults:
    recipient: tuple[str, ...] = field(default=())
    noun_actor: tuple[str, ...] = field(default=())
    noun_recipient: tuple[str, ...] = field(default=())


def load_patterns(path: Path, modes: Mapping[str, frozenset[str]]) -> Patterns:
    """The patterns of a file, held against the event types with their ``modes``.

    Raises:
        CodebookError: if the file breaks its form, names an unknown type or mode, or an id twice.
    """
    data = read_yaml(path)
    defaults = check(_Defaults, data.get("defaults", {}), path, "defaults")
    raw = [{("with_" if k == "with" else k): v for k, v in entry.items()} for entry in data.get("patterns", [])]
    patterns: tuple[EventPattern, ...] = check(tuple[EventPattern, ...], raw, path, "patterns")
    seen: set[str] = set()
    for p in patterns:
        if p.id in seen:
            raise CodebookError("the id stands twice", where=f"{path.name}: {p.id}", remedy="give each pattern its own")
        seen.add(p.id)
        if p.type not in modes or (p.mode is not None and p.mode not in modes[p.type]):
            raise CodebookError(
                f"no such type or mode: {p.type} {p.mode or ''}",
                where=f"{path.name}: {p.id}",
                remedy="see event_types.yaml",
            )
    filled = tuple(_with_defaults(p, defaults) for p in patterns)
    return Patterns(filled, _index(filled, "verbs"), _index(filled, "nouns"))


def _with_defaults(pattern: EventPattern, defaults: _Defaults) -> EventPattern:
    values = {name: getattr(pattern, name) for name in EventPattern.__slots__}
    for name in ("recipient", "noun_actor", "noun_recipient"):
        if values[name] is None:
            values[name] = getattr(defaults, name)
    return EventPattern(**values)


def _index(patterns: tuple[EventPattern, ...], name: str) -> Mapping[str, tuple[EventPattern, ...]]:
    out: dict[str, list[EventPattern]] = {}
    for pattern in patterns:
        for lemma in getattr(pattern, name):
            out.setdefault(lemma, []).append(pattern)
    return MappingProxyType({lemma: tuple(found) for lemma, found in out.items()})
