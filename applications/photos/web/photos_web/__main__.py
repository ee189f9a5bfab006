"""Runs the service until it is asked to stop; requests in hand are finished first."""

import asyncio
import socket

import uvicorn
from photos_common import logs, settings

from photos_web.app import app


class Server(uvicorn.Server):
    """Ends the streams of live events when it is asked to stop: by themselves they would go on for ever."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Not awaited: first no more connections are taken, so that whoever is sent away comes to another replica.
        closing = asyncio.create_task(app.state.live.close())
        await super().shutdown(sockets)
        await closing


if __name__ == "__main__":
    logs.configure()
    Server(
        uvicorn.Config(
            app,
            host="0.0.0.0",  # noqa: S104 - inside a container, whose ports only the load balancer reaches
            port=int(settings.number("PORT", 8000)),
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=20,
            timeout_keep_alive=75,
            proxy_headers=False,
            server_header=False,
        )
    ).run()
