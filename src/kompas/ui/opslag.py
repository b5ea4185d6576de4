"""Files for the browser: collected once per version, with a hash in the name and a compressed copy beside them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STEMPEL = "verzameld.sha256"


class Opslag(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed names where the files were collected; else, as in tests and in development, the plain names."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))


def verzamel() -> bool:
    """Collect the static files unless these very files were collected before; whether it was needed."""
    wortel = Path(settings.STATIC_ROOT)
    stempel = wortel / STEMPEL
    vingerafdruk = _vingerafdruk()
    if stempel.is_file() and stempel.read_text() == vingerafdruk:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stempel.write_text(vingerafdruk)
    return True


def _vingerafdruk() -> str:
    return hashlib.sha256(json.dumps(sorted(_bronnen())).encode()).hexdigest()


def _bronnen() -> Iterator[tuple[str, int, int]]:
    """Every source file with its size and time: enough to see that a version brought other files."""
    for finder in get_finders():
        lijst: Any = finder.list([])
        for naam, opslag in lijst:
            gegevens = Path(opslag.path(naam)).stat()
            yield naam, gegevens.st_size, int(gegevens.st_mtime)
