"""Synthetic control with predictors: the Basque country of Abadie and Gardeazabal (2003), to the published digits."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.effect import Kenmerkcontrole, synthetic_control_with_predictors, verdict

Matrix = NDArray[np.float64]

BASKENLAND = "Baskenland"
KENMERKEN = 14
VANAF = 10
# Facts of Abadie and Gardeazabal (2003). Per region: schooling (five levels, 1964-69), investment (1964-69), product
# per head (1960-69), six sectors (odd years 1961-69), density (1969), each averaged; then product per head (thousand
# dollars of 1986) in 1960-69 and 1975-97.
FEITEN = """
Spanje | 2772.5 19067 1310.5 413.49 229.13 21.795 3.6333 16.336 4.32 26.598 7.25 38.53 6.968 66.34 | 2.87 3.0475
  3.2733 3.4935 3.6001 3.7008 3.8235 3.9397 4.1737 4.4105 5.6326 5.6974 5.7595 5.7167 5.6872 5.7108 5.7599 5.8253
  5.8935 6.0042 6.1164 6.4965 6.8782 7.2429 7.6085 7.7949 7.9784 7.8349 7.6921 7.8899 8.0948 8.324 8.6704
Andalusie | 863.39 3062.4 155.57 57.266 27.279 19.32 2.5607 24.194 2.774 18.276 8.13 38.186 8.444 68.51 | 2.0101
  2.1292 2.2803 2.431 2.5089 2.5847 2.6944 2.8023 2.9874 3.1791 4.1122 4.2218 4.3317 4.3052 4.2269 4.2115 4.207
  4.2491 4.2916 4.3587 4.4266 4.6632 4.9007 5.1596 5.4177 5.5853 5.7492 5.6412 5.5349 5.6388 5.7207 5.9959 6.301
Aragon | 73.121 728.58 44.215 16.092 8.6843 21.578 3.6999 21.726 6.278 22.78 7.832 34.29 7.096 24.04 | 2.8815 3.0995
  3.3592 3.6142 3.6801 3.7453 3.8833 4.0161 4.2436 4.4762 5.601 5.7366 5.8664 5.925 5.9528 5.9747 6.0111 6.1336
  6.2609 6.3729 6.4955 6.9265 7.3586 7.8028 8.2426 8.4583 8.6682 8.4669 8.2569 8.574 8.8468 9.0967 9.5187
Asturie | 31.488 670.91 46.399 14.799 6.4245 22.77 3.7339 12.362 18.648 24.126 9.006 30.152 5.708 98.74 | 2.9673
  3.1439 3.3735 3.5973 3.6726 3.7434 3.9094 4.0731 4.3086 4.5497 5.652 5.5923 5.5387 5.6146 5.7043 5.797 5.9357
  5.8498 5.7691 5.8873 6.0113 6.2348 6.4653 6.6882 6.9135 6.9831 7.0406 6.9228 6.7983 6.9542 7.1165 7.2172 7.4757
Balearen | 47.904 300.81 20.045 5.9217 3.6802 24.442 5.216 13.13 2.076 18.258 8.294 51.752 6.494 104.17 | 4.0588
  4.3603 4.6462 4.9115 5.0507 5.1847 5.4668 5.7376 6.1615 6.5817 7.9741 8.0348 8.0805 8.042 8.0049 8.2598 8.5311
  8.7225 8.9253 9.2759 9.6522 10.2578 10.8233 11.1204 11.4082 11.5124 11.6795 11.3196 10.9697 11.4196 11.7738
  11.9266 12.35
Canarische | 128.31 522.1 45.447 12.087 5.8442 25.954 3.051 19.944 7.818 9.816 8.67 45.278 8.482 148.25 | 2.3577
  2.4457 2.6482 2.8448 2.9512 3.0542 3.2318 3.4034 3.6603 3.9129 4.8815 4.9484 5.0079 5.0409 5.2335 5.4371 5.6582
  5.6873 5.7199 5.8013 5.8856 6.2568 6.6127 6.977 7.3379 7.345 7.3472 7.2201 7.0922 7.4107 7.6164 7.8171 8.0606
