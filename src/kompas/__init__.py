"""Veiligheidskompas: the integrated safety policy of a Dutch municipality."""
