"""The history of the ledger's schema, one file a step; applied to an older file when it is opened."""
