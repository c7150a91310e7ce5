"""The commands that show single things: a record with all that hangs on it, and what a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from demarche.errors import RequestError
from demarche.views.cli.options import AsOfOption, CaseOption, JsonOption, LedgerOption, ledger_path, opened
from demarche.views.cli.output import console, note, print_json, say, short, visible

if TYPE_CHECKING:
    from demarche.views.shown import Shown

app = typer.Typer()


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or a document's; its beginning is enough.")],
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Show one record: its sentence in context, its history, its links, what made it. Or one document."""
    from demarche.views.shown import show_document, show_record

    with opened(ledger, case, as_of) as found:
        try:
            shown = show_record(found.view, found.case, found.codebook, id)
        except RequestError as missing:
            try:
                document = show_document(found.view, id)
            except RequestError:
                raise missing from None
            if json:
                print_json(document)
            else:
                _print_document(document)
            return
    if json:
        print_json(shown.plain())
    else:
        _print(shown)


@app.command()
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help="All must occur; '\"two words\"' stand together; nav* for any ending."),
    ],
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show the best N.")] = 20,
    json: JsonOption = False,
) -> None:
    """Search documents and records for words."""
    from demarche.ledger import Ledger

    with Ledger.open(ledger_path(ledger), create=False) as store:
        view = store.view(as_of=as_of)
        hits = view.search(" ".join(words), limit=limit + 1)
        names = {document: view.document(document).name for document in {hit.document for hit in hits[:limit]}}
    shown = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "document": names[hit.document],
            "document_id": hit.document,
            "start": hit.start,
            "end": hit.end,
            "snippet": hit.snippet,
        }
        for hit in hits[:limit]
    ]
    if json:
        print_json(shown)
    else:
        for hit in shown:
            heading = visible(f"{hit['kind']} {short(str(hit['id']))}", "bold")
            console().print(heading.append_text(visible(f"  {hit['document']}", "not bold dim")))
            say(f"  {' '.join(str(hit['snippet']).split())}")
    if len(hits) > limit:
        note(f"The best {limit}; there are more, --limit {limit * 2} shows them.")
    elif not json:
        note(f"{len(shown)} found.")


def _print(shown: Shown) -> None:
    say(shown.heading, style="bold")
    before, words, after = shown.context
    parts = (visible(before, "dim"), visible(words, "bold underline"), visible(after, "dim"))
    console().print(Text.assemble("  ", *parts))
    document = shown.document
    where = ", ".join(part for part in (document.publisher, document.published) if part)
    place = f"{document.name}, characters {shown.record.span.start}–{shown.record.span.end}"
    say(f"  {place}" + (f"; {where}" if where else ""))
    for title, lines in shown.sections():
        say()
        say(title, style="bold")
        for line in lines:
            say(f"  {line}")


def _print_document(document: dict[str, Any]) -> None:
    say(document["name"], style="bold")
    for field in ("id", "title", "publisher", "author", "published", "language", "url", "media_type"):
        if document[field]:
            say(f"  {field.replace('_', ' ')}: {document[field]}")
    say("  " + ", ".join(f"{count} {kind}" for kind, count in document["records"].items() if count))
    for stretch in document["furniture"]:
        say(f"  no part of the article ({stretch['reason']}): characters {stretch['start']}–{stretch['end']}")
    say()
    say(document["text"])
