"""Read an existing policy document into a concept plan. Plain Python: no framework, no database."""

from kompas.beleid.lezen.afgeschermd import lees_plan_afgeschermd
from kompas.beleid.lezen.document import STANDAARD, Document, Grenzen, Plaats, Regel
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.gelezen import Aandachtspunt, GelezenPlan, GelezenThema, Waarom
from kompas.beleid.lezen.invoer import keur_grootte, lees_document
from kompas.beleid.lezen.lezer import lees_plan
from kompas.beleid.lezen.uitvoer import als_json

__all__ = [
    "STANDAARD",
    "Aandachtspunt",
    "Document",
    "GelezenPlan",
    "GelezenThema",
    "Grenzen",
    "LeesFout",
    "Plaats",
    "Regel",
    "Waarom",
    "als_json",
    "keur_grootte",
    "lees_document",
    "lees_plan",
    "lees_plan_afgeschermd",
]
