"""What a measure did: before and after, beside areas without it. See docs/methoden/effect.md.

No result says more than the design allows: a comparison of areas is evidence, not proof.
"""

from kompas.stats.effect.kenmerken import Kenmerkcontrole, synthetic_control_with_predictors
from kompas.stats.effect.onderzoek import Gegevens, Onderzoek, Uitwijk, displacement, evaluate, power
from kompas.stats.effect.oordeel import Oordeel, joint_verdict, verdict
from kompas.stats.effect.synthetisch import SynthetischeControle, synthetic_control
from kompas.stats.effect.vermogen import Vermogen, power_beforehand
from kompas.stats.effect.verschil import VerschilInVerschillen, difference_in_differences
from kompas.stats.effect.wdd import Effect, VoorNa, weighted_displacement_difference

__all__ = [
    "Effect",
    "Gegevens",
    "Kenmerkcontrole",
    "Onderzoek",
    "Oordeel",
    "SynthetischeControle",
    "Uitwijk",
    "Vermogen",
    "VerschilInVerschillen",
    "VoorNa",
    "difference_in_differences",
    "displacement",
    "evaluate",
    "joint_verdict",
    "power",
    "power_beforehand",
    "synthetic_control",
    "synthetic_control_with_predictors",
    "verdict",
    "weighted_displacement_difference",
]
