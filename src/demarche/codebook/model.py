"""The nouns of the codebook: what each of its files holds, as plain frozen data.

Every class is also the form against which its file is checked: a field that is not named here is refused on loading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, with_config

Certainty: TypeAlias = Literal["asserted", "hedged", "contested", "factive"]
ReportingKind: TypeAlias = Literal["say", "think", "demand", "deny", "promise", "accuse", "ask", "threaten"]
NameKind: TypeAlias = Literal["name", "adjective", "demonym", "capital", "byname", "body", "leader"]
RoleKind: TypeAlias = Literal["person", "body", "force", "side"]
Owner: TypeAlias = Literal["state", "public", "company", "nonprofit", "party"]
Text: TypeAlias = Annotated[str, Field(min_length=1, strict=True)]
Score: TypeAlias = Annotated[float, Field(ge=-10, le=10)]
Year: TypeAlias = Annotated[int, Field(ge=1000, le=2200)]

_checked = with_config(ConfigDict(extra="forbid"))


@_checked
@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of some type is done. ``score`` runs from -10 (conflict) to +10 (cooperation)."""

    name: Text
    definition: Text
    score: Score


@_checked
@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence that looks like one type and belongs to another (``type``), with the reason: what divides the two."""

    text: Text
    type: Text
    why: Text


@_checked
@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type. ``quad`` is 1 to 4 (see `Codebook.quads`), None for NONE; ``examples`` all belong to it, of
    ``neighbours`` none does."""

    name: Text
    definition: Text
    quad: Annotated[int, Field(ge=1, le=4)] | None
    score: Score
    modes: dict[str, Mode]
    examples: Annotated[tuple[Text, ...], Field(min_length=3)]
    neighbours: Annotated[tuple[Neighbour, ...], Field(min_length=1)]


@_checked
@dataclass(frozen=True, slots=True)
class Act:
    """What is wanted in a demand; ``phrase`` is the verb phrase to show it with ("pay compensation")."""

    name: Text
    definition: Text
    phrase: Text


@_checked
@dataclass(frozen=True, slots=True)
class ReportingWord:
    """A word that gives something as another's words or thoughts, and how it colours them.

    ``certainty`` tells what the reporter lets us believe: ``asserted`` (merely passed on), ``hedged`` (held as
    opinion), ``contested`` (kept at a distance, or known to be disputed), ``factive`` (taken for true). ``speech`` is
    whether words were uttered (a quotation may hang on it); ``object_is_addressee`` whether a direct object is who is
    spoken to ("told reporters"); ``kind`` what is done by speaking.
    """

    lemma: Text
    certainty: Certainty
    speech: bool
    object_is_addressee: bool
    kind: ReportingKind


@_checked
@dataclass(frozen=True, slots=True)
class ReportingPhrase:
    """A fixed phrase that attributes what stands beside it ("in the view of"), with its certainty."""

    text: Text
    certainty: Certainty


@_checked
@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: alpha-3 code and the forms that mean it or its government, without the article.

    ``forms`` are further names, ``bynames`` seats and institutions that stand for the government ("Whitehall"). Of a
    state that is no more, ``start`` and ``end`` are its years and ``successor`` the code of who took its place.
    """

    code: Text
    name: Text
    official: Text | None = None
    forms: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()
    capitals: tuple[Text, ...] = ()
    bynames: tuple[Text, ...] = ()
    start: Year | None = None
    end: Year | None = None
    successor: str | None = None

    @property
    def historical(self) -> bool:
        """Whether the state is no more."""
        return self.end is not None


@_checked
@dataclass(frozen=True, slots=True)
class Body:
    """An intergovernmental body or international court: ``short`` is the usual short name, the code in records."""

    short: Text
    name: Text
    forms: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Leader:
    """One term in one office. ``state`` is the code of the state or body; ``end`` is None while the term runs;
    ``variants`` are other spellings of the name."""

    name: str
    surname: str
    state: str
    role: str
    start: int
    end: int | None
    variants: tuple[str, ...] = ()


@_checked
@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet or agency: ``country`` is an alpha-3 code (of where it is made), ``owner`` who pays for it: a ``state``
    (under its government's hand), ``public`` (statutory, at arm's length), ``company``, ``nonprofit`` or ``party``."""

    name: Text
    country: Text
    owner: Owner
    aliases: tuple[Text, ...] = ()
    domains: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One meaning of a form: the code it stands for and in what way.

    ``ambiguous`` tells that the form often means somebody else; ``historical`` that the code is of a state that is no
    more (of two meanings of "Moscow" the living state stands first).
    """

    form: str
    code: str
    kind: NameKind
    ambiguous: bool
    historical: bool
