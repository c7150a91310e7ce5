"""The words of quantities, as tables: what modifies a number, what is counted, and which numbers are none."""

from __future__ import annotations

import re

# Words before a number, as they bound it: "low" (at least this), "high" (at most this), "about".
MODIFIERS: dict[tuple[str, ...], str] = {
    ("more", "than"): "low",
    ("over",): "low",
    ("at", "least"): "low",
    ("no", "fewer", "than"): "low",
    ("no", "less", "than"): "low",
    ("not", "less", "than"): "low",
    ("upwards", "of"): "low",
    ("in", "excess", "of"): "low",
    ("a", "minimum", "of"): "low",
    ("less", "than"): "high",
    ("fewer", "than"): "high",
    ("under",): "high",
    ("below",): "high",
    ("up", "to"): "high",
    ("at", "most"): "high",
    ("no", "more", "than"): "high",
    ("not", "more", "than"): "high",
    ("as", "many", "as"): "high",
    ("as", "much", "as"): "high",
    ("a", "maximum", "of"): "high",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("nearly",): "about",
    ("almost",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("close", "to"): "about",
    ("circa",): "about",
    ("an", "estimated"): "about",
}
# Plurals that give no number but a least one: "dozens of boats" are two dozen or more.
VAGUE: dict[str, int] = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
SUFFIXED: dict[str, int] = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}

# Signs and names of money, to the codes of ISO 4217. A name shared by several states stands for the best-known of them.
CURRENCY_SIGNS: dict[str, str] = {
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₹": "INR",
    "₼": "AZN",
}
CURRENCY_NAMES: dict[str, str] = {
    "dollar": "USD",
    "pound": "GBP",
    "euro": "EUR",
    "rouble": "RUB",
    "ruble": "RUB",
    "lira": "ITL",
    "lire": "ITL",
    "yen": "JPY",
    "yuan": "CNY",
    "franc": "CHF",
    "rupee": "INR",
    "manat": "AZN",
    "hryvnia": "UAH",
    "dram": "AMD",
    "lari": "GEL",
    "tenge": "KZT",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "króna": "ISK",
    "krónu": "ISK",
    "krónur": "ISK",
    "krónum": "ISK",
    "kronur": "ISK",
    "kroner": "NOK",
    "peso": "MXN",
    "shekel": "ILS",
    "dinar": "RSD",
    "zloty": "PLN",
    "mark": "DEM",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "rub": "RUB",
    "azn": "AZN",
}
# Lemmas of units, to the word that the record holds.
UNITS: dict[str, str] = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "per": "percent",
    "second": "seconds",
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "week": "weeks",
    "fortnight": "fortnights",
    "month": "months",
    "year": "years",
    "decade": "decades",
    "km": "km",
    "kilometre": "km",
    "kilometer": "km",
    "metre": "metres",
    "meter": "metres",
    "m": "metres",
    "mile": "miles",
    "yard": "yards",
    "foot": "feet",
    "knot": "knots",
    "tonne": "tonnes",
    "ton": "tons",
    "kg": "kg",
    "kilogram": "kg",
    "litre": "litres",
    "barrel": "barrels",
    "hectare": "hectares",
    "acre": "acres",
    "degree": "degrees",
    "megawatt": "MW",
    "mw": "MW",
}
PEOPLE = frozenset(
    """
    person people others man woman child boy girl adult resident citizen national civilian inhabitant passenger crew
    crewman member pilot sailor seaman fisherman skipper captain officer soldier serviceman servicewoman trooper
    troop conscript fighter militant rebel guard policeman police diplomat ambassador envoy minister deputy
    official employee worker staff staffer journalist reporter correspondent executive director representative
    activist protester demonstrator dissident participant athlete spectator delegate observer expert analyst
    student teacher doctor engineer driver farmer miner tourist traveller traveler migrant refugee prisoner
    detainee hostage captive suspect defendant convict victim casualty survivor fatality death dead wounded
    injured killed missing patient relative brother sister family son daughter spy agent terrorist criminal
    hacker voter elector signatory supporter follower leader president king compatriot countryman
    settler ranger marine gunman commando paratrooper cleric herder shepherd
    inspector consul attache attaché mercenary peacekeeper monitor volunteer reservist rating hand
    evacuee orphan widow foreigner immigrant expatriate believer pilgrim monk priest clergyman lawyer judge
    witness scientist peasant labourer
    """.split()
)
# Nationals of a state ("two Icelanders"), by the endings of such nouns and those that have none of their own.
NATIONALS = re.compile(
    r"[A-Z]\w+(?:ans|is|ese|anders|ards|eks|akhs|jiks|oats|zechs|ovaks)|"
    r"(?:Turk|Kurd|Serb|Dane|Pole|Finn|Swede|Briton|Scot|Arab|Jew|Thai|Zealander)s"
)
# A number that is the subject of one of these counts persons: "17 survived".
FATES = frozenset(
    "die perish survive drown kill injure wound hurt arrest detain hospitalise hospitalize evacuate rescue".split()
)
# Left of a number these make it a name or a label: "Article 5", "Group of 20", "Boeing 737".
LABEL_NOUNS = frozenset(
    """
    article page chapter flight resolution paragraph section number no nr group protocol clause annex item line
    route highway room channel version act rule order decree law note division district department sector zone
    block lot gate platform part phase stage step round level grade category type mark model series volume issue
    episode fig figure table psalm verse
    """.split()
)
# After a number these make it an age, a clock time or a place in an order.
NOT_COUNTED_AFTER = frozenset("o'clock oclock am pm a.m. p.m. gmt hrs o’clock".split())
