"""The questions of the battery about one series, as a notebook with statsmodels and pandas would ask them.

Each function answers with numbers that are held against the battery; what they share with it are the formulas of
docs/methoden, not the code. Of what belongs to a kind as a whole (funnel, smoothing) the time is divided by its areas.
"""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import statsmodels.api as sm
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats
from statsmodels.genmod.generalized_linear_model import GLMResultsWrapper
from statsmodels.stats.rates import confint_poisson, test_poisson_2indep

from kompas.base import Refused
from kompas.stats import vooruitblik
from kompas.stats.batterij import Batterij
from kompas.stats.signalering import FACTOR, GENOEG_ALARMEN, JAREN_PER_KEER, Alarmplan, Signalen

if TYPE_CHECKING:
    from bench.batterij import Land

Rij = NDArray[np.float64]


@dataclass
class Verschillen:
    """The largest difference by question, and what is allowed: iterations of others stop a little earlier."""

    grootste: dict[str, tuple[float, float]] = field(default_factory=dict)

    def meld(self, vraag: str, eigen: ArrayLike, hun: ArrayLike, toegestaan: float = 1e-6) -> None:
        """Relative to the number itself from one on; two times NaN is equal, one is not."""
        a, b = np.atleast_1d(np.asarray(eigen, dtype=float)), np.atleast_1d(np.asarray(hun, dtype=float))
        beide = np.isnan(a) & np.isnan(b)
        with np.errstate(invalid="ignore"):
            afstand = np.where(beide | (a == b), 0.0, np.abs(a - b) / np.maximum(1.0, np.abs(b)))
        ver = float(np.max(np.where(np.isnan(afstand), np.inf, afstand), initial=0.0))
        self.grootste[vraag] = (max(ver, self.grootste.get(vraag, (0.0, 0.0))[0]), toegestaan)

    @property
    def gelijk(self) -> bool:
        return all(ver <= toegestaan for ver, toegestaan in self.grootste.values())

    def regels(self) -> Iterator[str]:
        for vraag, (ver, toegestaan) in self.grootste.items():
            oordeel = "equal" if ver <= toegestaan else "DIFFERENT"
            yield f"  {vraag:46} differs at most {ver:.1e} (allowed {toegestaan:.0e}): {oordeel}"


class _Klok:
    def __init__(self) -> None:
        self.seconden: dict[str, float] = {}

    @contextmanager
    def meet(self, vraag: str, *, delen_door: int = 1) -> Iterator[None]:
        begin = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
        self.seconden[vraag] = (time.process_time() - begin) / delen_door


def gewoon(
    b: Batterij, rij: int, soort: int, land: "Land", signaal: tuple[Alarmplan, Signalen] | None, v: Verschillen
) -> dict[str, float]:
    """Seconds per question for one series; the answers are held against the battery."""
    klok, y, n = _Klok(), pd.Series(b.gegevens.y[rij]), pd.Series(b.gegevens.n[rij])
    bekend = (y.notna() & n.notna()).to_numpy()
    with klok.meet("rates with exact limits"):
        grenzen = [confint_poisson(k, m, method="exact-c") for k, m in zip(y[bekend], n[bekend], strict=True)]
    v.meld("exact limits of rates (x 1.000)", 1000 * b.cijfers.laag[rij][bekend], [1000 * laag for laag, _ in grenzen])
    v.meld("upper limits (x 1.000)", 1000 * b.cijfers.hoog[rij][bekend], [1000 * hoog for _, hoog in grenzen])
    _e_toets(b, rij, y, n, klok, v)
    _soort(b, rij, klok, v)
    _trends(b, rij, y, n, klok, v)
    _vooruit(b, rij, klok, v)
    if land.maanden is not None and signaal is not None:
        _maandtrend(b, rij, pd.Series(land.maanden[soort, rij]), klok, v)
        _signalen(pd.Series(land.maanden[soort, rij]), land, soort, signaal, klok, v)
    return klok.seconden


def _e_toets(b: Batterij, rij: int, y: "pd.Series[float]", n: "pd.Series[float]", klok: _Klok, v: Verschillen) -> None:
    if isinstance(b.verandering, Refused) or np.isnan(b.verandering.p[rij]):
        return
    eerder, later = (y.iloc[-4:-1].sum(), n.iloc[-4:-1].sum()), (y.iloc[-1], n.iloc[-1])
    with klok.meet("latest year beside three years (E-test)"):
        p = test_poisson_2indep(later[0], later[1], eerder[0], eerder[1], method="etest", compare="ratio").pvalue
    v.meld("p of the E-test", b.verandering.p_los[rij], 1.0 if np.isnan(p) else p, 1e-7)


