"""Every test process has a data folder of its own, also beside others."""

from pathlib import Path

from django.conf import settings


def test_the_settings_point_at_the_folder_of_this_process(kompas_home: Path) -> None:
    assert Path(settings.KOMPAS_HOME) == kompas_home
