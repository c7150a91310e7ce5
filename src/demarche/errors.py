"""The errors that Demarche raises, as one small tree.

    DemarcheError
    ├── SourceError      one input cannot be read; the rest of the batch goes on
    ├── CodebookError    a file of the codebook breaks its form
    ├── ModelError       the reading model is missing, altered or unfit
    ├── LedgerError      the ledger cannot be used
    │   ├── NotALedger   the file is no ledger
    │   ├── LedgerTooNew the ledger was written by a newer version
    │   ├── LedgerBusy   another program holds the ledger
    │   └── LedgerFull   no room left to write
    └── RequestError     what the user asked for cannot be done as asked

Every error says what is wrong, where, and what to do; the parts are attributes, so that a caller need not parse text.
"""

from __future__ import annotations

from pathlib import Path


class DemarcheError(Exception):
    """The base of all errors: `what` is wrong, `where` it is (a path, a field, a line), and the `remedy`."""

    def __init__(self, what: str, *, where: str | Path | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = None if where is None else str(where)
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class SourceError(DemarcheError):
    """One input cannot be read. `code` is a short coded reason, kept in the ledger (`empty`, `encoding` …)."""

    def __init__(self, what: str, *, code: str, where: str | Path | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.code = code


class CodebookError(DemarcheError):
    """A file of the codebook breaks its form."""


class ModelError(DemarcheError):
    """The reading model is missing, altered or unfit. `path` is where it was looked for."""

    def __init__(self, what: str, *, path: Path | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where=path, remedy=remedy)
        self.path = path


class LedgerError(DemarcheError):
    """The ledger cannot be used."""


class NotALedger(LedgerError):
    """The file is no ledger of ours."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of Demarche."""


class LedgerBusy(LedgerError):
    """Another program holds the ledger longer than we wait."""


class LedgerFull(LedgerError):
    """There is no room left to write."""


class RequestError(DemarcheError):
    """What the user asked for cannot be done as asked: no such record or format, or two options at odds."""
