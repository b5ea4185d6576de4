"""Every write to a plan."""

from kompas.beleid.actions.bevindingen import bevinding_overnemen
from kompas.beleid.actions.bewerken import (
    bevinding_verwijderen,
    doel_toevoegen,
    doel_verwijderen,
    doel_wijzigen,
    hoofdlijn_toevoegen,
    hoofdlijn_verwijderen,
    hoofdlijn_wijzigen,
    indicator_toevoegen,
    indicator_verwijderen,
    indicator_wijzigen,
    thema_wijzigen,
)
from kompas.beleid.actions.inlezen import (
    document_inlezen,
    element_beslissen,
    elementen_overnemen,
    inlezing_overnemen,
    inlezing_verwerpen,
)
from kompas.beleid.actions.voorbeeld import Voorbeeldverslag, voorbeeld_laden, voorbeeld_verwijderen

__all__ = [
    "Voorbeeldverslag",
    "bevinding_overnemen",
    "bevinding_verwijderen",
    "document_inlezen",
    "doel_toevoegen",
    "doel_verwijderen",
    "doel_wijzigen",
    "element_beslissen",
    "elementen_overnemen",
    "hoofdlijn_toevoegen",
    "hoofdlijn_verwijderen",
    "hoofdlijn_wijzigen",
    "indicator_toevoegen",
    "indicator_verwijderen",
    "indicator_wijzigen",
    "inlezing_overnemen",
    "inlezing_verwerpen",
    "thema_wijzigen",
    "voorbeeld_laden",
    "voorbeeld_verwijderen",
]
