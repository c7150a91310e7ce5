"""The dossier: one HTML file without network access, to read, print and send."""

from __future__ import annotations

from demarche.views.dossier.page import write_dossier

__all__ = ["write_dossier"]
