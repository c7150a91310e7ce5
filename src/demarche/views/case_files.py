"""Case files: TOML that names one dispute, its sides, its period, and what the codebook does not know of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from demarche.analysis.narrowing import fold
from demarche.errors import RequestError

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Code = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
_Bound = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PublisherEntry(_Part):
    """An outlet of the case: ``hosts`` are the hosts of its addresses, ``stance`` a few words on where it stands."""

    name: _Text
    country: _Code | None = None
    owner: _Text | None = None
    stance: _Text | None = None
    hosts: tuple[_Text, ...] = ()


class ActorEntry(_Part):
    """Names that the codebook lacks: each of the ``aliases`` stands for ``code``."""

    code: _Text
    aliases: Annotated[tuple[_Text, ...], Field(min_length=1)]


class CaseFile(_Part):
    """One case. ``period`` holds its first and last year, month or day (ISO); an empty text leaves an end open."""

    title: _Text
    sides: tuple[_Code, ...] = ()
    period: tuple[_Bound, _Bound] = ("", "")
    publishers: tuple[PublisherEntry, ...] = ()
    actors: tuple[ActorEntry, ...] = ()

    def aliases(self) -> dict[str, str]:
        """The code that each alias stands for, by the folded alias."""
        return {fold(alias): actor.code for actor in self.actors for alias in actor.aliases}

    def hosts(self) -> dict[str, str]:
        """The publisher of each host."""
        return {host.lower(): publisher.name for publisher in self.publishers for host in publisher.hosts}


def load_case_file(path: Path) -> CaseFile:
    """The case that a file describes.

    Raises:
        RequestError: if the file cannot be read, is no TOML, or breaks the form; names the field.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError(
            f"the case file cannot be read: {error.strerror}", where=path, remedy="check the path after --case"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RequestError(f"the case file is no TOML: {error}", where=path, remedy="mend that place") from error
    try:
        case = CaseFile.model_validate(table)
    except ValidationError as error:
        raise _explained(error.errors()[0], path) from error
    if all(case.period) and case.period[0] > case.period[1]:
        raise RequestError("the period ends before it begins", where=f"{path}: period", remedy="exchange the two dates")
    return case


def _explained(first: Any, path: Path) -> RequestError:
    """The first thing that is wrong, as an error of ours."""
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    remedies = {
        "missing": "add it",
        "extra_forbidden": "remove it, or check how it is spelt",
        "string_pattern_mismatch": 'sides and countries are codes such as "ISL", dates are 1975, 1975-07 or 1975-07-15',
    }
    remedy = remedies.get(first["type"], "docs/cli.md shows a whole case file")
    return RequestError(f"{first['msg'][0].lower()}{first['msg'][1:]}", where=f"{path}: {field}", remedy=remedy)
