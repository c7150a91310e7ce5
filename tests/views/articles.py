"""Made-up articles that the tests of the command line read."""

from __future__ import annotations

ARTICLE = """Skerry Observer
12 May 1958

Minister sends the trawlers home

Norway demanded on Monday that Denmark withdraw its trawlers from the bank. The Danish foreign minister rejected the
demand. "We shall fish where our fathers fished," he said.

Two Norwegian patrol ships arrested the skipper of a Danish trawler on 10 May 1958. Denmark recalled its ambassador in
response to the arrest. By the end of 1959, the minister said, the two governments will sign an agreement.
"""


def article(number: int) -> str:
    """One of many articles, each with words of its own."""
    towns = ("Bergen", "Aalborg", "Tromso", "Esbjerg", "Alesund", "Skagen", "Vardo", "Frederikshavn")
    town = towns[number % len(towns)]
    return (
        f"Fishermen of {town} met for the {number}th time this year and spoke of mesh sizes, fuel and ice.\n\n"
        f"Norway protested to Denmark on {number % 27 + 1} March 1958 over the {number} nets lost off {town}. "
        f"Denmark said that {number + 3} of its crews were injured in the storm of week {number}.\n"
    )
