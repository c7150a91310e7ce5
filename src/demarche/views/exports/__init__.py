"""Exports: gold files, the canonical lines, tables; each with a manifest of what is in it and what made it."""

from __future__ import annotations

from demarche.views.exports.export import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
