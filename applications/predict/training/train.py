"""Trains the model and writes it; fails, and with it the build, when the model is worse than it has to be."""

import sys
from pathlib import Path

from predict.model import Model
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

# The same samples, the same split: the same model each time.
SEED = 20_251_120
NEEDED = 0.9


def main(path: Path) -> None:
    iris = load_iris()
    train, test, train_labels, test_labels = train_test_split(
        iris.data, iris.target, test_size=0.3, random_state=SEED, stratify=iris.target
    )
    scaler = StandardScaler().fit(train)
    regression = LogisticRegression(max_iter=1000).fit(scaler.transform(train), train_labels)
    accuracy = float(regression.score(scaler.transform(test), test_labels))
    model = Model(
        # "sepal length (cm)" -> "sepal_length"
        features=tuple(name.removesuffix(" (cm)").replace(" ", "_") for name in iris.feature_names),
        classes=tuple(str(name) for name in iris.target_names),
        means=tuple(map(float, scaler.mean_)),
        scales=tuple(map(float, scaler.scale_)),
        weights=tuple(tuple(map(float, row)) for row in regression.coef_),
        biases=tuple(map(float, regression.intercept_)),
        accuracy=round(accuracy, 4),
    )
    expect_the_same(model, regression.predict_proba(scaler.transform(iris.data)), iris.data)
    print(f"{len(train)} samples to learn from, {len(test)} to test: {accuracy:.1%} right")
    if accuracy < NEEDED:
        sys.exit(f"the model is right in {accuracy:.1%} of cases, and has to be in {NEEDED:.0%}")
    model.save(path)


def expect_the_same(model: Model, expected: list[list[float]], samples: list[list[float]]) -> None:
    """The service computes by itself what the library did: they must agree on every sample."""
    for sample, wanted in zip(samples, expected, strict=True):
        got = model.probabilities(list(map(float, sample))).values()
        if any(abs(a - b) > 1e-9 for a, b in zip(got, wanted, strict=True)):
            sys.exit(f"the written model differs from the trained one for {sample}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
