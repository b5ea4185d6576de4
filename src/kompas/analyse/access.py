"""Who sees files that wait to be read in: only those who may read them in."""

from django.db.models import QuerySet

from kompas.analyse.models import Aanlevering
from kompas.base import Refused
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gemeente
from kompas.core.rules import may_cijfers


def zichtbare_aanleveringen(gemeente: Gemeente, persoon: Persoon) -> QuerySet[Aanlevering]:
    """What was sent for this municipality; nothing for who may not read figures in."""
    alle = Aanlevering.objects.filter(gemeente=gemeente)
    return alle.none() if isinstance(may_cijfers(rollen_in(persoon, gemeente)), Refused) else alle
