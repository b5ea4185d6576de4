"""Abbreviations of safety plans: what they stand for, and marking the first of each in a piece of a page."""

import re
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pydantic import BaseModel, ConfigDict, Field, RootModel

from kompas.core.definities import lees, mappen

_ELEMENT = re.compile(r"(<[^>]*>)")


class Afkorting(BaseModel):
    """In full, and in one sentence what it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    voluit: str = Field(min_length=1, max_length=200)
    uitleg: str = Field(min_length=1, max_length=300)


class _Lijst(RootModel[dict[str, Afkorting]]):
    pass


def afkortingen() -> dict[str, Afkorting]:
    """Ours and those of the municipality; hers win."""
    return _lees(mappen("afkortingen.yaml"))


@lru_cache(maxsize=4)
def _lees(paden: tuple[Path, ...]) -> dict[str, Afkorting]:
    return {kort: wat for pad in paden if pad.is_file() for kort, wat in lees(pad, _Lijst).root.items()}


def met_uitleg(html: str) -> SafeString:
    """Rendered HTML in which the first of every abbreviation is an `abbr`; tags and attributes are left alone."""
    bekend = afkortingen()
    patroon = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(bekend, key=len, reverse=True)))})(?![\w-])")
    gezien: set[str] = set()

    def merk(gevonden: re.Match[str]) -> str:
        kort = gevonden[1]
        if kort.lower() in gezien:
            return kort
        gezien.add(kort.lower())
        return format_html('<abbr title="{}">{}</abbr>', bekend[kort].voluit, kort)

    stukken = _ELEMENT.split(html)
    stukken[::2] = [patroon.sub(merk, tekst) for tekst in stukken[::2]]
    return mark_safe("".join(stukken))  # noqa: S308  (rendered and escaped by the template that it came from)
