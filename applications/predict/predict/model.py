"""The model: standardised measures, a weighted sum for each species, and the softmax of them.

It is a JSON file of numbers and no pickle: reading a pickle runs whatever is in it, and ties the service to the
libraries and versions that wrote it.
"""

import dataclasses
import json
import math
from collections.abc import Sequence
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Model:
    """What training found."""

    features: tuple[str, ...]
    classes: tuple[str, ...]
    # For each feature.
    means: tuple[float, ...]
    scales: tuple[float, ...]
    # For each class, one weight for each feature.
    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]
    # Share of samples, which it was not trained on, that it gets right.
    accuracy: float

    @staticmethod
    def load(path: Path) -> "Model":
        fields = json.loads(path.read_text())
        return Model(**{name: _frozen(value) for name, value in fields.items()})

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2) + "\n")

    def probabilities(self, measures: Sequence[float]) -> dict[str, float]:
        """Of each class, in the order of the classes; they sum up to one."""
        standard = [(x - mean) / scale for x, mean, scale in zip(measures, self.means, self.scales, strict=True)]
        scores = [
            bias + sum(weight * x for weight, x in zip(weights, standard, strict=True))
            for weights, bias in zip(self.weights, self.biases, strict=True)
        ]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        return dict(zip(self.classes, (power / sum(powers) for power in powers), strict=True))


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
