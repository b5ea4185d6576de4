"""Reading a plan with its figures."""

from kompas.beleid.queries.methode import Dekking, MethodeDekking, ThemaDekking, VeldDekking, methode_dekking
from kompas.beleid.queries.plannen import indicator_van, plan_met_slug, plan_van, plannen_van, thema_van
from kompas.beleid.queries.stand import indicator_stand, plan_stand, thema_stand
from kompas.beleid.queries.standen import Aandacht, AandachtSoort, DoelStand, IndicatorStand, PlanStand, ThemaStand

__all__ = [
    "Aandacht",
    "AandachtSoort",
    "Dekking",
    "DoelStand",
    "IndicatorStand",
    "MethodeDekking",
    "PlanStand",
    "ThemaDekking",
    "ThemaStand",
    "VeldDekking",
    "indicator_stand",
    "indicator_van",
    "methode_dekking",
    "plan_met_slug",
    "plan_stand",
    "plan_van",
    "plannen_van",
    "thema_stand",
    "thema_van",
]
