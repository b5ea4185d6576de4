"""What the words mean here: by the thresholds and the budget of alarms of this installation."""

from kompas.analyse.queries.maandsignalen import alarmen_per_jaar
from kompas.analyse.queries.woorden import drempels_van
from kompas.analyse.rules.woordenlijst import Regels
from kompas.data.cijfers import Cijfers


def regels_van(cijfers: Cijfers) -> Regels:
    """What was chosen for the words on every page."""
    return Regels(drempels_van(cijfers), cijfers.definities.woorden.basisjaren, alarmen_per_jaar(cijfers))
