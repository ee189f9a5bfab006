"""Settings from the environment, each with the default that the Compose description relies on."""

import os
import socket
from pathlib import Path


def text(name: str, default: str) -> str:
    """The variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def number(name: str, default: float) -> float:
    """The variable as a number; a wrong one is said with its name."""
    value = text(name, str(default))
    try:
        return float(value)
    except ValueError:
        raise SystemExit(f"{name}: expected a number, got {value!r}") from None


REDIS_URL = text("REDIS_URL", "redis://queue:6379/0")
RESULTS_DIR = Path(text("RESULTS_DIR", "/results"))
INPUTS_DIR = Path(text("INPUTS_DIR", "/inputs"))
REPLICA = text("REPLICA", socket.gethostname())

# How long a worker may be silent on a job before another one takes it over, in seconds.
VISIBILITY_TIMEOUT = number("VISIBILITY_TIMEOUT", 15)
# How often a job is tried before it goes to the dead-letter list.
MAX_ATTEMPTS = int(number("MAX_ATTEMPTS", 4))
# An image that waits this long may have been noted without being queued, in seconds.
LOST_AFTER = number("LOST_AFTER", 30)
