"""A program that writes documents into a ledger and says so after each; the tests of faults start and kill it.

    python -m tests.ledger.writer LEDGER FIRST LAST [BYTES]

It appends the made-up documents FIRST to LAST (exclusive) in order and prints each number once it is acknowledged, with
whether it was new. With BYTES, no file may grow beyond so many bytes. An error is printed and ends it with status 3.
"""

from __future__ import annotations

import resource
import sys

from demarche.errors import LedgerError
from demarche.ledger import Ledger
from tests.ledger.made_up import plain, put


def main(path: str, first: str, last: str, most: str = "") -> None:
    """Write, and report each document."""
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        with Ledger.open(path) as ledger:
            for number in range(int(first), int(last)):
                new = put(ledger, plain(number))
                print(number, int(new), flush=True)
    except LedgerError as error:
        print(type(error).__name__, error, flush=True)
        sys.exit(3)


if __name__ == "__main__":
    main(*sys.argv[1:])
