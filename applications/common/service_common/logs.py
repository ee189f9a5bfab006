"""Structured logs: one JSON object a line on standard output, with the request that it belongs to."""

import contextvars
import json
import logging
import re
import sys
import time
import uuid

request_id: contextvars.ContextVar[str | None] = contextvars.ContextVar("request_id", default=None)

# What every record has anyway; whatever else it carries was given by `extra`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_ACCEPTABLE = re.compile(r"[\w.-]{1,128}")


def accept_request_id(given: str) -> str:
    """The id that the load balancer gave, or a new one: what others send must not break the log."""
    return given if _ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex


class JsonFormatter(logging.Formatter):
    """Renders a record as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "pid": record.process,
            "message": record.getMessage(),
        }
        request = request_id.get()
        if request is not None:
            entry["request_id"] = request
        entry.update({key: value for key, value in vars(record).items() if key not in _STANDARD})
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def configure(level: int = logging.INFO) -> None:
    """Sends everything that is logged to standard output as JSON."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
