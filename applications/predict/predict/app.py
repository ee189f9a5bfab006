"""The routes of the service."""

from pathlib import Path

from flask import Flask, Response, jsonify, request
from service_common import logs, settings
from service_common.wsgi import observed
from werkzeug.exceptions import HTTPException

from predict.measures import Invalid, read_measures
from predict.model import Model

logs.configure()

model = Model.load(Path(settings.text("MODEL", "/app/model.json")))

app = Flask(__name__)
app.json.sort_keys = False  # type: ignore[attr-defined]


@app.get("/health")
def health() -> Response:
    return jsonify(status="ok", replica=settings.REPLICA)


@app.get("/model")
def describe() -> Response:
    return jsonify(features=model.features, classes=model.classes, accuracy=model.accuracy)


@app.post("/predict")
def predict() -> Response:
    # Raises an error of its own, with status 400 or 415, for what is no JSON.
    probabilities = model.probabilities(read_measures(request.get_json(), model.features))
    species = max(probabilities, key=lambda name: probabilities[name])
    return jsonify(
        species=species, probabilities={name: round(value, 4) for name, value in probabilities.items()}
    )


@app.errorhandler(Invalid)
def invalid(error: Invalid) -> tuple[Response, int]:
    return jsonify(error="the measures are not right", faults=error.faults), 400


@app.errorhandler(HTTPException)
def refused(error: HTTPException) -> tuple[Response, int]:
    return jsonify(error=error.description), error.code or 500


application = observed(app)
