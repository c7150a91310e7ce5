"""The generated corpus: as many articles as asked for, of the length of real ones, the same for the same seed."""

from __future__ import annotations

import os

from benchmarks import speed


def test_articles_are_made_from_the_sample() -> None:
    made = speed.articles(5, 600, seed=3)
    assert len(set(made)) == 5
    assert all(600 <= len(text.split()) < 750 for text in made)
    assert made == speed.articles(5, 600, seed=3)
    assert made != speed.articles(5, 600, seed=4)
    known = set(speed.sentences())
    assert sum(sentence in made[0] for sentence in known) > 10


def test_memory_is_that_of_this_process() -> None:
    assert speed.family(os.getpid())[0] == os.getpid()
    assert 10 < speed.resident(os.getpid()) < 4000
    assert speed.family(2**22 + 1) == []
