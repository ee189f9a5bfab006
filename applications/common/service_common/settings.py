"""Settings from the environment and from secret files."""

import os
import socket
from pathlib import Path


def text(name: str, default: str) -> str:
    """The variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def whole(name: str, default: int) -> int:
    """The variable as a whole number; a wrong one ends the program, with its name."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SystemExit(f"{name}: expected a whole number, got {value!r}") from None


def secret(name: str, default: str) -> str:
    """What is in the file that the variable names: a secret is in no environment, which every child inherits."""
    path = Path(text(name, default))
    try:
        return path.read_text().strip()
    except OSError as error:
        raise SystemExit(f"{name}: {path} cannot be read: {error.strerror}") from None


# Docker gives each replica a host name of its own, Kubernetes the name of its pod.
REPLICA = text("REPLICA", socket.gethostname())
