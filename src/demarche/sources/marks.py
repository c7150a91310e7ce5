"""The words by which furniture gives itself away, as tables: a coded reason and the pattern of a line.

All are matched from the start of a line without markup. ``CLOSING`` lines end an article; ``HEADINGS`` open a block of
other stories, in the middle or at the end; ``LINES`` are furniture by themselves wherever they stand, and so must be
strict; ``TOP`` lines are so only above the article, where little can be lost.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Table: TypeAlias = tuple[tuple[str, re.Pattern[str]], ...]

_STORIES = r"(?:stories|articles|news|reads?|reading|posts|topics|materials|publications|content|items|headlines)"
_PLACES = (
    r"(?:facebook|twitter|telegram|whatsapp|viber|linkedin|instagram|youtube|tiktok|vkontakte|vk|reddit|pinterest|x"
    r"|e-?mail|print|copy link|bookmark|save|tweet|share)"
)
_TODAY = r"(?: (?:this week|today|now|right now|of the (?:day|week)|in [\w ]{2,20}))?"


def _table(*rows: tuple[str, str]) -> Table:
    return tuple(
        (reason, re.compile(p.replace("STORIES", _STORIES).replace("PLACES", _PLACES).replace("TODAY", _TODAY), re.I))
        for reason, p in rows
    )


_TRANSLATED = (
    r"\W?\s*(?:automatically |machine[- ])?translated (?:automatically|by|via|with|using|from (?:the )?[\w-]+)\b"
    r"[^,]{0,120}$"
)

CLOSING = _table(
    ("translation_note", _TRANSLATED),
    (
        "translation_note",
        r"this (?:text|article|story|page) (?:was|has been) (?:automatically |machine[- ])?translated\b",
    ),
    ("contact", r"(?:do you )?know (?:more|something)(?: about (?:this|it))?\s*\?"),
    (
        "contact",
        r"(?:did|have) you (?:see|seen|witness(?:ed)?|been?|got)\b[^.]{3,60}\?"
        r"\s*(?:send|write|tell|contact|share|call|get in touch)\b",
    ),
    ("contact", r"(?:do you )?have (?:a (?:story|tip|question|comment)|any (?:information|tips))\b[^.]{0,40}\?"),
    ("legal", r"legal (?:texts?|notices?|information|disclaimer)\s*:?$|(?:legal|disclaimer|imprint|impressum)\s*:\s"),
    ("legal", r"©|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)|all rights reserved\b"),
    (
        "legal",
        r"\(c\)\s*(?:\d{4}|.{3,60}\b(?:ltd|inc|llc|hf|gmbh|limited|media|press|news(?:papers?)?|group|agency)\b)",
    ),
    (
        "legal",
        r"(?:terms (?:of (?:use|service)|and conditions)|privacy policy|cookie (?:policy|settings))"
        r"(?:[\s|·,/&]+(?:and|terms|conditions|privacy|policy|cookies?|contacts?|about(?: us)?|imprint|sitemap))*\W*$",
    ),
    ("recommendation", r"(?:we )?recommend(?:ed|s)?(?: (?:for you|by [\w ]{2,30}|STORIES))?\s*(?::|$)"),
    ("recommendation", r"recommendations for you\b"),
    (
        "recommendation",
        r"(?:you (?:might|may|could)(?: also)? (?:like|be interested in|enjoy)|promoted (?:stories|content)"
        r"|more (?:for you|from (?:us|this section|the (?:web|archive)|[\w’' ]{2,40}))"
        r"|from (?:the|our) (?:web|archives?|back (?:numbers|issues)|partners))\s*(?::.*)?$",
    ),
    (
        "teaser",
        r"(?:tomorrow|next (?:week|month)|(?:also )?this week) (?:in|on) [\w’' ]{2,40}:"
        r"|(?:also )?in (?:the|this|our|today['’]s) (?:paper|issue|edition)\s*:?$|also in the news\s*:?$",
    ),
    (
        "teaser",
        r"(?:most (?:read|popular|viewed|shared|commented)(?: STORIES)?|top (?:stories|news|jobs|headlines)"
        r"|trending(?: STORIES)?|editor['’]?s['’]? (?:picks?|choice)|latest (?:news|stories|headlines)|other news"
        r"|breaking news|news)TODAY\s*(?::.*)?$",
    ),
    (
        "chrome",
        r"(?:leave a (?:comment|reply)|(?:\d+ )?comments?\s*(?:\(\d+\))?|view comments"
        r"|join the (?:conversation|discussion|debate)\b.{0,80}|(?:\d+ )?comments are closed\.?)$",
    ),
    ("chrome", r"(?:tags?|topics?|keywords?|filed under|categories)\s*:\s*\S.{0,200}$"),
)

HEADINGS = _table(
    (
        "recommendation",
        r"(?:related|read (?:also|more|on|next|too)|see also|also read|more (?:on|about) (?:this|the) (?:topic|story)"
        r"|more STORIES|further reading|don['’]t miss|on (?:this|the same) (?:topic|subject)|what to read next)"
        r"(?: STORIES)?\s*(?:[:>»→].*)?$",
    ),
    ("teaser", r"(?:(?:persons?|people|faces|names) in the (?:news|story)|personalities|who['’]s who)\s*:?$"),
)

LINES = _table(
    (
        "recommendation",
        r"(?:read|see|watch|listen|look)(?: (?:also|more|on|next|too|here))+\s*[:>»→-]+\s*\S"
        r"|(?:related|see also|also (?:read|see)|related (?:story|article|news))\s*:\s*\S"
        r"|[►▶→»>]{1,2}\s*(?:read|see|related)\b",
    ),
    (
        "advert",
        r"\W*(?:advertisement|advertising|advertorial|sponsored(?: content| by .{1,40})?|paid content|promotion|ad)\W*$"
        r"|ad(?:vertisement)?\s*:|(?:story|article) continues below(?: (?:the )?ad(?:vertisement)?)?\W*$",
    ),
    ("advert", r"(?=.{0,100}$)(?:download|install|get|try)\s(?:[\w’']+\s){0,3}apps?\b"),
    (
        "advert",
        r"(?:download|install|get (?:the|our) app|continue in (?:app|browser))"
        r"(?:\W+(?:download|install|get (?:the|our) app|not now|no,? thanks|maybe later))*\W*$",
    ),
    (
        "advert",
        r"(?=.{0,160}$)(?:please )?(?:subscribe|sign up|register)"
        r"(?:\W*$| (?:now|today|here|for (?:free|our|the)|to (?:our|the|receive|get|read|continue|unlock)|and get)\b)"
        r"(?!.*\b(?:treaty|agreement|theory|view)\b)",
    ),
    ("advert", r"(?:become a (?:member|subscriber|patron)|support (?:us|our (?:work|journalism)))\b.{0,120}$"),
    ("advert", r"(?:donate|make a donation)(?: (?:now|today|here|to us))?\W*$"),
    ("advert", r"you have (?:read|used|reached|\d+)\b.{0,40}\b(?:free|articles?|stories)\b"),
    ("advert", r"(?:already a (?:subscriber|member)|this (?:article|story|content) is for (?:subscribers|members))\b"),
    ("contact", r"(?=.{0,200}$)(?:follow|join|find|like|contact|message) us(?: (?:on|via|at|in)\b|\W*$)"),
    (
        "contact",
        r"(?=.{0,200}$)(?:send|write to) us\b|(?=.{0,200}$)share your (?:photos?|videos?|story|stories|tips?)\b",
    ),
    ("contact", r"report (?:an?|this) (?:error|mistake|typo|problem)\W*$"),
    ("contact", r"(?:found|spotted|noticed) (?:an?|the) (?:error|mistake|typo)\b.{0,120}$"),
    ("chrome", r"(?:PLACES|share (?:this|on|via)\b.{0,40})(?:[\s|·•,/]+(?:PLACES|\d[\d.,]*[km]?))*\W*$"),
    (
        "chrome",
        r"(?:listen to (?:this )?article|\d+ min(?:utes?)? read|reading time\W.{0,20}"
        r"|\d[\d.,]*[km]? (?:views?|shares?|likes?|reads|comments?)|(?:views?|shares?|likes?)\s*[:(]\s*\d[\d.,]*\)?)"
        r"\W*$",
    ),
    ("chrome", r"photo(?:graph)?s?\s*(?:by|:|courtesy of)\s.{2,60}(?<![.!?])$"),
    (
        "menu",
        r"(?:we|this (?:site|website)) (?:uses?|stores?)\b.{0,80}\bcookies?\b.{0,160}$"
        r"|(?:accept|reject|manage)(?: all)?(?: cookies)?$"
        r"|skip to (?:main )?(?:content|navigation)$|back to (?:top|home)\W*$",
    ),
    ("translation_note", _TRANSLATED),
)

TOP = _table(
    (
        "advert",
        r"(?=.{0,160}$).*\b(?:app store|google play|(?:our|the [\w' ]{2,30}) app (?:works|is|has)|our (?:\w+ )?app)\b",
    ),
    ("advert", r"(?=.{0,160}$).*\b(?:without (?:a )?vpn|two weeks free|free trial)\b"),
    ("advert", r"(?=.{0,160}$).*[.!:]\s*(?:subscribe|sign up|join now)\W*$"),
    ("advert", r"(?:not now|no,? thanks|maybe later|get started)\W*$"),
    ("menu", r"weather\s*:|(?:home|front)(?: ?page)?$"),
)

# The words that menus are made of.
MENU_WORDS = frozenset(
    "about account advertise analysis archive archives births business cars contact contacts content crossword "
    "culture de deaths economy en fr front health help home in interviews jobs latest letters lifestyle live "
    "log login menu more multimedia my news newsletter notices obituaries opinion photo photos podcasts "
    "politics property regions register rss ru science search sections sign skip society sport sports "
    "subscribe technology to topics travel up us video weather world".split()
)


def match(table: Table, line: str) -> str | None:
    """The coded reason of the first pattern that the line begins with."""
    return next((reason for reason, pattern in table if pattern.match(line)), None)
