"""The figures for programs: the same answers as the pages give, through the same door."""

from kompas.analyse.api.catalogus import router as catalogus
from kompas.analyse.api.uitspraken import router as uitspraken
from kompas.analyse.api.waarden import router as waarden

__all__ = ["catalogus", "uitspraken", "waarden"]
