"""The pages of a plan: to read, to judge and to edit."""

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
from kompas.beleid.views.wijzigen import doel_wijzigen, geschiedenis, indicator_wijzigen, thema_wijzigen

__all__ = [
    "doel_wijzigen",
    "gemeente_kompas",
    "geschiedenis",
    "indicator",
    "indicator_grafiek",
    "indicator_wijzigen",
    "inlezen",
    "inlezing",
    "inlezing_element",
    "inlezing_overnemen",
    "inlezing_rest",
    "inlezing_verwerpen",
    "methode",
    "plan",
    "thema",
    "thema_wijzigen",
]
