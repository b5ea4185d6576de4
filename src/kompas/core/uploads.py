"""Files that visitors send: stop before a too large one is taken in, and read only a few at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from kompas.base import RefusedError

TEGELIJK = 2
_plaatsen = BoundedSemaphore(TEGELIJK)


@contextmanager
def plaats_om_te_lezen() -> Iterator[None]:
    """Reading may take much time and memory: a few at the same time, so that the pages stay up for everyone else."""
    if not _plaatsen.acquire(blocking=False):
        raise RefusedError("Er worden nu al andere documenten gelezen. Wacht een minuut en probeer het opnieuw.")
    try:
        yield
    finally:
        _plaatsen.release()


class Groottewacht(FileUploadHandler):
    """First of the upload handlers: ends the reading of a request that says it is too large, before it is stored."""

    te_groot = False

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],  # noqa: N803  (Django's own signature)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        del input_data, META, boundary, encoding
        self.te_groot = content_length > settings.MAX_UPLOAD_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        del start
        if self.te_groot:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
        del file_size
