"""The words for what happened: one verb phrase for each event type, mode and matter, with its tenses and its link."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb phrase: base ("apologise"), past ("apologised"), progressive ("apologising"), and the preposition that
    leads to the recipient ("to"; empty for a direct object)."""

    base: str
    past: str
    progressive: str
    link: str = ""


def _verb(base: str, past: str, rest: str = "", link: str = "", progressive: str | None = None) -> Verb:
    tail = f" {rest}" if rest else ""
    if progressive is None:
        progressive = f"{base[:-1] if base.endswith('e') and not base.endswith('ee') else base}ing"
    return Verb(base + tail, past + tail, progressive + tail, link)


# What each type says of an actor and a recipient, by mode; the mode None serves all that are not listed.
VERBS: dict[tuple[str, str | None], Verb] = {
    ("AGREE", None): _verb("make", "made", "a promise", "to"),
    ("CONSULT", None): _verb("meet", "met", "", "with"),
    ("CONSULT", "visit"): _verb("visit", "visited"),
    ("CONSULT", "phone"): _verb("speak", "spoke", "by telephone", "with"),
    ("CONSULT", "third-party"): _verb("meet", "met", "on third ground", "with"),
    ("CONSULT", "multilateral"): _verb("take", "took", "part in a meeting of several parties", "with"),
    ("SUPPORT", None): _verb("voice", "voiced", "support", "for"),
    ("CONCEDE", None): _verb("make", "made", "a concession", "to"),
    ("COOPERATE", None): _verb("cooperate", "cooperated", "", "with"),
    ("AID", None): _verb("give", "gave", "aid", "to"),
    ("RETREAT", None): _verb("give", "gave", "way", "to"),
    ("RETREAT", "withdraw"): _verb("pull", "pulled", "back", "before"),
    ("RETREAT", "release"): _verb("release", "released", "people or property", "of"),
    ("RETREAT", "disarm"): _verb("lay", "laid", "down arms", "before"),
    ("RETREAT", "ceasefire"): _verb("hold", "held", "fire", "against"),
    ("RETREAT", "access"): _verb("grant", "granted", "access or passage", "to"),
    ("RETREAT", "resign"): _verb("give", "gave", "up an office", "before"),
    ("REQUEST", None): _verb("put", "put", "a demand", "to", "putting"),
    ("REQUEST", "assist"): _verb("ask", "asked", "for help", "from"),
    ("REQUEST", "change"): _verb("ask", "asked", "for a change", "from"),
    ("REQUEST", "yield"): _verb("demand", "demanded", "a concession", "from"),
    ("REQUEST", "meet"): _verb("ask", "asked", "for talks", "with"),
    ("ACCUSE", None): _verb("accuse", "accused"),
    ("ACCUSE", "disapprove"): _verb("criticise", "criticised"),
    ("ACCUSE", "investigate"): _verb("open", "opened", "an investigation", "against"),
    ("REJECT", None): _verb("turn", "turned", "down a wish", "of"),
    ("REJECT", "assist"): _verb("refuse", "refused", "help", "to"),
    ("REJECT", "change"): _verb("refuse", "refused", "a change", "to"),
    ("REJECT", "yield"): _verb("refuse", "refused", "to give way", "to"),
    ("REJECT", "meet"): _verb("refuse", "refused", "to meet"),
    ("THREATEN", None): _verb("threaten", "threatened"),
    ("PROTEST", None): _verb("protest", "protested", "", "against"),
    ("SANCTION", None): _verb("impose", "imposed", "a sanction", "on"),
    ("SANCTION", "convict"): _verb("convict", "convicted", "somebody", "of"),
    ("SANCTION", "expel"): _verb("expel", "expelled", "staff", "of"),
    ("SANCTION", "withdraw"): _verb("recall", "recalled", "staff", "from"),
    ("SANCTION", "discontinue"): _verb("break", "broke", "off cooperation", "with"),
    ("THREATEN", "restrict"): _verb("threaten", "threatened", "to restrict"),
    ("THREATEN", "arrest"): _verb("threaten", "threatened", "to arrest people", "of"),
    ("THREATEN", "relations"): _verb("threaten", "threatened", "to reduce relations", "with"),
    ("THREATEN", "expel"): _verb("threaten", "threatened", "to expel staff", "of"),
    ("THREATEN", "territory"): _verb("threaten", "threatened", "to take territory", "of"),
    ("THREATEN", "violence"): _verb("threaten", "threatened", "to use force", "against"),
    ("PROTEST", "demo"): _verb("demonstrate", "demonstrated", "", "against"),
    ("PROTEST", "riot"): _verb("riot", "rioted", "", "against"),
    ("PROTEST", "strike"): _verb("strike", "struck", "", "against"),
    ("PROTEST", "hunger"): _verb("go", "went", "on hunger strike", "against"),
    ("PROTEST", "boycott"): _verb("boycott", "boycotted"),
    ("PROTEST", "obstruct"): _verb("block", "blocked", "the way", "of"),
    ("PROTEST", "vandalize"): _verb("damage", "damaged", "property", "of"),
    ("MOBILIZE", "police"): _verb("send", "sent", "police", "towards"),
    ("MOBILIZE", "troops"): _verb("move", "moved", "forces", "towards"),
    ("MOBILIZE", "weapons"): _verb("make", "made", "a show of weapons", "towards"),
    ("COERCE", "curfew"): _verb("impose", "imposed", "a curfew", "on"),
    ("COERCE", "martial-law"): _verb("impose", "imposed", "martial law", "on"),
    ("COERCE", "withhold"): _verb("withhold", "withheld", "goods or services", "from"),
    ("COERCE", "misinformation"): _verb("spread", "spread", "misinformation", "about"),
    ("MOBILIZE", None): _verb("show", "showed", "force", "towards"),
    ("COERCE", None): _verb("use", "used", "coercion", "against"),
    ("COERCE", "seize"): _verb("seize", "seized", "property", "of"),
    ("COERCE", "restrict"): _verb("restrict", "restricted"),
    ("COERCE", "censor"): _verb("censor", "censored"),
    ("COERCE", "arrest"): _verb("arrest", "arrested", "people", "of"),
    ("COERCE", "deport"): _verb("deport", "deported", "people", "of"),
    ("COERCE", "cyber"): _verb("attack", "attacked", "computers", "of"),
    ("ASSAULT", None): _verb("use", "used", "force", "against"),
    ("ASSAULT", "abduct"): _verb("abduct", "abducted", "people", "of"),
    ("ASSAULT", "beat"): _verb("beat", "beat"),
    ("ASSAULT", "torture"): _verb("torture", "tortured", "people", "of"),
    ("ASSAULT", "destroy"): _verb("destroy", "destroyed", "property", "of"),
    ("ASSAULT", "firearms"): _verb("shoot", "shot", "", "at"),
    ("ASSAULT", "explosives"): _verb("bomb", "bombed"),
    ("ASSAULT", "drone"): _verb("send", "sent", "drones", "against"),
    ("ASSAULT", "crowd-control"): _verb("disperse", "dispersed", "a crowd", "of"),
    ("ASSAULT", "aerial"): _verb("make", "made", "an attack from the air", "on"),
    ("ASSAULT", "heavy-weapons"): _verb("fire", "fired", "", "on"),
    ("ASSAULT", "targeted"): _verb("make", "made", "a targeted attack", "on"),
}

