"""Plain sentences built from records, never from the words of an article: who did what to whom, and who says so."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarche.analysis.verbs import ACTS, BREAK_OFF, ON_PEOPLE, TOGETHER, VERBS, Verb
from demarche.codebook import Codebook
from demarche.records import DemandStatus, Event, Figure, Status

STATUS_WORDS: dict[Status, str] = {
    "occurred": "done",
    "ongoing": "going on",
    "planned": "planned",
    "threatened": "threatened",
    "denied": "denied",
    "not_done": "not done",
    "hypothetical": "possible only",
}

DEMAND_WORDS: dict[DemandStatus, str] = {
    "demanded": "demanded",
    "promised": "promised",
    "partly_met": "partly met",
    "met": "met",
    "refused": "refused",
    "unmet": "not met",
    "withdrawn": "withdrawn",
}

FIGURE_WORDS = {
    "killed": "killed",
    "injured": "injured",
    "survived": "survived",
    "aboard": "aboard",
    "detained": "detained",
    "released": "released",
    "participants": "taking part",
    "money": "money",
    "duration": "length of time",
    "other": "other counts",
}

# Bodies that are spoken as a word take no article.
_SPOKEN = frozenset({"NATO", "ASEAN", "OPEC", "ECOWAS", "UNESCO", "UNICEF", "CARICOM", "Interpol", "INTERPOL"})
_ARTICLE_START = ("United ", "Republic of", "Democratic Republic")
_ARTICLE_END = (
    " Islands",
    " Republic",
    " Emirates",
    "Netherlands",
    "Philippines",
    "Maldives",
    "Bahamas",
    "Gambia",
    "Comoros",
)
# Types of events that may be about an act of demand: asking for it, promising it, doing it, refusing it.
_ABOUT_ACTS = frozenset({"REQUEST", "AGREE", "CONCEDE", "REJECT", "AID", "RETREAT"})
_GROUPS = {"citizens": "citizens of {}", "media": "media of {}"}


@dataclass(frozen=True, slots=True)
class Names:
    """Readable names of codes: ``states`` maps codes such as ``ISL`` to names such as "Iceland"; ``bodies`` holds the
    short names of intergovernmental bodies, most of which take an article ("the EU")."""

    states: Mapping[str, str]
    bodies: Container[str] = ()

    @classmethod
    def from_codebook(cls, codebook: Codebook) -> Names:
        """The names that the codebook holds."""
        return cls({code: state.name for code, state in codebook.states.items()}, frozenset(codebook.bodies))

    def of(self, code: str) -> str:
        """A party as it stands in a sentence: "the United Kingdom", "citizens of Iceland", "the EU", or the name
        itself."""
        if code == "unnamed":
            return "an unnamed source"
        state, _, group = code.partition(":")
        if group and state in self.states:
            return _GROUPS.get(group, f"{group} of {{}}").format(self.of(state))
        if code in self.states:
            name = self.states[code]
            takes = name.startswith(_ARTICLE_START) or name.endswith(_ARTICLE_END)
            return f"the {name}" if takes else name
        if code in self.bodies and code.isupper() and code not in _SPOKEN:
            return f"the {code}"
        return code

    def title(self, code: str) -> str:
        """A party as a label: without the article, with a capital."""
        name = self.of(code)
        return capital(name.removeprefix("the "))

    def all(self, codes: Iterable[str]) -> str:
        """Several parties in one phrase: "Iceland, Norway and the EU"."""
        return listed([self.of(code) for code in codes])


def listed(words: Sequence[str]) -> str:
    """Words in a row, the last joined by "and"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def capital(text: str) -> str:
    """The text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def event_sentence(event: Event, names: Names, acts: Sequence[str] = (), speakers: Sequence[str] = ()) -> str:
    """What the event is, in one sentence. ``acts`` are acts of demand that it is about, if known from elsewhere;
    ``speakers`` those to whom every telling attributes it (then the sentence begins with them)."""
    if event.type == "NONE" or not (event.actors or event.recipients):
        return _untyped(event, names, speakers)
    said = _clause(event, names, tuple(acts) or _acts_told(event))
    if event.place and event.place not in (*event.actor_names, *event.recipient_names):
        said += f" ({event.place})"
    return f"According to {names.all(speakers)}, {said}" if speakers else capital(said)


def _acts_told(event: Event) -> tuple[str, ...]:
    if event.type not in _ABOUT_ACTS or (event.type == "RETREAT" and event.mode):
        return ()
    quote = event.span.quote.casefold()
    return tuple(act for act, (_, told) in ACTS.items() if told.search(quote))


def _untyped(event: Event, names: Names, speakers: Sequence[str]) -> str:
    # Nothing but its own words says what it was; they stand in quotation marks, cut short.
    quote = _cut(event.span.quote, 14)
    parties = names.all([*event.actors, *(r for r in event.recipients if r not in event.actors)])
    if speakers:
        verb = "say" if len(speakers) > 1 else "says"
        return f"{capital(names.all(speakers))} {verb}{' of ' + parties if parties else ''}: {quote}"
    return f"Told of {parties}: {quote}" if parties else quote


def _clause(event: Event, names: Names, acts: tuple[str, ...]) -> str:
    many = len(event.actors) > 1 or any(":" in a for a in event.actors)
    subject = names.all(event.actors) if event.actors else "an unnamed party"
    if len(event.actors) > 1 and not event.recipients and event.type in TOGETHER:
        return f"{subject} {_tense(TOGETHER[event.type], event.status, many)}"
    if event.type == "REQUEST" and acts and event.recipients:
        wish = f"that {names.all(event.recipients)} {listed([act_words(act) for act in acts])}"
        verb = Verb(f"demand {wish}", f"demanded {wish}", f"demanding {wish}")
        return f"{subject} {_tense(verb, event.status, many)}"
    others = names.all(event.recipients)
    if event.type == "AGREE" and acts and others:
        deed = listed([act_words(act) for act in acts])
        verb = Verb(f"promise {others} to {deed}", f"promised {others} to {deed}", f"promising {others} to {deed}")
        return f"{subject} {_tense(verb, event.status, many)}"
    verb = _verb(event, acts)
    people = bool(event.recipients) and all(_is_people(code, names) for code in event.recipients)
    if people:
        verb = ON_PEOPLE.get((event.type, event.mode), verb)
    words = _tense(verb, event.status, many)
    if others:
        return f"{subject} {words} {verb.link + ' ' if verb.link else ''}{others}"
    return f"{subject} {words}" + ("" if verb.link or " " in verb.base else " an unnamed party")


def _is_people(code: str, names: Names) -> bool:
    return ":" in code or (code not in names.states and not code.isupper())


def _verb(event: Event, acts: tuple[str, ...]) -> Verb:
    default = VERBS.get((event.type, event.mode)) or VERBS[event.type, None]
    if event.type == "REJECT" and BREAK_OFF[1].search(event.span.quote.casefold()):
        return BREAK_OFF[0]
    deed = listed([act_words(act) for act in acts])
    if acts and event.type == "AGREE":
        return Verb(f"promise to {deed}", f"promised to {deed}", f"promising to {deed}", "to")
    if acts and event.type == "REJECT":
        return Verb(f"refuse to {deed}", f"refused to {deed}", f"refusing to {deed}", "at the wish of")
    own = {"CONCEDE": ("acknowledge", "apologise"), "AID": ("compensate",), "RETREAT": ("release", "withdraw")}
    kept = [act for act in acts if act in own.get(event.type, ())]
    if not kept:
        return default
    verb = ACTS[kept[0]][0]
    return verb if verb.link else Verb(verb.base, verb.past, verb.progressive, "for")


def _tense(verb: Verb, status: Status, many: bool) -> str:
    if status == "ongoing":
        return f"{'are' if many else 'is'} {verb.progressive}"
    if status == "planned":
        return f"{'plan' if many else 'plans'} to {verb.base}"
    if status == "threatened":
        return f"threatened to {verb.base}"
    if status in ("denied", "not_done"):
        return f"did not {verb.base}".replace("somebody", "anybody")
    if status == "hypothetical":
        return f"might {verb.base}"
    return verb.past


def demand_title(issuer: str, addressee: str, act: str, quote: str, names: Names) -> str:
    """The demand as a row's head: "Iceland wants of the United Kingdom: pay compensation". What is no act of the
    codebook's is told in the text's own words, as a quotation."""
    wish = act_words(act) if act in ACTS else _cut(quote, 12)
    verb = "want" if ":" in issuer else "wants"
    return f"{capital(names.of(issuer))} {verb} of {names.of(addressee)}: {wish}"


def _cut(quote: str, most: int) -> str:
    """The first words of a quotation, in quotation marks."""
    words = quote.strip(' "“”«»').split()
    return "“" + " ".join(words[:most]) + (" …" if len(words) > most else "") + "”"


def act_words(act: str) -> str:
    """An act of demand in words: "pay compensation"; "do something else" for `other`."""
    return ACTS[act][0].base if act in ACTS else "do something else"


def number(value: float) -> str:
    """A number as people write it: 1,600 and 2.5, never 1600.0."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def figure_words(figure: Figure) -> str:
    """The value with its bounds and unit: "at least 50 persons", "9,000 to 12,000 GBP", "no number"."""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        value = f"{number(figure.low)} to {number(figure.high)}"
    elif figure.low is not None and figure.high is None:
        value = f"at least {number(figure.low)}"
    elif figure.high is not None and figure.low is None:
        value = f"at most {number(figure.high)}"
    elif figure.value is not None:
        value = number(figure.value)
    else:
        return "no number"
    unit = figure.unit
    if value == "1":
        unit = f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")
    return f"{value} {unit}".strip()


def reason_words(reason: str) -> str:
    """A coded reason in words: "no actor" for ``no_actor``."""
    return reason.replace("_", " ").replace("-", " ")
