"""Writes that every feature shares: history, municipalities, and the example accounts."""

from kompas.core.actions.eigen import (
    eigen_indicator_toevoegen,
    eigen_indicator_verwijderen,
    eigen_indicator_wijzigen,
)
from kompas.core.actions.gemeenten import Adviseursaccount, Toegevoegd, gemeente_toevoegen
from kompas.core.actions.geschiedenis import (
    NIETS,
    SYSTEEM,
    Verschil,
    als_tekst,
    bewerker,
    eis_versie,
    wijziging_vastleggen,
)
from kompas.core.actions.ophalen import (
    ophaalplan_wijzigen,
    ophaalplannen_uitvoeren,
    ophaling_aanvragen,
    ophaling_afbreken,
    ophaling_beginnen,
    ophaling_gestopt,
    ophaling_klaar,
    ophaling_leeft,
    ophaling_mislukt,
    ophaling_neerleggen,
    ophaling_uitstellen,
    ophaling_voortgang,
    ophalingen_hervatten,
)
from kompas.core.actions.voorbeelden import (
    Voorbeeldaccount,
    voorbeeldaccounts,
    voorbeeldaccounts_maken,
    voorbeeldgemeenten_verwijderen,
)

__all__ = [
    "NIETS",
    "SYSTEEM",
    "Adviseursaccount",
    "Toegevoegd",
    "Verschil",
    "Voorbeeldaccount",
    "als_tekst",
    "bewerker",
    "eigen_indicator_toevoegen",
    "eigen_indicator_verwijderen",
    "eigen_indicator_wijzigen",
    "eis_versie",
    "gemeente_toevoegen",
    "ophaalplan_wijzigen",
    "ophaalplannen_uitvoeren",
    "ophaling_aanvragen",
    "ophaling_afbreken",
    "ophaling_beginnen",
    "ophaling_gestopt",
    "ophaling_klaar",
    "ophaling_leeft",
    "ophaling_mislukt",
    "ophaling_neerleggen",
    "ophaling_uitstellen",
    "ophaling_voortgang",
    "ophalingen_hervatten",
    "voorbeeldaccounts",
    "voorbeeldaccounts_maken",
    "voorbeeldgemeenten_verwijderen",
    "wijziging_vastleggen",
]
