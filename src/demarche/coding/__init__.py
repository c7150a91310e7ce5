"""Annotations to records: one file a kind, by patterns and cue words that the codebook holds."""

CODER = "demarche-rules"
CODER_VERSION = "0.1.0"
"""Raised whenever the same text may yield other records, so that a ledger can be read anew."""
