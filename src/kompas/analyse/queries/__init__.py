"""Reading figures for pages: tables, questions, catalogue, derivations."""

from kompas.analyse.queries.tabel import EERDER, Cijferrij, Cijfertabel, cijfer_op, cijfertabel, definitie_op

__all__ = ["EERDER", "Cijferrij", "Cijfertabel", "cijfer_op", "cijfertabel", "definitie_op"]
