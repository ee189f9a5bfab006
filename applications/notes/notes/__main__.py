"""Runs the service until it is asked to stop; requests in hand are finished first."""

import uvicorn
from service_common import logs, settings

from notes.app import app

if __name__ == "__main__":
    logs.configure()
    uvicorn.run(
        app,
        host="0.0.0.0",  # noqa: S104 - inside a container, whose ports only the load balancer reaches
        port=settings.whole("PORT", 8000),
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=20,
        timeout_keep_alive=75,
        proxy_headers=False,
        server_header=False,
    )