def _soort(b: Batterij, rij: int, klok: _Klok, v: Verschillen) -> None:
    """Funnel with overdispersion and empirical-Bayes rates of the whole kind, in pandas."""
    if isinstance(b.niveau, Refused):
        return
    groep = b.niveau.groepstempo  # which others belong to an area is given, not asked
    tabel = pd.DataFrame({"y": b.gegevens.y[:, -1], "n": b.gegevens.n[:, -1]}).assign(tempo=groep)
    with klok.meet("funnel and smoothing of the kind", delen_door=len(tabel)):
        p, phi, glad = _trechter(tabel)
    v.meld("p of the funnel", b.niveau.trechter.p[rij], p[rij], 1e-5)
    v.meld("phi of the funnel", float(b.niveau.trechter.phi), phi)
    v.meld("empirical-Bayes rate (x 1.000)", 1000 * b.niveau.glad[rij], 1000 * glad[rij])


def _trechter(tabel: pd.DataFrame) -> tuple[Rij, float, Rij]:
    tabel = tabel.assign(e=tabel.n * tabel.tempo)
    z = ((tabel.y / tabel.e - 1) * np.sqrt(tabel.e)).dropna()
    grens = stats.norm.isf(0.1)
    over = 1 - 0.2 - 2 * grens * stats.norm.pdf(grens) + 0.2 * grens**2

    def phi(rest: "pd.Series[float]") -> float:
        return float((rest.clip(rest.quantile(0.1), rest.quantile(0.9)) ** 2).mean() / over)

    tau2 = 0.0
    if phi(z) > 1:
        hoog = float((z**2 / tabel.e[z.index]).max() + 1 / tabel.e.min())
        tau2 = optimize.brentq(lambda t: phi(z / np.sqrt(1 + t * tabel.e[z.index])) - 1, 0, hoog, xtol=1e-15)
    verdeling = stats.nbinom(1 / tau2, 1 / (1 + tabel.e * tau2)) if tau2 > 1e-8 else stats.poisson(tabel.e)
    p = np.minimum(1.0, 2 * np.minimum(verdeling.sf(tabel.y - 1), verdeling.cdf(tabel.y)))
    n = tabel.n.where(tabel.y.notna())
    samen, tempo = tabel.y[n.notna()].sum() / n.sum(), tabel.y / n
    tussen = max((n * (tempo - samen) ** 2).sum() / n.sum() - samen / n.mean(), 0.0)
    glad = samen + tussen / (tussen + samen / tabel.n) * (tempo - samen)
    return np.where(tabel.e > 0, p, np.nan), phi(z), glad.to_numpy()


def _lijn(y: ArrayLike, x: Rij, log_n: Rij, extra: Rij | float = 0.0) -> tuple[float, float]:
    """Growth, and the alpha at which Pearson's chi-square equals its degrees of freedom."""

    bekend = np.isfinite(np.asarray(y, dtype=float)) & np.isfinite(log_n)
    y, x, log_n, extra = np.asarray(y)[bekend], x[bekend], log_n[bekend], np.broadcast_to(extra, bekend.shape)[bekend]

    def pas(alpha: float) -> GLMResultsWrapper:
        familie = sm.families.NegativeBinomial(alpha=alpha + extra)
        return sm.GLM(y, x, family=familie, offset=log_n).fit(maxiter=200, tol=1e-12)

    def teveel(alpha: float) -> float:
        uit = pas(alpha)
        return float(uit.pearson_chi2 - uit.df_resid)

    alpha = 1e-12 if teveel(1e-12) <= 0 else optimize.brentq(teveel, 1e-12, 100.0, xtol=1e-10)
    uit = pas(alpha)
    return float(uit.params[1]), alpha


