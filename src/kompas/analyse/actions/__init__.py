"""Writes of the analysis."""

from kompas.analyse.actions.aanleveren import (
    Keuzes,
    aanlevering_inlezen,
    aanlevering_verwerpen,
    cijfers_aanleveren,
)

__all__ = ["Keuzes", "aanlevering_inlezen", "aanlevering_verwerpen", "cijfers_aanleveren"]
