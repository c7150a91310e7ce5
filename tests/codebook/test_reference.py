from __future__ import annotations

from pathlib import Path

from demarche.codebook import Codebook
from demarche.codebook.loader import SHIPPED
from demarche.codebook.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_page_is_the_one_that_the_data_makes(codebook: Codebook) -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(codebook), "renew the page, see demarche.codebook.reference"


def test_the_page_names_everything(codebook: Codebook) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for type_ in codebook.event_types.values():
        assert f"### {type_.name}\n" in page
        assert all(f"| {mode} |" in page for mode in type_.modes)
    for name in (*codebook.contexts, *codebook.acts, *codebook.event_statuses, *codebook.demand_statuses):
        assert f"- `{name}`: " in page
    for file in SHIPPED.glob("*.yaml"):
        assert f"`{file.name}`" in page
