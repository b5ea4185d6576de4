"""What the pages of figures ask."""

from kompas.analyse.forms.aanleveren import AanleverForm
from kompas.analyse.forms.eigen import EigenIndicatorForm
from kompas.analyse.forms.ophalen import OphaalForm, OphaalplanForm

__all__ = ["AanleverForm", "EigenIndicatorForm", "OphaalForm", "OphaalplanForm"]
