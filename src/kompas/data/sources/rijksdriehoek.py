"""From degrees (WGS 84) to metres of the Dutch grid (RD, EPSG:28992), to within a metre inside the Netherlands.

The polynomials of Schreutelkamp and Strang van Hees (2001); generalised borders lie tens of metres off anyway.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BREEDTE, LENGTE = 52.15517440, 5.38720621
X0, Y0 = 155_000.0, 463_000.0
_X = (
    (0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705), (3, 1, -2.340),
    (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148),
)  # fmt: skip
_Y = (
    (1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788), (0, 1, 0.433),
    (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054),
)  # fmt: skip


def naar_rd(punten: NDArray[Any]) -> NDArray[np.float64]:
    """Points (n, 2) of longitude and latitude as x and y in metres."""
    d_lengte = 0.36 * (punten[:, 0] - LENGTE)
    d_breedte = 0.36 * (punten[:, 1] - BREEDTE)
    x = X0 + sum(factor * d_breedte**p * d_lengte**q for p, q, factor in _X)
    y = Y0 + sum(factor * d_breedte**p * d_lengte**q for p, q, factor in _Y)
    return np.column_stack((x, y))
