"""The listening part of the invented sources: many at once, and quiet about who hangs up."""

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class Luisteraar(ThreadingHTTPServer):
    """Many may knock at once, and who hangs up in the middle (kill -9) is not worth a page of text."""

    request_queue_size = 64
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
