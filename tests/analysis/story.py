"""A small made-up case for the tests of analysis and of the dossier: a closed consulate, told by two papers."""

from __future__ import annotations

from demarche.analysis.case import Case, Copy, Failure, case_of
from demarche.codebook import load_codebook
from demarche.records import Uncoded
from tests.making import claim, coding, demand, document, event, figure, prediction, response, span, step, when

FJORD = document(
    "Sweden shut Norway's consulate in Kiruna on 4 March.\n\n"
    'Norway demanded an apology and called it "a blow to friends". In answer to that, Sweden expelled two envoys. '
    "Norway's minister Ivar Lund said that 40 herders were held up. By autumn, he expects, the consulate will reopen. "
    "The weather was fair.",
    "fjord.txt",
    publisher="Fjord Post",
    published="1951-03-10",
    language="en",
    title="A consulate shut",
)
LAKE = document(
    "The Norwegian consulate in Kiruna was shut by Sweden. Sweden has said sorry. Only 25 herders were held up. "
    "In 1905 the two kingdoms parted.",
    "lake.txt",
    publisher="Lake News",
    published="1951-03-12",
    language="en",
)
REPRINT = document(FJORD.text + " ", "reprint.txt", publisher="Hill Herald", published="1951-03-11")

NORWAY, SWEDEN = ("NOR",), ("SWE",)
SHUT = event(FJORD, "Sweden shut Norway's consulate", "SANCTION", actors=SWEDEN, recipients=NORWAY, place="Kiruna")
SHUT_AGAIN = event(LAKE, "Norwegian consulate in Kiruna was shut", "SANCTION", actors=SWEDEN, recipients=NORWAY)
ASKED = event(FJORD, "Norway demanded an apology", "REQUEST", actors=NORWAY, recipients=SWEDEN, date=when("1951-03-05"))
EXPELLED = event(
    FJORD,
    "Sweden expelled two envoys",
    "SANCTION",
    mode="expel",
    actors=SWEDEN,
    recipients=NORWAY,
    date=when("1951-03-07"),
)
SORRY = event(LAKE, "Sweden has said sorry", "CONCEDE", actors=SWEDEN, recipients=NORWAY, date=None)
PARTED = event(
    LAKE, "In 1905 the two kingdoms parted", "NONE", actors=("NOR", "SWE"), recipients=(),
    date=when("1905", "1905-01-01", "1905-12-31"), speaker="Ivar Lund",
)  # fmt: skip
APOLOGY = demand(
    FJORD,
    "Norway demanded an apology",
    "apologise",
    step(FJORD, "Norway demanded an apology", "demanded", "1951-03-05"),
    step(FJORD, "expelled two envoys", "refused", "1951-03-13", "Ivar Lund"),
    sides=("NOR", "SWE"),
)
GIVEN = demand(
    LAKE, "said sorry", "apologise", step(LAKE, "Sweden has said sorry", "met", "1951-03-12"), sides=("NOR", "SWE")
)
HELD = figure(FJORD, "40 herders were held up", 40, "herders held up", "detained", speaker="Ivar Lund")
HELD_TOO = figure(LAKE, "Only 25 herders were held up", 25, "herders held up", "detained")
SAID = claim(FJORD, "40 herders were held up", "Ivar Lund", speaker_role="minister", speaker_side="NOR")
BLOW = claim(FJORD, '"a blow to friends"', "NOR", kind="direct", cue="called")
ARGUED = claim(LAKE, "Only 25 herders", None)
REOPEN = prediction(FJORD, "By autumn, he expects", "Ivar Lund", "The consulate reopens", "1951-23")
ANSWER = response(FJORD, "In answer to that", EXPELLED, ASKED)


def story(*, title: str | None = None, period: tuple[str | None, str | None] = (None, None)) -> Case:
    """The case as a reading would give it."""
    fjord = coding(FJORD, SHUT, ASKED, EXPELLED, APOLOGY, HELD, SAID, BLOW, REOPEN, ANSWER)
    lake = coding(LAKE, SHUT_AGAIN, SORRY, PARTED, GIVEN, HELD_TOO, ARGUED)
    fjord = type(fjord)(
        **{name: getattr(fjord, name) for name in fjord.__slots__ if name != "uncoded"},
        uncoded=(Uncoded(span(FJORD, "The weather was fair."), "no_actor"),),
    )
    return case_of(
        (lake, fjord),
        load_codebook(),
        title=title,
        period=period,
        duplicates=(REPRINT,),
        copies=(Copy(REPRINT.id, FJORD.id, exact=False),),
        failures=(Failure("scan.pdf", "no text in it"),),
        read_at="1951-04-01T08:00:00Z",
    )