def _trends(b: Batterij, rij: int, y: "pd.Series[float]", n: "pd.Series[float]", klok: _Klok, v: Verschillen) -> None:
    if isinstance(b.trend, Refused) or np.isnan(b.trend.eigen.p[rij]) or np.isnan(b.trend.verschil.p[rij]):
        return
    tijd = np.arange(len(y)) - (len(y) - 1) / 2
    x = sm.add_constant(tijd)
    with klok.meet("trend of the area"):
        eigen = _lijn(y, x, np.log(n.to_numpy()))
    mu, alpha = b.trend.eigen.verwacht, b.trend.eigen.alpha
    with klok.meet("trend of elsewhere"):
        heel = np.isfinite(b.gegevens.y).all(axis=1) & np.isfinite(mu).all(axis=1)
        heel[rij] = False
        tellingen, inwoners = pd.DataFrame(b.gegevens.y), pd.DataFrame(b.gegevens.n)
        daar, mensen = tellingen[heel].sum(), inwoners[heel].sum()
        elders = _lijn(daar, x, np.log(mensen.to_numpy()))
    with klok.meet("trend beside elsewhere"):
        ruis = (mu * (1 + alpha[:, None] * mu))[heel].sum(axis=0) / mu[heel].sum(axis=0) ** 2
        iets = (daar > 0).to_numpy()
        naast = _lijn(y[iets], x[iets], np.log(n * daar / mensen).to_numpy()[iets], ruis[iets])
    for naam, deel, hun in (("own", b.trend.eigen, eigen), ("beside", b.trend.verschil, naast)):
        v.meld(f"growth a year, {naam}", deel.helling[rij], hun[0], 1e-5)
        v.meld(f"alpha of the trend, {naam}", deel.alpha[rij], max(hun[1], 0.0), 1e-5)
    v.meld("growth a year, elsewhere", b.trend.elders.helling[rij], elders[0], 1e-5)
    v.meld("alpha of the trend, elsewhere", b.trend.elders.alpha[rij], max(elders[1], 0.0), 1e-5)


def _maandtrend(b: Batterij, rij: int, y: "pd.Series[float]", klok: _Klok, v: Verschillen) -> None:
    if isinstance(b.maandtrend, Refused) or np.isnan(b.maandtrend.p[rij]):
        return
    hoek = 2 * np.pi * (np.arange(len(y)) % 12) / 12
    tijd = np.arange(len(y)) - (len(y) - 1) / 2
    x = np.column_stack([np.ones(len(y)), tijd, np.sin(hoek), np.cos(hoek), np.sin(2 * hoek), np.cos(2 * hoek)])
    with klok.meet("monthly trend with season"):
        helling, alpha = _lijn(y, x, np.zeros(len(y)))
    v.meld("growth a month (x 12)", 12 * b.maandtrend.helling[rij], 12 * helling, 1e-5)
    v.meld("alpha of the months", b.maandtrend.alpha[rij], alpha, 1e-5)


def _vooruit(b: Batterij, rij: int, klok: _Klok, v: Verschillen) -> None:
    """The expected counts of the coming years, from every year of the past as the spread asks; the last is compared."""
    if isinstance(b.toekomst, Refused) or b.toekomst.plek[rij] < 0:
        return
    tellingen, inwoners = pd.DataFrame(b.gegevens.y), pd.DataFrame(b.gegevens.n)
    with klok.meet("expected counts of coming years, all origins"):
        for tot in range(1, tellingen.shape[1] + 1):
            geteld = tellingen.iloc[:, :tot]
            niveau = geteld.sum().clip(lower=1) / inwoners.where(geteld.notna()).iloc[:, :tot].sum()
            naar_rato = (inwoners.iloc[:, :tot] * niveau).clip(lower=0.05)
            verwacht = naar_rato.iloc[rij, -1] * _aandeel(tellingen.iloc[:, :tot], naar_rato, rij) * _richting(niveau)
    v.meld(
        "expected counts of coming years", b.toekomst.blik.verwacht[b.toekomst.plek[rij]], np.maximum(verwacht, 0.05)
    )


def _aandeel(tellingen: pd.DataFrame, naar_rato: pd.DataFrame, rij: int) -> float:
    omvang = naar_rato.where(tellingen.notna()).sum(axis=1)
    eigen = (tellingen.sum(axis=1) / omvang)[omvang > 0]
    stand = eigen.mean()
    onzeker = max(((eigen - stand) ** 2 - stand / omvang).mean(), 0.02 * stand**2)
    for jaar in range(tellingen.shape[1]):
        onzeker += vooruitblik.BEWEGING * max(stand, 0.2) ** 2 if jaar else 0.0
        ruis = max(stand, 0.3) / naar_rato.iloc[rij, jaar] + vooruitblik.RUIS * max(stand, 0.2) ** 2
        grens = vooruitblik.GRENS * np.sqrt(onzeker + ruis)
        if np.isnan(tellingen.iloc[rij, jaar]):
            continue
        fout = np.clip(tellingen.iloc[rij, jaar] / naar_rato.iloc[rij, jaar] - stand, -grens, grens)
        winst = onzeker / (onzeker + ruis)
        stand, onzeker = max(stand + winst * fout, 0.02), (1 - winst) * onzeker
    return float(stand)


