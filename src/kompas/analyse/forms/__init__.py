"""What the pages of figures ask."""

from kompas.analyse.forms.aanleveren import AanleverForm

__all__ = ["AanleverForm"]