Cantabrie | 9.3952 289.57 24.106 7.3045 2.8852 29.071 3.8712 15.922 2.894 36.53 5.976 33.484 5.198 87.39 | 3.137
  3.3276 3.5553 3.7714 3.8394 3.9061 4.0321 4.156 4.3759 4.6108 5.6752 5.7961 5.903 5.9166 5.9065 5.8991 5.9149
  5.9169 5.9417 6.0288 6.1383 6.4205 6.7132 7.0234 7.3336 7.4507 7.5964 7.4622 7.3279 7.5507 7.7771 7.9077 8.2269
Castilie-Leon | 105.51 1766.9 102.3 37.787 19.174 19.653 2.8071 29.718 7.818 16.474 7.144 30.844 8 28.77 | 2.1388
  2.2395 2.4542 2.6722 2.7778 2.8822 2.9881 3.0945 3.3023 3.521 4.5811 4.7327 4.8847 4.9468 4.9204 4.8937 4.881
  4.9231 4.9707 5.1135 5.262 5.6473 6.0446 6.3544 6.674 6.8703 7.0632 7.0455 7.0276 7.0743 7.2829 7.6114 7.8885
Castilie-LaMancha | 254.45 1035.3 33.369 16.54 6.3082 17.971 2.2407 36.086 5.18 17.178 5.81 29.238 6.506 22.38 |
  1.6675 1.7524 1.9205 2.0919 2.1826 2.2747 2.3784 2.4824 2.7091 2.9474 4.112 4.2607 4.4122 4.4463 4.4087 4.3288
  4.2613 4.3432 4.4247 4.5501 4.6777 4.9806 5.2956 5.6779 6.0653 6.2794 6.4745 6.3307 6.1886 6.2309 6.3288 6.6144
  6.8654
Catalonie | 277.94 2883.4 215.17 63.608 32.375 22.52 5.147 6.936 2.88 40.056 6.706 39.068 4.356 153.12 | 4.2418
  4.5753 4.838 5.0813 5.1581 5.2237 5.3325 5.4294 5.6744 5.9155 7.1249 7.1354 7.143 7.0194 7.011 7.0788 7.1822
  7.2872 7.3979 7.4843 7.57 8.0777 8.584 9.0574 9.5258 9.7851 10.0507 9.8379 9.6251 10.0064 10.3399 10.5763 11.0454
Valencia | 266.97 1695.1 103.96 34.276 16.822 23.703 3.8432 18.582 2.698 28.046 6.17 39.064 5.444 128.7 | 3.2193
  3.3625 3.57 3.7652 3.8237 3.8742 3.9781 4.0734 4.2798 4.4863 5.656 5.7614 5.861 5.8109 5.7755 5.791 5.8997 6.0181
  6.1398 6.2369 6.3361 6.7394 7.1444 7.5607 7.9692 8.1384 8.3062 8.0805 7.857 8.0684 8.2891 8.4297 8.7254
Extremadura | 177.73 692.89 24.049 11.272 4.5707 20.239 1.9265 37.948 2.646 10.886 8.77 31.72 8.038 28.97 | 1.5358
  1.5963 1.7056 1.8177 1.8828 1.9489 2.0326 2.1176 2.2455 2.382 3.1567 3.2626 3.3654 3.4871 3.5159 3.5396 3.5728
  3.611 3.649 3.7371 3.8285 4.1617 4.4986 4.7695 5.0514 5.2341 5.3983 5.3655 5.3326 5.4399 5.5014 5.9058 6.2246
Galicie | 234.75 1666.9 77.465 29.342 13.543 20.606 2.5163 28.862 5.328 17.882 7.032 33.714 7.188 91.02 | 1.9833
  2.0058 2.1857 2.3664 2.4588 2.5497 2.6697 2.7878 2.9784 3.1774 4.231 4.359 4.4856 4.5217 4.5575 4.5817 4.6188
  4.7108 4.8063 4.8993 4.9978 5.2779 5.5658 5.9095 6.2545 6.4532 6.6416 6.5445 6.4475 6.5565 6.6887 6.8625 7.1385