# With a group of people as the recipient, these take it as their object.
ON_PEOPLE: dict[tuple[str, str | None], Verb] = {
    ("RETREAT", "release"): _verb("release", "released"),
    ("SANCTION", "convict"): _verb("convict", "convicted"),
    ("SANCTION", "expel"): _verb("expel", "expelled"),
    ("COERCE", "arrest"): _verb("arrest", "arrested"),
    ("COERCE", "deport"): _verb("deport", "deported"),
    ("ASSAULT", "abduct"): _verb("abduct", "abducted"),
    ("ASSAULT", "torture"): _verb("torture", "tortured"),
}

# What several parties do together.
TOGETHER: dict[str, Verb] = {
    "AGREE": _verb("agree", "agreed", "to work together"),
    "CONSULT": _verb("meet", "met"),
    "SUPPORT": _verb("sign or upgrade", "signed or upgraded", "an agreement", progressive="signing or upgrading"),
    "COOPERATE": _verb("cooperate", "cooperated"),
}

# Acts of demand: what doing each means, the preposition to the one who gains, and the stems that tell it.
ACTS: dict[str, tuple[Verb, re.Pattern[str]]] = {
    "acknowledge": (
        _verb("admit", "admitted", "responsibility", "towards"),
        re.compile(r"acknowledg|admit|admission|guilt|responsibility"),
    ),
    "apologise": (_verb("apologise", "apologised", "", "to"), re.compile(r"apolog")),
    "compensate": (_verb("pay", "paid", "compensation", "to"), re.compile(r"compensat|reparation|damages")),
    "punish": (
        _verb("punish", "punished", "those responsible"),
        re.compile(r"punish|prosecut|to justice|accountable"),
    ),
    "investigate": (_verb("investigate", "investigated"), re.compile(r"investigat|inquiry")),
    "release": (_verb("release", "released", "those held"), re.compile(r"releas|set free")),
    "withdraw": (
        _verb("withdraw", "withdrew", "", "before"),
        re.compile(r"withdraw|pull(?:ed|ing)? (?:back|out)"),
    ),
    "close": (
        _verb("close", "closed", "the institution"),
        re.compile(r"\bclos(?:ed|ing|ure)\b|\bclose (?!to\b|ties|relations)|\bshut"),
    ),
    "cease": (_verb("stop", "stopped", progressive="stopping"), re.compile(r"\bcease|\bstop|\bhalt")),
    "allow": (_verb("allow", "allowed", "access", "to"), re.compile(r"\ballow|\bpermit")),
}

# The acts as headings of what is said of them.
MATTERS: dict[str, str] = {
    "acknowledge": "Responsibility",
    "apologise": "Apology",
    "compensate": "Compensation",
    "punish": "Punishment",
    "investigate": "Investigation",
    "release": "Release of those held",
    "withdraw": "Withdrawal",
    "close": "Closing",
    "cease": "Stopping",
    "allow": "Access",
}

BREAK_OFF = (
    _verb("break", "broke", "off talks", "with"),
    re.compile(r"(?:break|broke|broken|breaking|call|called) off"),
)
