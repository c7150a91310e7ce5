"""The commands that list: timeline, demands, figures, claims, predictions, actors, publishers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import typer

from demarche.views.cli.options import AsOfOption, CaseOption, JsonOption, LedgerOption, LimitOption, opened
from demarche.views.cli.output import print_list, short

app = typer.Typer()


@app.command()
def timeline(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List what happened, in order of time: each incident once, with all who tell it."""
    from demarche.analysis.dates import in_words
    from demarche.analysis.phrases import Names
    from demarche.analysis.timeline import timeline_json

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        tellers = Counter(t["publisher"] or t["document"] for t in item["tellings"])
        told = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in sorted(tellers.items()))
        differs = f" [tellings differ: {', '.join(item['differs'])}]" if item["differs"] else ""
        date = in_words(item["date"]) if item["date"] else "no date"
        return date, item["sentence"] + differs, told, short(item["tellings"][0]["record"])

    with opened(ledger, case, as_of) as found:
        items = timeline_json(found.case, Names.from_codebook(found.codebook))
    columns = ("date", "what happened", "told by", "record")
    print_list(items, as_json=json, limit=limit, what="incidents", columns=columns, row=row)


@app.command()
def demands(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List who wants what of whom, and what each teller says became of it."""
    from demarche.analysis.board import demands_json
    from demarche.analysis.phrases import DEMAND_WORDS, Names

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        now = "; ".join(f"{DEMAND_WORDS[b['status']]}: {', '.join(b['as_told_by'])}" for b in item["now"])
        parts = "yes" if item["tellings_part"] else ""
        return item["title"], now, parts, short(item["history"][0]["record"])

    with opened(ledger, case, as_of) as found:
        items = demands_json(found.case, Names.from_codebook(found.codebook))
    columns = ("demand", "what became of it, and who says so", "tellings part", "record")
    print_list(items, as_json=json, limit=limit, what="demands", columns=columns, row=row)


@app.command()
def figures(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List quantities, each with every value given of it and by whom."""
    from demarche.analysis.figures import figures_json
    from demarche.analysis.phrases import FIGURE_WORDS, figure_words

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        given: dict[str, list[str]] = {}
        for figure in item["figures"]:
            giver = figure["speaker"] or figure["publisher"] or figure["document"]
            givers = given.setdefault(words[figure["record"]], [])
            if giver not in givers:
                givers.append(giver)
        values = "; ".join(f"{value}: {', '.join(givers)}" for value, givers in given.items())
        kind = FIGURE_WORDS.get(item["kind"], item["kind"])
        return kind, item["about"], values, item["verdict"], short(item["figures"][0]["record"])

    with opened(ledger, case, as_of) as found:
        items = figures_json(found.case)
    words = {f.id: figure_words(f) for coding in found.case.codings for f in coding.figures}
    columns = ("kind", "of what", "values, and who gives them", "verdict", "record")
    print_list(items, as_json=json, limit=limit, what="quantities", columns=columns, row=row)


@app.command()
def claims(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List what is claimed, by speaker: who says most stands first."""
    from demarche.analysis.phrases import Names
    from demarche.analysis.speakers import claims_json

    with opened(ledger, case, as_of) as found:
        items, names = claims_json(found.case), Names.from_codebook(found.codebook)
    often = Counter(item["speaker"] for item in items)
    items.sort(key=lambda item: (item["speaker"] is None, -often[item["speaker"]], item["speaker"] or ""))

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        speaker = names.title(item["speaker"]) if item["speaker"] else f"{item['publisher'] or item['document']} itself"
        role = f", {item['speaker_role']}" if item["speaker_role"] else ""
        how = " ".join(part for part in (item["kind"], f"“{item['cue']}”" if item["cue"] else "") if part)
        return speaker + role, item["quote"], how, item["publisher"] or item["document"], short(item["record"])

    columns = ("speaker", "claims", "how", "told by", "record")
    print_list(items, as_json=json, limit=limit, what="claims", columns=columns, row=row)


@app.command()
def predictions(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List what is foretold, by whom and by when."""
    from demarche.analysis.dates import in_words
    from demarche.analysis.phrases import Names
    from demarche.analysis.speakers import predictions_json

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        horizon = in_words(item["horizon"]) if item["horizon"] else "open"
        teller = item["publisher"] or item["document"]
        speaker = names.title(item["speaker"]) if item["speaker"] else f"{teller} itself"
        return horizon, speaker, item["expects"], teller, short(item["record"])

    with opened(ledger, case, as_of) as found:
        items, names = predictions_json(found.case), Names.from_codebook(found.codebook)
    columns = ("by when", "speaker", "expects", "told by", "record")
    print_list(items, as_json=json, limit=limit, what="predictions", columns=columns, row=row)


@app.command()
def actors(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List the parties: what they do, what is done to them, what they demand."""
    from demarche.analysis.actors import actors_json
    from demarche.analysis.phrases import Names

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        numbers = (item[key] for key in ("acts", "acted_on", "demands_made", "demands_met_with", "claims"))
        return item["actor"], item["name"], *map(str, numbers), ", ".join(item["names"][:6])

    with opened(ledger, case, as_of) as found:
        quads = {name: type_.quad for name, type_ in found.codebook.event_types.items()}
        items = actors_json(found.case, Names.from_codebook(found.codebook), quads)
    columns = ("actor", "name", "acts", "acted on", "demands", "is asked", "claims", "called")
    print_list(items, as_json=json, limit=limit, what="actors", columns=columns, row=row)


@app.command()
def publishers(
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List who published what was read, with what each told and what was not coded."""
    from demarche.analysis.speakers import publishers_json

    def row(item: dict[str, Any]) -> tuple[str, ...]:
        records = ", ".join(f"{count} {kind}" for kind, count in item["records"].items() if count)
        attributed = f"{item['attributed']} of {item['attributable']}"
        uncoded = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in item["uncoded"].items())
        about = ", ".join(part for part in (item["country"], item["owner"]) if part)
        return item["publisher"], about, str(len(item["documents"])), records, attributed, uncoded

    with opened(ledger, case, as_of, uncoded=True) as found:
        items = publishers_json(found.case)
    columns = ("publisher", "country, owner", "documents", "records", "as others' words", "sentences not coded")
    print_list(items, as_json=json, limit=limit, what="publishers", columns=columns, row=row)