def _richting(niveau: "pd.Series[float]", jaren: int = 5) -> Rij:
    stappen = np.log(niveau).diff().dropna()
    if stappen.empty:
        return np.ones(jaren)
    helling = np.average(stappen, weights=vooruitblik.VERGETEN ** np.arange(len(stappen) - 1, -1, -1.0))
    return np.asarray(np.exp(helling * np.cumsum(vooruitblik.DEMPING ** np.arange(1.0, jaren + 1))))


def _signalen(
    y: "pd.Series[float]",
    land: "Land",
    soort: int,
    signaal: tuple[Alarmplan, Signalen],
    klok: _Klok,
    v: Verschillen,
) -> None:
    """Watch one series with the thresholds of the plan, and the made-up series that such thresholds come from."""
    plan, eigen = signaal
    seizoen, alpha = plan.seizoen[soort], max(float(plan.alpha[soort]), 1e-7)
    daar = pd.Series(land.maanden[soort].sum(axis=0)) - y if land.maanden is not None else y * 0
    with klok.meet("watching the months"):
        uit = _bewaak(y, seizoen, alpha, _landelijk(daar), plan)
    v.meld("expected counts of months", eigen.verwacht[soort], uit["verwacht"])
    v.meld("months that signal", eigen.piek[soort], uit["piek"])
    v.meld("lasting rises that signal", eigen.aanhoudend[soort], uit["aanhoudend"])
    rng, maanden = np.random.default_rng(4), len(y) + 12 * JAREN_PER_KEER
    jaren = max(10, GENOEG_ALARMEN / (plan.budget.per_jaar * plan.budget.deel_aanhoudend))
    mu = max(y.iloc[-36:].mean(), 0.01) * np.resize(seizoen, maanden)
    with klok.meet("watching made-up series, for the thresholds"):
        for _ in range(round(jaren / JAREN_PER_KEER)):
            verzonnen = pd.Series(rng.poisson(mu * rng.gamma(1 / alpha, alpha, maanden)).astype(float))
            _bewaak(verzonnen, seizoen, alpha, pd.Series(np.ones(maanden)), plan)


def _bewaak(
    y: "pd.Series[float]", seizoen: Rij, alpha: float, factor: "pd.Series[float]", plan: Alarmplan
) -> pd.DataFrame:
    verwacht = _venster(y, np.resize(seizoen, len(y))) * factor
    kans = pd.Series(stats.nbinom.sf(y - 1, 1 / alpha, 1 / (1 + alpha * verwacht)), index=y.index)
    stand, meldt = 0.0, []
    groei = np.log1p(alpha * verwacht * FACTOR) - np.log1p(alpha * verwacht)
    for stap in (y * (np.log(FACTOR) - groei) - groei / alpha).fillna(0.0):
        stand = max(stand + stap, 0.0)
        meldt.append(stand > plan.grens_aanhoudend)
        stand = 0.0 if meldt[-1] else stand
    piek = (-np.log10(kans) > plan.grens_piek) & verwacht.notna()
    return pd.DataFrame({"verwacht": verwacht, "piek": piek, "aanhoudend": meldt})


def _venster(y: "pd.Series[float]", seizoen: Rij) -> "pd.Series[float]":
    toen = y.rolling(36, min_periods=12).sum().shift(1)
    gewicht = pd.Series(seizoen).rolling(36, min_periods=12).sum().shift(1)
    return (toen + 0.5) / gewicht * seizoen


def _landelijk(daar: "pd.Series[float]") -> "pd.Series[float]":
    glad = daar.rolling(13, center=True).apply(lambda deel: deel @ np.r_[0.5, np.ones(11), 0.5] / 12, raw=True)
    binnen = glad.notna()
    maand = pd.Series(np.arange(len(daar)) % 12)
    seizoen, rond = (deel[binnen].groupby(maand[binnen]).sum() + 24 for deel in (daar, glad))
    seizoen = seizoen / rond
    verwacht = _venster(daar, (seizoen / seizoen.mean()).to_numpy()[maand])
    return ((daar + 24) / (verwacht + 24)).fillna(1.0)
