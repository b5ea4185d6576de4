"""Write the OpenAPI document of the API to docs/api/openapi.json; a test holds the two together.

.venv/bin/python tools/openapi.py
"""

import os
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(REPO / "src"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kompas.project.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["KOMPAS_HOME"] = home
        import django

        django.setup()
        from kompas.project.api import als_tekst

        (REPO / "docs" / "api" / "openapi.json").write_text(als_tekst(), encoding="utf-8")


if __name__ == "__main__":
    main()
