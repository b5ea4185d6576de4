"""Reading figures for pages: tables, questions, catalogue, derivations."""

from kompas.analyse.queries.tabel import EERDER, Cijferrij, Cijfertabel, cijfer_op, cijfertabel

__all__ = ["EERDER", "Cijferrij", "Cijfertabel", "cijfer_op", "cijfertabel"]
