"""Runs the service until it is asked to stop; requests in hand are finished first."""

import uvicorn
from photos_common import logs, settings

if __name__ == "__main__":
    logs.configure()
    uvicorn.run(
        "photos_web.app:app",
        host="0.0.0.0",  # noqa: S104 - inside a container, whose ports only the load balancer reaches
        port=int(settings.number("PORT", 8000)),
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=20,
        timeout_keep_alive=75,
        proxy_headers=False,
        server_header=False,
    )