Madrid | 133.16 1856.1 269.96 62.459 57.705 16.235 5.9767 1.864 2.074 23.834 8.358 52.714 11.162 442.45 | 5.1611
  5.6326 5.8408 6.0245 6.0993 6.152 6.1105 6.0573 6.2531 6.4356 7.8163 7.7071 7.6 7.39 7.3215 7.4172 7.5321 7.5428
  7.5586 7.6992 7.8392 8.3476 8.8496 9.2545 9.658 9.8065 9.9636 9.84 9.7187 9.8822 10.0985 10.3228 10.7326
Murcia | 105.88 431.75 27.907 9.0825 4.4285 20.706 2.8996 19.352 10.228 19.644 6.29 36.178 8.312 73.36 | 2.1186
  2.3055 2.5214 2.7391 2.8513 2.9659 3.0992 3.2273 3.4612 3.7062 4.7227 4.7843 4.8445 4.8646 4.8364 4.7632 4.7081
  4.8111 4.9069 5.032 5.1546 5.4715 5.7886 6.1249 6.4504 6.5782 6.7104 6.6629 6.6163 6.7848 6.8858 7.0454 7.2951
Navarra | 13.438 280 20.451 6.5503 4.1903 19.955 3.9961 24.704 2.74 28.398 6.982 30.468 6.71 44.17 | 3.1635 3.3359
  3.6234 3.8948 3.9851 4.073 4.21 4.3524 4.557 4.7657 6.2229 6.2978 6.3845 6.3242 6.2396 6.2084 6.1779 6.362 6.5447
  6.7972 7.0478 7.4493 7.8792 8.3498 8.8039 9.1974 9.5915 9.3452 9.1174 9.3659 9.7586 10.0607 10.5227
Baskenland | 39.889 1031.7 90.359 25.727 13.48 24.647 5.2855 6.844 4.106 45.082 6.15 33.754 4.072 246.89 | 4.2859
  4.5743 4.899 5.197 5.3389 5.4652 5.5459 5.6149 5.8522 6.0814 7.3779 7.2329 7.0898 6.7867 6.6398 6.5628 6.5008
  6.5451 6.5953 6.7615 6.9372 7.3322 7.7428 8.1205 8.5097 8.7768 9.0253 8.8739 8.7182 9.0181 9.4409 9.6865 10.1707
Rioja | 9.152 152.27 9.7602 3.377 1.7328 18.056 3.8092 30.322 2.888 26.612 5.238 28.3 6.644 46.58 | 2.9699 3.1532
  3.4044 3.6692 3.804 3.9218 4.0327 4.1603 4.373 4.6035 5.6761 5.8166 5.9558 6.0666 6.101 6.1087 6.14 6.3098 6.5021
  6.6269 6.7756 7.1651 7.5807 8.0027 8.4533 8.8589 9.2295 9.1809 9.1324 9.498 9.7522 10.0564 10.4763
