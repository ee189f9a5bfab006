"""The service: it says who answers, and how often it has."""

import itertools
import os
import time

from flask import Flask, Response, jsonify
from service_common import logs, settings
from service_common.wsgi import observed

logs.configure()

STARTED = time.time()
answers = itertools.count(1)

app = Flask(__name__)


@app.get("/")
def who() -> Response:
    return jsonify(
        instance=settings.REPLICA, answers=next(answers), up_seconds=round(time.time() - STARTED, 1)
    )


@app.get("/health")
def health() -> Response:
    return jsonify(status="ok", instance=settings.REPLICA, probe=os.environ.get("PROBE", ""))


application = observed(app)
