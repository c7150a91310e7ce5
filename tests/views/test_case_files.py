"""Case files: what is taken from one, and what is said of one that breaks the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.errors import RequestError
from demarche.views.case_files import load_case_file

ROOT = Path(__file__).parents[2]

WHOLE = """
title = "Herring in the sound"
sides = ["NOR", "DNK"]
period = ["1957-06", ""]

[[publishers]]
name = "Skerry Observer"
country = "NOR"
hosts = ["Skerry.example.org"]

[[actors]]
code = "NOR"
aliases = ["the Coast Guard", "Tromso"]
"""


def case(tmp_path: Path, text: str):
    """The case of this text."""
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    return load_case_file(path)


def test_a_whole_file(tmp_path: Path) -> None:
    found = case(tmp_path, WHOLE)
    assert (found.title, found.sides, found.period) == ("Herring in the sound", ("NOR", "DNK"), ("1957-06", ""))
    assert found.aliases() == {"coast guard": "NOR", "tromso": "NOR"}
    assert found.hosts() == {"skerry.example.org": "Skerry Observer"}


def test_a_title_is_enough(tmp_path: Path) -> None:
    assert case(tmp_path, 'title = "x"').sides == ()


def test_the_sample_is_one() -> None:
    assert load_case_file(ROOT / "samples" / "cod-war" / "case.toml").sides == ("ISL", "GBR")


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (('title = "Herring in the sound"', ""), "title", "required"),
        (('"NOR", "DNK"', '"NOR", "Denmark"'), "sides[2]", "pattern"),
        (('"1957-06"', '"June 1957"'), "period[1]", "pattern"),
        (('["1957-06", ""]', '["1957-06", "1956"]'), "period", "ends before it begins"),
        (('country = "NOR"', 'land = "NOR"'), "publishers[1].land", "not permitted"),
        (('aliases = ["the Coast Guard", "Tromso"]', "aliases = []"), "actors[1].aliases", "at least 1"),
        (("[[actors]]", "[[actors"), "case.toml", "no TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], where: str, what: str) -> None:
    with pytest.raises(RequestError) as caught:
        case(tmp_path, WHOLE.replace(*change))
    assert where in str(caught.value.where)
    assert what in caught.value.what
    assert caught.value.remedy
