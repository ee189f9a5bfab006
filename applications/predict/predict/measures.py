"""Reads what a user sends, and says all that is wrong with it."""

import math
from collections.abc import Sequence

# The longest iris petal is about 7 cm: whoever sends more has sent millimetres.
LARGEST = 50.0


class Invalid(Exception):
    """What is wrong, by field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {fault}" for field, fault in faults.items()))
        self.faults = faults


def read_measures(body: object, features: Sequence[str]) -> list[float]:
    """The measures in the order of the features."""
    if not isinstance(body, dict):
        raise Invalid({"": f"expected an object with {', '.join(features)}"})
    faults: dict[str, str] = {}
    for name in features:
        fault = _fault(body[name]) if name in body else "is missing"
        if fault is not None:
            faults[name] = fault
    for name in body:
        if name not in features:
            faults[str(name)] = f"is unknown; the features are {', '.join(features)}"
    if faults:
        raise Invalid(faults)
    return [float(body[name]) for name in features]


def _fault(value: object) -> str | None:
    # A truth value counts as a number in Python, and as a mistake here.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"expected a number of centimetres, got {value!r}"
    if not math.isfinite(value) or not 0 < value <= LARGEST:
        return f"expected more than 0 and at most {LARGEST:g} centimetres, got {value}"
    return None
