import pytest

from demarche.errors import SourceError
from demarche.sources import Limits, workers
from demarche.sources.workers import Pool
from tests.sources.pages import TITLE, page

# A worker that misbehaves when a page tells it to, around the real one.
UNRULY = """
import json, os, signal, sys, time
sys.path[:] = json.loads(sys.argv[1])
from demarche.sources import worker
real = worker.read_page
def read_page(html):
    if "CRASH" in html: os.kill(os.getpid(), signal.SIGSEGV)
    if "SLEEP" in html: time.sleep(60)
    if "SPIN" in html:
        while True: pass
    if "EXIT" in html: os._exit(3)
    if "GREED" in html: bytearray(10**10)
    if "RAISE" in html: raise RecursionError
    if "PRINT" in html: print("noise", flush=True)
    return real(html)
worker.read_page = read_page
worker.main(*map(float, sys.argv[2:]))
"""


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.setattr(workers, "_MAIN", UNRULY)
    with Pool(Limits(seconds=1.0)) as pool:
        yield pool


@pytest.mark.parametrize(
    ("word", "code"),
    [("CRASH", "crashed"), ("SLEEP", "timeout"), ("EXIT", "crashed"), ("GREED", "memory"), ("RAISE", "extraction")],
)
def test_one_page_is_lost_and_the_next_is_read(pool, word, code):
    with pytest.raises(SourceError) as caught:
        pool.extract(f"<p>{word}", "a.html")
    assert (caught.value.code, caught.value.where) == (code, "a.html")
    assert pool.extract(page(), "b.html").text.startswith(TITLE)


def test_what_a_library_prints_does_not_spoil_the_answer(pool):
    assert pool.extract(page(body="<p>PRINT</p>"), "a.html").text.startswith(TITLE)


def test_a_worker_serves_page_after_page(pool):
    first = pool.extract(page(), "a.html")
    worker = pool._idle.queue[0]
    assert pool.extract(page(), "b.html") == first
    assert list(pool._idle.queue) == [worker]


def test_no_worker_outlives_the_pool(monkeypatch):
    with Pool(Limits()) as pool:
        pool.extract(page(), "a.html")
        process = pool._idle.queue[0]._process
    assert process.poll() is not None
