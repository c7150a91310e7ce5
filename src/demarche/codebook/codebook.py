"""The codebook as the rest of Demarche sees it: read-only tables, and what a name may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demarche.codebook.cues import Cues
from demarche.codebook.model import (
    Act,
    Body,
    EventType,
    Leader,
    NameEntry,
    Publisher,
    ReportingPhrase,
    ReportingWord,
    RoleKind,
    State,
)
from demarche.codebook.names import NameIndex
from demarche.codebook.patterns import Patterns


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """All tables of one version of the coding rules. ``digest`` is the SHA-256 over all its files.

    Cue words are in lower case, words or short phrases; ``ministries`` maps nouns that mark a part of a state
    ("foreign minister", "troops") to what they are; ``group_nouns`` turn a state's adjective into its people
    ("Finnish students"); ``decoys`` hold the name of a state and name none ("Gulf of Mexico").
    """

    name: str
    version: str
    digest: str
    quads: Mapping[int, str]
    event_types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    context_words: Mapping[str, frozenset[str]]
    event_statuses: Mapping[str, str]
    acts: Mapping[str, Act]
    demand_statuses: Mapping[str, str]
    reporting: Mapping[str, ReportingWord]
    reporting_nouns: Mapping[str, ReportingWord]
    reporting_phrases: tuple[ReportingPhrase, ...]
    hedges: frozenset[str]
    negations: frozenset[str]
    future_markers: frozenset[str]
    condition_markers: frozenset[str]
    impersonal_cues: frozenset[str]
    ministries: Mapping[str, RoleKind]
    group_nouns: frozenset[str]
    states: Mapping[str, State]
    bodies: Mapping[str, Body]
    leaders: tuple[Leader, ...]
    publishers: Mapping[str, Publisher]
    decoys: frozenset[str]
    names: NameIndex
    patterns: Patterns
    cues: Cues

    @property
    def forms(self) -> Mapping[str, tuple[NameEntry, ...]]:
        """Every form of a name with its meanings, the forms of most words first: for a longest-match scanner."""
        return self.names.forms

    def lookup(self, name: str) -> tuple[NameEntry, ...]:
        """What a name may mean, the likeliest first; empty if it is unknown.

        An article before it is passed over. The first letter must stand as in the form ("turkey" is no state); the rest
        may be in capitals, except in abbreviations ("Us" is not "US").
        """
        return self.names.lookup(name)
