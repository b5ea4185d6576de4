"""Veiligheidskompas: the integrated safety policy of a Dutch municipality."""

__version__ = "0.1.0"
