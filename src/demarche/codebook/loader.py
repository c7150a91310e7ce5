"""Loading the codebook: every file checked against its form, then the files against one another."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from demarche.codebook import consistency
from demarche.codebook.codebook import Codebook
from demarche.codebook.cues import load_cues
from demarche.codebook.files import check, digest, keyed, read_yaml
from demarche.codebook.lexicon import load_reporting
from demarche.codebook.model import Act, Body, EventType, Leader, Publisher, RoleKind, State, Text
from demarche.codebook.names import NameIndex
from demarche.codebook.patterns import load_patterns
from demarche.errors import CodebookError

SHIPPED = Path(__file__).parent / "data"

_MARKERS = ("hedges", "negations", "future_markers", "condition_markers", "impersonal_cues")
_TERM = re.compile(r"(?P<start>\d{4})-(?P<end>\d{4})?")


def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook in a folder, by default the one that comes with Demarche. Loaded once a folder, then kept.

    Raises:
        CodebookError: if a file is missing or breaks its form, or if two files disagree; names the file and the field.
    """
    return _load(SHIPPED if path is None else path.resolve())


@cache
def _load(directory: Path) -> Codebook:
    head = _Table(directory / "codebook.yaml")
    events = _Table(directory / "event_types.yaml")
    demands = _Table(directory / "demands.yaml")
    markers = _Table(directory / "markers.yaml")
    roles = _Table(directory / "roles.yaml")
    names = _Table(directory / "names.yaml")
    words, nouns, phrases = load_reporting(directory / "reporting.yaml")

    event_types = check(dict[str, EventType], _event_types(events.data), events.path)
    contexts = _whole(directory / "contexts.yaml", dict[str, Text])
    states = _whole(directory / "states.yaml", dict[str, State], key="code")
    bodies = _whole(directory / "bodies.yaml", dict[str, Body], key="short")
    publishers = _whole(directory / "publishers.yaml", dict[str, Publisher], key="name")
    leaders = load_leaders(directory / "leaders.yaml")
    ambiguous = names.take("ambiguous", frozenset[Text])
    ministries: dict[str, RoleKind] = {}
    for kind, kind_nouns in roles.take("roles", dict[RoleKind, tuple[Text, ...]]).items():
        for noun in kind_nouns:
            if ministries.setdefault(noun, kind) != kind:
                raise CodebookError(
                    f"the noun {noun!r} stands under {ministries[noun]} and {kind}",
                    where="roles.yaml: roles",
                    remedy="keep one",
                )
    codebook = Codebook(
        name=head.take("name", Text),
        version=head.take("version", Text),
        digest=digest(directory),
        quads=head.take("quads", dict[int, Text]),
        event_types=MappingProxyType(event_types),
        context_words=check(
            dict[str, frozenset[Text]], read_yaml(directory / "context_words.yaml"), directory / "context_words.yaml"
        ),
        contexts=MappingProxyType(contexts),
        event_statuses=head.take("event_statuses", dict[str, Text]),
        acts=demands.take("acts", dict[str, Act], key="name"),
        demand_statuses=demands.take("statuses", dict[str, Text]),
        reporting=MappingProxyType(words),
        reporting_nouns=MappingProxyType(nouns),
        reporting_phrases=phrases,
        **{name: markers.take(name, frozenset[Text]) for name in _MARKERS},
        ministries=MappingProxyType(ministries),
        group_nouns=roles.take("group_nouns", frozenset[Text]),
        states=MappingProxyType(states),
        bodies=MappingProxyType(bodies),
        leaders=leaders,
        publishers=MappingProxyType(publishers),
        decoys=names.take("decoys", frozenset[Text]),
        names=NameIndex.of(states.values(), bodies.values(), leaders, ambiguous),
        patterns=load_patterns(
            directory / "events.yaml", {name: frozenset(type_.modes) for name, type_ in event_types.items()}
        ),
        cues=load_cues(directory / "cues.yaml"),
    )
    for table in (head, demands, markers, roles, names):
        table.finish()
    consistency.verify(codebook, ambiguous)
    return codebook


class _Table:
    """A file of several fields, taken one by one; `finish` refuses what nobody took."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = read_yaml(path)
        self._left = set(self.data)

    def take(self, field: str, form: Any, key: str | None = None) -> Any:
        if field not in self.data:
            raise CodebookError("field required", where=f"{self.path.name}: {field}", remedy="add it")
        self._left.discard(field)
        value = check(form, self.data[field] if key is None else keyed(self.data[field], key), self.path, field)
        return MappingProxyType(value) if isinstance(value, dict) else value

    def finish(self) -> None:
        if self._left:
            raise CodebookError("unknown field", where=f"{self.path.name}: {min(self._left)}", remedy="remove it")


def _whole(path: Path, form: Any, key: str | None = None) -> Any:
    data = read_yaml(path)
    return check(form, data if key is None else keyed(data, key), path)


def _event_types(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {**fields, "modes": keyed(fields.get("modes", {}), "name")} if isinstance(fields, dict) else fields
        for name, fields in keyed(data, "name").items()
    }


def load_leaders(path: Path) -> tuple[Leader, ...]:
    """The terms of a file that lists, by state or body, lines of the form ``Name / variant | role | 1994-2003``.

    A fourth part gives the surname where it is not the last word; a term that still runs ends in a hyphen.

    Raises:
        CodebookError: if a line has another form.
    """
    leaders = []
    for state, lines in check(dict[str, tuple[Text, ...]], read_yaml(path), path).items():
        for line in lines:
            names, *parts = (part.strip() for part in line.split("|"))
            term = _TERM.fullmatch(parts[1]) if len(parts) in (2, 3) else None
            name, *variants = (variant.strip() for variant in names.split("/"))
            if term is None or not name or not parts[0] or int(term["end"] or 9999) < int(term["start"]):
                raise CodebookError(
                    f"not a term of office: {line!r}",
                    where=f"{path.name}: {state}",
                    remedy="write: Name / variant | role | 1994-2003 | Surname",
                )
            surname = parts[2] if len(parts) == 3 else name.split()[-1]
            end = int(term["end"]) if term["end"] else None
            leaders.append(Leader(name, surname, state, parts[0], int(term["start"]), end, tuple(variants)))
    return tuple(leaders)
