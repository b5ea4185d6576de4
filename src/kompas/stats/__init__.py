"""Statistics of counts, rates and surveys for a notebook: `import kompas.stats as ks; ks.poisson_e_test(60, 1, 30, 1)`.

Every question is a function here, loaded at its first use; a subject with the name of its function is a module:
`ks.trend.trend(...)`. What cannot be answered is a `Refused` with the reason. One page per subject in docs/methoden.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kompas.stats import (
        artefacten,
        batterij,
        breukpunten,
        doelkans,
        doeltoets,
        duiding,
        effect,
        enquete,
        enquetevergelijking,
        funnel,
        gladstrijken,
        ketens,
        meervoud,
        openbaarmaking,
        oversteekproef,
        plekken,
        rangorde,
        referentie,
        regelkaarten,
        signalering,
        spreiding,
        tellingen,
        toetsen,
        trend,
        verandering,
        voorkeuren,
        vooruitblik,
        weging,
    )
    from kompas.stats.artefacten import (
        andere_registratie,
        een_melder,
        heel_gebied_leeg,
        leeg,
        nieuw_meldpunt,
        sprong_in_aandeel,
        verschuiving,
    )
    from kompas.stats.batterij import Telpaneel
    from kompas.stats.breukpunten import breukpunt
    from kompas.stats.doelkans import (
        chance_of_count,
        chance_of_rate,
        chance_this_year,
        population_ahead,
        rest_of_year,
        survey_ahead,
    )
    from kompas.stats.doeltoets import (
        luck_of_count,
        luck_of_mean,
        luck_of_share,
        margin_of_proportion,
        power_of_count,
        power_of_mean,
        power_of_share,
        sample_for_means,
        sample_for_proportions,
        sample_next_wave,
        smallest_visible_count,
        target_inside_margin,
    )
    from kompas.stats.duiding import duid
    from kompas.stats.effect import (
        VoorNa,
        difference_in_differences,
        power_beforehand,
        synthetic_control,
        synthetic_control_with_predictors,
        verdict,
        weighted_displacement_difference,
    )
    from kompas.stats.enquete import Meetpunt, vergelijk_met_niveau, vergelijk_metingen
    from kompas.stats.enquetevergelijking import enquete_naast_anderen, spreiding_tussen
    from kompas.stats.funnel import between_variance, funnel_limits, overdispersion
    from kompas.stats.gladstrijken import empirical_bayes, spatial_empirical_bayes
    from kompas.stats.ketens import Gebeurtenissen, Telregel, Venster, ketencijfers, pseudoniem
    from kompas.stats.meervoud import Drempels, q_waarden, woorden_samen, zekerheden, zekerheid
    from kompas.stats.openbaarmaking import (
        Bereik,
        Som,
        Tabel,
        Uitgave,
        bereiken,
        onderdruk,
        onderdruk_versies,
        verschilcheck,
    )
    from kompas.stats.oversteekproef import Meetdoel, divide_oversampling
    from kompas.stats.plekken import (
        aoristic,
        buren_in_raster,
        buren_uit_paren,
        drukste_uren,
        getis_ord,
        herhaalde_adressen,
        kernel_density,
        knox,
        laat_zien,
        local_moran,
        raster_om,
        tel,
        terugkeer,
        treffers,
        vergelijk_treffers,
        verplaatsing,
        zichtbaar,
    )
    from kompas.stats.rangorde import rangorde_van_metingen, zekere_plaatsen
    from kompas.stats.referentie import vergelijkbare_gemeenten
    from kompas.stats.regelkaarten import cusum, ewma_arl, laney_u, ontwerp_cusum, poisson_cusum_arl
    from kompas.stats.signalering import Alarmbudget, landelijke_factor, ontwerp_alarmplan, signaleer
    from kompas.stats.spreiding import jaarspreiding
    from kompas.stats.tellingen import (
        Interval,
        garwood,
        poisson_c_test,
        poisson_e_test,
        poisson_level_test,
        verhouding_interval,
    )
    from kompas.stats.toetsen import poisson_c_tests, poisson_e_tests
    from kompas.stats.trend import trend_naast_elders, twaalf_maanden
    from kompas.stats.verandering import vergelijk_enquetes, vergelijk_tellingen
    from kompas.stats.voorkeuren import bradley_terry, points_division, rake
    from kompas.stats.vooruitblik import Vooruitblik
    from kompas.stats.weging import weigh_criteria

_WAAR: Final[dict[str, tuple[str, ...]]] = {
    "artefacten": (
        "andere_registratie",
        "een_melder",
        "heel_gebied_leeg",
        "leeg",
        "nieuw_meldpunt",
        "sprong_in_aandeel",
        "verschuiving",
    ),
    "batterij": ("Telpaneel",),
    "breukpunten": ("breukpunt",),
    "doelkans": (
        "chance_of_count",
        "chance_of_rate",
        "chance_this_year",
        "population_ahead",
        "rest_of_year",
        "survey_ahead",
    ),
    "doeltoets": (
        "luck_of_count",
        "luck_of_mean",
        "luck_of_share",
        "margin_of_proportion",
        "power_of_count",
        "power_of_mean",
        "power_of_share",
        "sample_for_means",
        "sample_for_proportions",
        "sample_next_wave",
        "smallest_visible_count",
        "target_inside_margin",
    ),
    "duiding": ("duid",),
    "effect": (
        "VoorNa",
        "difference_in_differences",
        "power_beforehand",
        "synthetic_control",
        "synthetic_control_with_predictors",
        "verdict",
        "weighted_displacement_difference",
    ),
    "enquete": ("Meetpunt", "vergelijk_met_niveau", "vergelijk_metingen"),
    "enquetevergelijking": ("enquete_naast_anderen", "spreiding_tussen"),
    "funnel": ("between_variance", "funnel_limits", "overdispersion"),
    "gladstrijken": ("empirical_bayes", "spatial_empirical_bayes"),
    "ketens": ("Gebeurtenissen", "Telregel", "Venster", "ketencijfers", "pseudoniem"),
    "meervoud": ("Drempels", "q_waarden", "woorden_samen", "zekerheden", "zekerheid"),
    "openbaarmaking": (
        "Bereik",
        "Som",
        "Tabel",
        "Uitgave",
        "bereiken",
        "onderdruk",
        "onderdruk_versies",
        "verschilcheck",
    ),
    "oversteekproef": ("Meetdoel", "divide_oversampling"),
    "plekken": (
        "aoristic",
        "buren_in_raster",
        "buren_uit_paren",
        "drukste_uren",
        "getis_ord",
        "herhaalde_adressen",
        "kernel_density",
        "knox",
        "laat_zien",
        "local_moran",
        "raster_om",
        "tel",
        "terugkeer",
        "treffers",
        "vergelijk_treffers",
        "verplaatsing",
        "zichtbaar",
    ),
    "rangorde": ("rangorde_van_metingen", "zekere_plaatsen"),
    "referentie": ("vergelijkbare_gemeenten",),
    "regelkaarten": ("cusum", "ewma_arl", "laney_u", "ontwerp_cusum", "poisson_cusum_arl"),
    "signalering": ("Alarmbudget", "landelijke_factor", "ontwerp_alarmplan", "signaleer"),
    "spreiding": ("jaarspreiding",),
    "tellingen": (
        "Interval",
        "garwood",
        "poisson_c_test",
        "poisson_e_test",
        "poisson_level_test",
        "verhouding_interval",
    ),
    "toetsen": ("poisson_c_tests", "poisson_e_tests"),
    "trend": ("trend_naast_elders", "twaalf_maanden"),
    "verandering": ("vergelijk_enquetes", "vergelijk_tellingen"),
    "voorkeuren": ("bradley_terry", "points_division", "rake"),
    "vooruitblik": ("Vooruitblik",),
    "weging": ("weigh_criteria",),
}
_MODULE_VAN: Final = {naam: module for module, namen in _WAAR.items() for naam in namen}

# fmt: off
__all__ = [
    "Alarmbudget", "Bereik", "Drempels", "Gebeurtenissen", "Interval", "Meetdoel", "Meetpunt", "Som", "Tabel",
    "Telpaneel", "Telregel", "Uitgave", "Venster", "VoorNa", "Vooruitblik", "andere_registratie", "aoristic",
    "artefacten", "batterij", "bereiken", "between_variance", "bradley_terry", "breukpunt", "breukpunten",
    "buren_in_raster", "buren_uit_paren", "chance_of_count", "chance_of_rate", "chance_this_year", "cusum",
    "difference_in_differences", "divide_oversampling", "doelkans", "doeltoets", "drukste_uren", "duid", "duiding",
    "een_melder", "effect", "empirical_bayes", "enquete", "enquete_naast_anderen", "enquetevergelijking",
    "ewma_arl", "funnel", "funnel_limits", "garwood", "getis_ord", "gladstrijken", "heel_gebied_leeg",
    "herhaalde_adressen", "jaarspreiding", "kernel_density", "ketencijfers", "ketens", "knox", "laat_zien",
    "landelijke_factor", "laney_u", "leeg", "local_moran", "luck_of_count", "luck_of_mean", "luck_of_share",
    "margin_of_proportion", "meervoud", "nieuw_meldpunt", "onderdruk", "onderdruk_versies", "ontwerp_alarmplan",
    "ontwerp_cusum", "openbaarmaking", "overdispersion", "oversteekproef", "plekken", "points_division",
    "poisson_c_test", "poisson_c_tests", "poisson_cusum_arl", "poisson_e_test", "poisson_e_tests",
    "poisson_level_test", "population_ahead", "power_beforehand", "power_of_count", "power_of_mean",
    "power_of_share", "pseudoniem", "q_waarden", "rake", "rangorde", "rangorde_van_metingen", "raster_om",
    "referentie", "regelkaarten", "rest_of_year", "sample_for_means", "sample_for_proportions", "sample_next_wave",
    "signaleer", "signalering", "smallest_visible_count", "spatial_empirical_bayes", "spreiding",
    "spreiding_tussen", "sprong_in_aandeel", "survey_ahead", "synthetic_control",
    "synthetic_control_with_predictors", "target_inside_margin", "tel", "tellingen", "terugkeer", "toetsen",
    "treffers", "trend", "trend_naast_elders", "twaalf_maanden", "verandering", "verdict", "vergelijk_enquetes",
    "vergelijk_met_niveau", "vergelijk_metingen", "vergelijk_tellingen", "vergelijk_treffers",
    "vergelijkbare_gemeenten", "verhouding_interval", "verplaatsing", "verschilcheck", "verschuiving", "voorkeuren",
    "vooruitblik", "weging", "weigh_criteria", "weighted_displacement_difference", "woorden_samen",
    "zekere_plaatsen", "zekerheden", "zekerheid", "zichtbaar",
]
# fmt: on


def __getattr__(naam: str) -> object:
    if naam in _WAAR:
        return import_module(f"kompas.stats.{naam}")
    if naam not in _MODULE_VAN:
        raise AttributeError(f"module 'kompas.stats' has no attribute {naam!r}")
    waarde = globals()[naam] = getattr(import_module(f"kompas.stats.{_MODULE_VAN[naam]}"), naam)
    return waarde


def __dir__() -> list[str]:
    return __all__
