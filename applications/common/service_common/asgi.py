"""What every answer of an ASGI service has: who gave it, the id of the request, a line in the log."""

import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from service_common import logs, settings

log = logging.getLogger("access")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Observed:
    """Plain ASGI: nothing is buffered on the way."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
        request = logs.accept_request_id(given)
        token = logs.request_id.set(request)
        started = time.perf_counter()
        status = 500

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = [(b"x-replica", settings.REPLICA.encode()), (b"x-request-id", request.encode())]
                message["headers"] = [*message.get("headers", []), *own]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            # The health check asks all the time and would fill the log.
            if scope["path"] != "/health":
                duration = round((time.perf_counter() - started) * 1000, 1)
                fields = {"method": scope["method"], "path": scope["path"], "status": status, "duration_ms": duration}
                log.info("request", extra=fields)
            logs.request_id.reset(token)
