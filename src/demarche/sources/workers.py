"""Worker processes that extract the text of pages, and can be killed.

The parser of pages is native code that has crashed on odd input and under threads, and some pages make it run for
ever. So each page is parsed in a process of its own kind, with a limit on time and memory; if that process dies or
has to be killed, one document fails and the next gets a new process.
"""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import subprocess
import sys
import time
from queue import Empty, LifoQueue
from types import TracebackType
from typing import Self

from demarche.errors import SourceError
from demarche.sources.extraction import Page
from demarche.sources.head import Head
from demarche.sources.limits import Limits

_LENGTH = struct.Struct(">Q")
_START_SECONDS = 60.0
# The worker looks for modules where this process does, whatever has been put into its path.
_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from demarche.sources.worker import main; main(*map(float, sys.argv[2:]))"
)


class _Gone(Exception):
    """The worker is dead, or said nothing in time."""


class _Worker:
    """One process. It answers one page at a time, each message with its length before it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, json.dumps(sys.path), str(limits.seconds), str(limits.memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._receive(_START_SECONDS)

    def ask(self, html: str) -> bytes:
        """The worker's answer to a page.

        Raises:
            _Gone: if it died, or took too long.
        """
        assert self._process.stdin
        data = html.encode("utf-8")
        try:
            # Without a buffer a pipe takes part of what it is given, and says how much.
            message = memoryview(_LENGTH.pack(len(data)) + data)
            while message:
                message = message[self._process.stdin.write(message) :]
        except OSError as error:
            raise _Gone from error
        return self._receive(self._limits.seconds)

    def end(self) -> int | None:
        """Kills the process and gives the signal that it had died of before, if any."""
        try:
            status: int | None = self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            status = None
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        return status

    def dismiss(self) -> None:
        """Ends an idle process."""
        self._process.kill()
        self.end()

    def _receive(self, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        return self._read(length, deadline)

    def _read(self, length: int, deadline: float) -> bytes:
        assert self._process.stdout
        poll = select.poll()
        poll.register(self._process.stdout, select.POLLIN)
        parts: list[bytes] = []
        while length:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise _Gone
            part = os.read(self._process.stdout.fileno(), min(length, 1 << 20))
            if not part:
                raise _Gone
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


class Pool:
    """Worker processes, started when they are first needed and used again. `extract` may be called from several
    threads.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: LifoQueue[_Worker] = LifoQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            while True:
                self._idle.get_nowait().dismiss()
        except Empty:
            return

    def extract(self, html: str, where: str) -> Page:
        """The article of a page.

        Raises:
            SourceError: ``no_article`` (there is none), ``timeout``, ``memory``, ``crashed`` (the worker died) or
                ``extraction`` (the parser gave up).
        """
        worker = self._worker(where)
        try:
            answer = json.loads(worker.ask(html))
        except _Gone:
            raise self._autopsy(worker.end(), where) from None
        except BaseException:
            worker.dismiss()
            raise
        self._idle.put(worker)
        if "code" in answer:
            raise SourceError(answer["what"], code=answer["code"], where=where, remedy=answer["remedy"])
        text = answer.pop("text")
        return Page(text, Head(**answer))

    def _worker(self, where: str) -> _Worker:
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        try:
            return _Worker(self._limits)
        except (_Gone, OSError) as error:
            raise SourceError(
                "no process could be started to read the page",
                code="crashed",
                where=where,
                remedy="free memory, then read it again",
            ) from error

    def _autopsy(self, status: int | None, where: str) -> SourceError:
        if status is None or status == -signal.SIGXCPU:
            return SourceError(
                f"the page takes more than {self._limits.seconds:g} s to read",
                code="timeout",
                where=where,
                remedy="save the article's text alone",
            )
        cause = f"signal {-status}" if status < 0 else f"exit status {status}"
        return SourceError(
            f"the process that read the page died ({cause})",
            code="crashed",
            where=where,
            remedy="save the article's text alone",
        )
