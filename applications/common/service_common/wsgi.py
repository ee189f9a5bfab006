"""What every answer of a WSGI service has: who gave it, the id of the request, a line in the log."""

import logging
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from service_common import logs, settings

log = logging.getLogger("access")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def observed(application: Application) -> Application:
    """Wraps a service."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        request = logs.accept_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        token = logs.request_id.set(request)
        started = time.perf_counter()
        given: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            given.append(status)
            own = [("X-Replica", settings.REPLICA), ("X-Process", str(os.getpid())), ("X-Request-ID", request)]
            return start_response(status, [*headers, *own], *rest)

        try:
            return application(environ, start)
        finally:
            # The health check asks all the time and would fill the log.
            if environ.get("PATH_INFO") != "/health":
                log.info(
                    "request",
                    extra={
                        "method": environ.get("REQUEST_METHOD"),
                        "path": environ.get("PATH_INFO"),
                        "status": int(given[0].split()[0]) if given else 500,
                        "duration_ms": round((time.perf_counter() - started) * 1000, 1),
                    },
                )
            logs.request_id.reset(token)

    return answer
