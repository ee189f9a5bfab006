"""gunicorn's settings: `gunicorn --config python:service_common.serve PACKAGE.app:application`."""

from service_common import settings

bind = f"0.0.0.0:{settings.whole('PORT', 5000)}"
# One process: Docker and Kubernetes make more of them, as replicas, unless the application wants them in one container.
workers = settings.whole("WORKERS", 1)
threads = settings.whole("THREADS", 4)
worker_class = "gthread"
# nginx keeps connections open; the service must not close one at the moment in which a request comes.
keepalive = 75
# SIGTERM and SIGHUP let requests in hand finish.
graceful_timeout = 20
# The heartbeat of workers is a file, and the root is read-only.
worker_tmp_dir = "/tmp"  # noqa: S108 - a tmpfs of this container alone
# Nobody but signals controls it.
control_socket_disable = True
