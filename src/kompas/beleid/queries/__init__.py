"""Reading a plan with its figures."""

from kompas.beleid.queries.standen import Aandacht, AandachtSoort, DoelStand, IndicatorStand, PlanStand, ThemaStand

__all__ = ["Aandacht", "AandachtSoort", "DoelStand", "IndicatorStand", "PlanStand", "ThemaStand"]
