"""Every write to a plan."""

from kompas.beleid.actions.bewerken import (
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
from kompas.beleid.actions.voorbeeld import Voorbeeldverslag, voorbeeld_laden, voorbeeld_verwijderen

__all__ = [
    "Voorbeeldverslag",
    "doel_toevoegen",
    "doel_verwijderen",
    "doel_wijzigen",
    "hoofdlijn_toevoegen",
    "hoofdlijn_verwijderen",
    "hoofdlijn_wijzigen",
    "indicator_toevoegen",
    "indicator_verwijderen",
    "indicator_wijzigen",
    "thema_wijzigen",
    "voorbeeld_laden",
    "voorbeeld_verwijderen",
]
