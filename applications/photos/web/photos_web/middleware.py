"""What every answer has: its replica, the id of the request, what browsers may do with it, and a line in the log."""

import logging
import re
import time

from photos_common import logs, settings
from photos_common.queue import new_id
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from photos_web.page import secure

log = logging.getLogger("access")

_ACCEPTABLE = re.compile(r"[\w.-]{1,128}")


class Observed:
    """Plain ASGI and no BaseHTTPMiddleware, which would buffer streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request = given if _ACCEPTABLE.fullmatch(given) else new_id()
        token = logs.request_id.set(request)
        started = time.perf_counter()
        status = 500

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Replica"] = settings.REPLICA
                headers["X-Request-ID"] = request
                secure(headers)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            # The health check asks every few seconds and would fill the log.
            if scope["path"] != "/health":
                duration = round((time.perf_counter() - started) * 1000, 1)
                fields = {"method": scope["method"], "path": scope["path"], "status": status, "duration_ms": duration}
                log.info("request", extra=fields)
            logs.request_id.reset(token)
