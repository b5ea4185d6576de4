"""Of which areas a municipality may ask figures; pure decisions."""

from kompas.data.masker import gemeente_van, onder_gemeente


def ligt_hier(gemeente: str, gebied: str) -> bool:
    """Whether an area is a municipality or larger, or a part of this one."""
    return not onder_gemeente(gebied) or gemeente_van(gebied) == gemeente
