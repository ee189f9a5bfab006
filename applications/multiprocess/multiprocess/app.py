"""The main process: it answers with what the helper found."""

import os

from flask import Blueprint, Flask, Response, jsonify
from service_common import logs, settings
from service_common.wsgi import observed

from multiprocess import beat

logs.configure()

routes = Blueprint("routes", __name__)


@routes.get("/")
def show() -> Response:
    last = beat.read()
    return jsonify(
        instance=settings.REPLICA,
        main=os.getppid(),
        helper=last and {"pid": last.pid, "beats": last.count, "load": last.load, "fresh": last.is_fresh},
    )


app = Flask(__name__)
app.register_blueprint(routes)
# The load balancer leads /supervised to the other service, with the path as it is.
app.register_blueprint(routes, name="supervised", url_prefix="/supervised")


@app.get("/health")
def health() -> tuple[Response, int]:
    """In order when both are: without its helper this service tells old news."""
    last = beat.read()
    fresh = last is not None and last.is_fresh
    return jsonify(status="ok" if fresh else "the helper is silent"), 200 if fresh else 503


application = observed(app)
