"""The service: it says which process answers."""

import os

from flask import Flask, Response, jsonify
from service_common import logs, settings
from service_common.wsgi import observed

logs.configure()

app = Flask(__name__)


@app.get("/")
def who() -> Response:
    return jsonify(instance=settings.REPLICA, pid=os.getpid(), master=os.getppid())


@app.get("/health")
def health() -> Response:
    return jsonify(status="ok", pid=os.getpid())


application = observed(app)
