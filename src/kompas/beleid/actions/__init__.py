"""Every write to a plan."""

from kompas.beleid.actions.voorbeeld import Voorbeeldverslag, voorbeeld_laden, voorbeeld_verwijderen

__all__ = ["Voorbeeldverslag", "voorbeeld_laden", "voorbeeld_verwijderen"]
