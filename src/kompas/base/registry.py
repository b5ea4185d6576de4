"""Things of one kind, by key; tests build their own."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class HasKey(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=HasKey)


class Registry(Generic[T]):
    """A closed list of things with a key, in order of registration."""

    def __init__(self, kind: str, *items: T) -> None:
        self.kind = kind
        self._items: dict[str, T] = {}
        for item in items:
            self.add(item)

    def add(self, item: T) -> T:
        if item.key in self._items:
            raise ValueError(f"{self.kind} {item.key!r} is registered twice")
        self._items[item.key] = item
        return item

    def __getitem__(self, key: str) -> T:
        try:
            return self._items[key]
        except KeyError:
            known = ", ".join(self._items) or "geen"
            raise KeyError(f"onbekend: {self.kind} {key!r} (bekend: {known})") from None

    def get(self, key: str) -> T | None:
        return self._items.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)
