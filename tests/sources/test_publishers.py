import pytest

from demarche.codebook import load_codebook
from demarche.sources import mark_furniture, read_head
from demarche.sources.publishers import by_address, canonical
from tests.sources.pages import ARTICLE, BODY, TITLE

KNOWN = sorted(load_codebook().publishers.values(), key=lambda p: p.name)


def publisher(text):
    return read_head(text, mark_furniture(text)).publisher


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # It speaks of its own correspondents, twice; once may be a citation of somebody else's.
        (
            f'{ARTICLE}\nHallam told a "Quay Watch" correspondent so.\n\n"No," he told a “Quay Watch” correspondent.',
            "Quay Watch",
        ),
        (f'{ARTICLE}\nHallam told a "Quay Watch" correspondent so on Monday evening.', None),
        # A masthead above a menu; capitals are drawn down, spaced letters together, the edition left out.
        (f"NORTHERN POST\nHome | News | Sport\n\n{ARTICLE}", "Northern Post"),
        (f"N O R T H   W I N D\nHome | News | Sport\n\n{ARTICLE}", "North Wind"),
        (f"Northern Post in English\nHome | News | Sport\n\n{ARTICLE}", "Northern Post"),
        # A lone line above a title is no masthead.
        (f"Northern lights\n\n{ARTICLE}", None),
        (
            f"# {TITLE}\n\n*Northern Post · Lund · 3 March 2025*\n\n{BODY}\n\nNorthern Post is sold by the month.",
            "Northern Post",
        ),
        (f"{ARTICLE}\n© 2025 Northern Post. All rights reserved.", "Northern Post"),
        (ARTICLE, None),
    ],
)
def test_the_name_that_a_text_gives_itself(text, name):
    assert publisher(text) == name


def test_addresses_of_the_codebook():
    for known in KNOWN:
        for domain in known.domains:
            assert by_address(f"https://www.{domain}/articles/1") == known.name
    known = next(known for known in KNOWN if known.domains)
    note = f"{ARTICLE}\nTranslated automatically from https://www.{known.domains[0]}/articles/1"
    assert publisher(note) == known.name


def test_names_of_the_codebook():
    for known in KNOWN:
        assert {canonical(name) for name in (known.name, *known.aliases, known.name.upper())} == {known.name}


def test_unknown_addresses_and_names():
    assert by_address("https://post.example/1") is None
    assert by_address("no address") is None
    assert canonical("Northern Post") == "Northern Post"
