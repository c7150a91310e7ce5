"""The process that parses pages: reads them from its standard input, answers on its standard output. Started by
`workers`.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from typing import IO, Any

from demarche.sources.page import read_page

_LENGTH = struct.Struct(">Q")
_REMEDY = "save the article's text alone"


def main(seconds: float, memory: float) -> None:
    """Answers pages until standard input ends; ``seconds`` of processor time a page, ``memory`` bytes of address
    space.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not run into the answers
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_memory(int(memory))
    _send(answers, {})
    while head := sys.stdin.buffer.read(_LENGTH.size):
        html = sys.stdin.buffer.read(*_LENGTH.unpack(head)).decode("utf-8")
        _limit_time(seconds)
        _send(answers, _answer(html))


def _answer(html: str) -> dict[str, Any]:
    try:
        page = read_page(html)
    except MemoryError:
        return {"code": "memory", "what": "the page takes too much memory to read", "remedy": _REMEDY}
    except Exception as error:  # noqa: BLE001 - whatever the parser raises must cost this page only
        return {"code": "extraction", "what": f"the page cannot be read ({type(error).__name__})", "remedy": _REMEDY}
    if not page:
        return {"code": "no_article", "what": "no article was found on the page", "remedy": _REMEDY}
    return page


def _send(file: IO[bytes], answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    file.write(_LENGTH.pack(len(data)) + data)
    file.flush()


def _limit_memory(most: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (OSError, ValueError):  # systems that know no such limit; the parent's limit on time still holds
        return


def _limit_time(seconds: float) -> None:
    """Lets this process use so much more processor time: it ends even if the parent that would kill it is gone."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + seconds) + 1, hard))
