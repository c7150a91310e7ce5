"""Made-up articles for the tests of reading: a quarrel over a quay between two towns that do not exist."""

from __future__ import annotations

PARAGRAPHS = (
    "The harbour board of Veldin voted on Monday to close the northern quay to ships from Ostrava until the customs"
    " dispute between the two towns is settled.",
    'Its chairman, Pieter Hallam, said that Ostrava had ignored three notes since March. "We asked politely and were'
    ' laughed at," he told reporters outside the customs house.',
    "Ostrava called the vote illegal. Its trade ministry demanded that Veldin reopen the quay by Friday and pay for"
    " the delays, which it put at 2 million crowns.",
    "Traders in Veldin expect prices of grain to rise. About 40 ships are waiting outside the harbour, according to"
    " the pilots' office in Ostrava.",
)
BODY = "\n\n".join(PARAGRAPHS)
TITLE = "Veldin closes its northern quay"
ARTICLE = f"{TITLE}\n\n{BODY}\n"
GERMAN = (
    "Der Hafenrat beschloss am Montag, den nördlichen Kai zu schließen, bis der Streit um die Zölle beigelegt ist. "
    "Der Vorsitzende sagte, man habe lange genug gewartet."
)


def page(head: str = "", body: str = "", lang: str = "en") -> str:
    """An HTML page with a menu, the article, an aside of links and a foot."""
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE} - Northern Post</title>'
        f"{head}</head>"
        '<body><nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/jobs">Jobs</a></nav><main><article>'
        f"<h1>{TITLE}</h1>{paragraphs}{body}</article></main>"
        '<aside><h3>Most read</h3><a href="/1">Storm hits the coast</a> <a href="/2">Mayor opens school</a></aside>'
        "<footer>© Northern Post Ltd</footer></body></html>"
    )
