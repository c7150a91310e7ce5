"""The words by which speakers are told: pronouns, titles, institutions, papers and everyone who has a voice."""

from __future__ import annotations

from demarche.annotation.quantity_words import PEOPLE

HE = frozenset({"he", "his", "him"})
SHE = frozenset({"she", "her", "hers"})
THEY = frozenset({"they", "their", "them"})
IT = frozenset({"it", "its"})
NOBODY = frozenset(
    "i we you one who which that this these those there what everybody everyone nobody anybody somebody someone both"
    " each all few none either neither".split()
)
PEOPLE_AT_LARGE = frozenset({"some", "others", "many"})
MALE = frozenset({"mr", "mr.", "sir", "lord", "king", "m.", "herr"})
FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "dame", "mme"})
# With a state's name before them these mean the state itself; "British officials" are some people.
COLLECTIVE = frozenset(
    "government side authority leadership state administration regime cabinet republic nation country".split()
)
# Parts of a government that speak under their own name.
INSTITUTION = frozenset("office ministry department pentagon treasury admiralty navy army parliament house".split())
# Papers that speak for whoever wrote them: "a British note accuses".
PAPERS = frozenset(
    "note letter statement communique communiqué reply message telegram memorandum declaration announcement".split()
)
# Words for whoever was just cited, whatever his title.
CITED = frozenset(
    "analyst expert scientist scholar researcher historian observer politician diplomat official spokesman spokeswoman"
    " commentator economist author speaker interlocutor specialist lawyer professor politologist".split()
)
HEADS = frozenset({"head of state", "head of government", "leader", "statesman"})
VOICES = (
    PEOPLE
    | INSTITUTION
    | COLLECTIVE
    | CITED
    | frozenset(
        """
    source critic aide insider spokesperson chairman chairwoman secretary commander colonel general admiral senator
    congressman deputy commissioner owner skipper master union committee council association federation party faction
    court agency newspaper paper magazine radio television channel station broadcaster airline company firm organisation
    organization body commission institute bank embassy consulate mission delegation coastguard police force poll survey
    study caller crowd opposition majority public press media coalition alliance group institution exchange club board
    premier chancellor prince queen pope bishop mayor governor veteran eyewitness neighbour academic writer editor
    columnist surveyor negotiator mediator adviser advisor lawmaker rapporteur mp envoy prosecutor investigator
    """.split()
    )
)
