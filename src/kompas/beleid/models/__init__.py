"""plan -> thema -> doel -> indicator, and everything that a plan says around them."""

from kompas.beleid.models.analyse import Bevinding, GenoemdStuk, GoedePraktijk
from kompas.beleid.models.basis import Onderdeel
from kompas.beleid.models.doel import Doel, Indicator, Meting
from kompas.beleid.models.inlezing import Inlezing, InlezingElement
from kompas.beleid.models.plan import (
    BovenlokaalKader,
    Budgetregel,
    Plan,
    Raadpleging,
    StrategischDoel,
    Uitgangspunt,
)
from kompas.beleid.models.thema import (
    Burgerperspectief,
    FlankerendBeleid,
    Hoofdlijn,
    Partner,
    PartnerAlias,
    Thema,
    ThemaKoppeling,
    ThemaPartner,
    VerbindendThema,
)

__all__ = [
    "Bevinding",
    "BovenlokaalKader",
    "Budgetregel",
    "Burgerperspectief",
    "Doel",
    "FlankerendBeleid",
    "GenoemdStuk",
    "GoedePraktijk",
    "Hoofdlijn",
    "Indicator",
    "Inlezing",
    "InlezingElement",
    "Meting",
    "Onderdeel",
    "Partner",
    "PartnerAlias",
    "Plan",
    "Raadpleging",
    "StrategischDoel",
    "Thema",
    "ThemaKoppeling",
    "ThemaPartner",
    "Uitgangspunt",
    "VerbindendThema",
]
