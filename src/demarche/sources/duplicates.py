"""Near duplicates by MinHash: how much of their wording two texts share, from signatures of fixed size.

A signature is stored with the ledger and must stay comparable, so it begins with the name and version of the scheme
that made it: shingles of five words, without case and punctuation, 128 permutations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from datasketch import MinHash

SCHEME = b"w5-minhash128-affine32/1\n"
_SHINGLE = 5
_PERMUTATIONS = 128
_LENGTH = len(SCHEME) + 4 * _PERMUTATIONS
_WORD = re.compile(r"[^\W_]+")


def fingerprint(text: str) -> bytes:
    """The signature of a text: the scheme's name and 128 hash values of four bytes."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = _empty().copy()
    sketch.update_batch([shingle.encode("utf-8") for shingle in shingles])
    return SCHEME + np.asarray(sketch.hashvalues, dtype="<u4").tobytes()


def similarity(a: bytes, b: bytes) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1 (Jaccard; standard error about 0.04).

    Raises:
        ValueError: if a signature was made by another scheme.
    """
    return float(_shares(a, [b])[0])


def find_near(signature: bytes, known: Mapping[str, bytes], threshold: float = 0.8) -> list[tuple[str, float]]:
    """The known texts of at least this similarity, most similar first, then by id.

    Compares with every known text, so that none is missed: 128 numbers each, a tenth of a second for 200,000 texts.

    Raises:
        ValueError: if a signature was made by another scheme.
    """
    shares = _shares(signature, known.values()) if known else np.empty(0)
    near = [(key, float(share)) for key, share in zip(known, shares, strict=True) if share >= threshold]
    return sorted(near, key=lambda pair: (-pair[1], pair[0]))


def _shares(signature: bytes, others: Iterable[bytes]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """For each of the others, the share of hash values that equal the signature's."""
    rows = [signature, *others]
    if any(len(row) != _LENGTH or not row.startswith(SCHEME) for row in rows):
        raise ValueError(f"a signature is not of the scheme {SCHEME.decode().strip()}")
    table = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), _LENGTH)
    values = np.ascontiguousarray(table[:, len(SCHEME) :]).view("<u4")
    return np.asarray((values[1:] == values[0]).mean(axis=1))


@cache
def _empty() -> MinHash:
    """A sketch of nothing; the permutations that it holds take longer to make than a text to read."""
    return MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32")
