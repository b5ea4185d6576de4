"""The pages of a plan: to read, to judge and to edit."""

from kompas.beleid.views.bevindingen import bevinding_overnemen
from kompas.beleid.views.geschiedenis import geschiedenis
from kompas.beleid.views.indicator import indicator, indicator_grafiek
from kompas.beleid.views.inlezen import (
    inlezen,
    inlezing,
    inlezing_element,
    inlezing_overnemen,
    inlezing_rest,
    inlezing_verwerpen,
)
from kompas.beleid.views.lezen import gemeente_kompas, methode, plan, thema
from kompas.beleid.views.verwijderen import verwijderen
from kompas.beleid.views.wijzigen import toevoegen, wijzigen

__all__ = [
    "bevinding_overnemen",
    "gemeente_kompas",
    "geschiedenis",
    "indicator",
    "indicator_grafiek",
    "inlezen",
    "inlezing",
    "inlezing_element",
    "inlezing_overnemen",
    "inlezing_rest",
    "inlezing_verwerpen",
    "methode",
    "plan",
    "thema",
    "toevoegen",
    "verwijderen",
    "wijzigen",
]