"""


def _feiten() -> tuple[list[str], Matrix, Matrix]:
    """Names, predictors (regions x 14) and product per head (regions x 33)."""
    namen, kenmerken, reeksen = [], [], []
    for regio in FEITEN.strip().replace("\n  ", " ").splitlines():
        naam, eigen, reeks = regio.split(" | ")
        namen.append(naam)
        kenmerken.append([float(getal) for getal in eigen.split()])
        reeksen.append([float(getal) for getal in reeks.split()])
    return namen, np.array(kenmerken), np.array(reeksen)


@pytest.fixture(scope="module")
def baskenland() -> tuple[list[str], Kenmerkcontrole]:
    namen, x, y = _feiten()
    rij = namen.index(BASKENLAND)
    anderen = [i for i in range(len(namen)) if i != rij]
    uitkomst = synthetic_control_with_predictors(y[rij], y[anderen], x[rij], x[anderen], VANAF)
    assert isinstance(uitkomst, Kenmerkcontrole)
    return [namen[i] for i in anderen], uitkomst


def test_the_published_mix_and_effect_of_the_basque_country(baskenland: tuple[list[str], Kenmerkcontrole]) -> None:
    """Catalonia 0,851 and Madrid 0,149; product per head 0,6996 lower in 1975-97."""
    namen, uitkomst = baskenland
    gewichten = dict(zip(namen, uitkomst.controle.gewichten, strict=True))
    assert gewichten["Catalonie"] == pytest.approx(0.851, abs=0.0005)
    assert gewichten["Madrid"] == pytest.approx(0.149, abs=0.0005)
    assert sum(gewichten.values()) == pytest.approx(1)
    assert uitkomst.controle.effect == pytest.approx(-0.6996, abs=0.0001)
    assert uitkomst.controle.pasfout**2 == pytest.approx(0.00886, abs=0.00001)


def test_what_the_published_effect_hides_is_shown(baskenland: tuple[list[str], Kenmerkcontrole]) -> None:
    """Other optimisers find another size, and with seventeen regions no placebo test can be sure."""
    _, uitkomst = baskenland
    assert uitkomst.andere.hoog - uitkomst.andere.laag > 0.2
    assert uitkomst.controle.effect in uitkomst.andere
    assert uitkomst.controle.p > 0.05
    assert verdict(uitkomst.controle).woord == "effect niet aan te tonen"


def test_the_importance_is_a_division_and_the_mirror_is_the_mix(baskenland: tuple[list[str], Kenmerkcontrole]) -> None:
    _, uitkomst = baskenland
    namen, x, _ = _feiten()
    assert uitkomst.belang.shape == (KENMERKEN,)
    assert uitkomst.belang.sum() == pytest.approx(1)
    assert (uitkomst.belang >= 0).all()
    verwacht = 0.851 * x[namen.index("Catalonie")] + 0.149 * x[namen.index("Madrid")]
    assert uitkomst.spiegel == pytest.approx(verwacht, rel=2e-3)


def _wereld(gebieden: int) -> tuple[Matrix, Matrix]:
    """Areas whose outcome follows two predictors; the first lies amid the others."""
    rng = np.random.default_rng(3)
    x = rng.uniform(1, 3, (gebieden, 2))
    x[0] = x[1:].mean(axis=0)
    y = x @ np.array([[1.0, 1.2, 1.4, 1.6, 1.8, 2.0], [2.0, 2.0, 1.9, 1.8, 1.8, 1.7]])
    return x, y + rng.normal(0, 0.01, y.shape)


def test_a_known_effect_comes_back_and_scale_does_not_matter() -> None:
    x, y = _wereld(22)
    y[0, 4:] -= 0.5
    een = synthetic_control_with_predictors(y[0], y[1:], x[0], x[1:], 4)
    twee = synthetic_control_with_predictors(y[0], y[1:], x[0] * 1000, x[1:] * 1000, 4)
    assert isinstance(een, Kenmerkcontrole)
    assert isinstance(twee, Kenmerkcontrole)
    assert een.controle.effect == pytest.approx(-0.5, abs=0.05)
    assert twee.controle.effect == pytest.approx(een.controle.effect, abs=1e-6)
    assert een.controle.woord.startswith("minder")


def test_a_predictor_that_is_the_same_everywhere_changes_nothing() -> None:
    x, y = _wereld(8)
    met = synthetic_control_with_predictors(y[0], y[1:], np.append(x[0], 7.0), np.c_[x[1:], np.full(7, 7.0)], 4)
    assert isinstance(met, Kenmerkcontrole)
    assert np.isfinite(met.controle.effect)


X, Y = _wereld(6)


@pytest.mark.parametrize(
    ("y", "d", "x", "k", "vanaf"),
    [
        (Y[0, :5], Y[1:], X[0], X[1:], 4),
        (Y[0], Y[1:], X[0], X[1:, :1], 4),
        (Y[0], Y[1:3], X[0], X[1:3], 4),
        (Y[0], Y[1:], X[0], X[1:], 1),
        (Y[0], Y[1:], X[0], X[1:], 6),
        (Y[0] * np.nan, Y[1:], X[0], X[1:], 4),
        (Y[0], Y[1:], X[0] * np.inf, X[1:], 4),
        (Y[0], Y[1:], X[0], X[1:] * 1e15, 4),
        (Y[0], Y[1:], np.ones(2), np.ones((5, 2)), 4),
        (Y[0], Y[1:], np.ones(0), np.ones((5, 0)), 4),
    ],
)
def test_what_cannot_be_compared_is_refused(y: Matrix, d: Matrix, x: Matrix, k: Matrix, vanaf: int) -> None:
    assert isinstance(synthetic_control_with_predictors(y, d, x, k, vanaf), Refused)
