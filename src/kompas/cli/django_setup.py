"""Start Django for a command, once."""

import os


def setup() -> None:
    """Load settings and models; call this before importing any model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kompas.project.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
