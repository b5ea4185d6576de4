"""Forms to edit a plan. A form checks and translates; the action decides and writes."""

from kompas.beleid.forms.onderdelen import DoelForm, HoofdlijnForm, IndicatorForm, OnderdeelForm, ThemaForm
from kompas.beleid.forms.velden import GetalField

__all__ = ["DoelForm", "GetalField", "HoofdlijnForm", "IndicatorForm", "OnderdeelForm", "ThemaForm"]
