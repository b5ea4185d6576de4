"""Build hook: a wheel carries the style sheets, script and type face that its pages need."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "src"))

from kompas.ui import assets


class AssetsBuildHook(BuildHookInterface):
    """Runs before the files are gathered; on a machine without Node it asks for a wheel that has one."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if assets.heeft_node() else [assets.NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        assets.bouw(Path(self.root))
