"""Which themes of the method a plan covers."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kompas.beleid.models import Plan, StrategischDoel, Thema
from kompas.core.methode import Editie, MethodeThema, Veld, edities


def editie_bekend(plan: Plan) -> bool:
    """Whether the edition that the plan names is described here; a plan that names none is held against 2017."""
    return not plan.methode_editie or plan.methode_editie in edities()


class Dekking(StrEnum):
    """How a plan covers a theme of the method; the strongest that applies."""

    PRIORITAIR = "prioritair"
    GOING_CONCERN = "going concern"
    STRATEGISCH = "alleen in een doel van het hele plan"
    GEEN = "niet in het plan"

    @property
    def symbool(self) -> str:
        return {"prioritair": "★", "going concern": "●", "niet in het plan": "–"}.get(self.value, "◇")


@dataclass(frozen=True)
class ThemaDekking:
    methode_thema: MethodeThema
    themas: tuple[Thema, ...]
    strategische_doelen: tuple[StrategischDoel, ...]

    @property
    def dekking(self) -> Dekking:
        statussen = {thema.status for thema in self.themas}
        if Thema.Status.PRIORITAIR in statussen:
            return Dekking.PRIORITAIR
        if statussen:
            return Dekking.GOING_CONCERN
        return Dekking.STRATEGISCH if self.strategische_doelen else Dekking.GEEN


@dataclass(frozen=True)
class VeldDekking:
    veld: Veld
    themas: tuple[ThemaDekking, ...]


@dataclass(frozen=True)
class MethodeDekking:
    """The method beside the plan. `buiten_methode` are themes of the plan that the method does not have."""

    plan: Plan
    editie: Editie
    velden: tuple[VeldDekking, ...]
    buiten_methode: tuple[Thema, ...]

    @property
    def themas(self) -> tuple[ThemaDekking, ...]:
        return tuple(thema for veld in self.velden for thema in veld.themas)

    @property
    def telling(self) -> Mapping[Dekking, int]:
        aantal = Counter(thema.dekking for thema in self.themas)
        return {dekking: aantal[dekking] for dekking in Dekking}

    @property
    def niet_gedekt(self) -> tuple[MethodeThema, ...]:
        return tuple(thema.methode_thema for thema in self.themas if thema.dekking is Dekking.GEEN)


def methode_dekking(plan: Plan, editie: Editie) -> MethodeDekking:
    themas = list(plan.themas.prefetch_related("koppelingen"))
    per_code: defaultdict[str, list[Thema]] = defaultdict(list)
    gekoppeld: set[object] = set()
    for thema in themas:
        codes = [k.methode_thema for k in thema.koppelingen.all() if k.editie == editie.editie]
        for code in codes:
            per_code[code].append(thema)
        if codes:
            gekoppeld |= {thema.pk, thema.bovenliggend_id}
    strategisch = _strategisch(plan, editie)
    velden = tuple(_veld(veld, per_code, strategisch) for veld in editie.velden)
    buiten = tuple(t for t in themas if t.pk not in gekoppeld and t.bovenliggend_id not in gekoppeld)
    return MethodeDekking(plan, editie, velden, buiten)


def _veld(
    veld: Veld, per_code: Mapping[str, list[Thema]], strategisch: Mapping[str, list[StrategischDoel]]
) -> VeldDekking:
    return VeldDekking(
        veld,
        tuple(
            ThemaDekking(thema, tuple(per_code.get(thema.code, ())), tuple(strategisch.get(thema.code, ())))
            for thema in veld.themas
        ),
    )


def _strategisch(plan: Plan, editie: Editie) -> dict[str, list[StrategischDoel]]:
    """Goals of the whole plan by method theme; their codes are those of the edition that the plan names."""
    per_code: defaultdict[str, list[StrategischDoel]] = defaultdict(list)
    if plan.methode_editie in ("", editie.editie):
        for doel in plan.strategische_doelen.all():
            for code in doel.methode_themas:
                per_code[str(code)].append(doel)
    return per_code
