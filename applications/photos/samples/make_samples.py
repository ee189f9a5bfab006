"""Makes the sample pictures, photo-like, 800x600, the same at every run, beside itself: `python make_samples.py`."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SIZE = (800, 600)
NAMES = ("dawn", "harbour", "meadow", "dunes", "forest", "night", "coast", "valley", "storm", "snow", "city", "lake")


def make(seed: int) -> Image.Image:
    """A landscape: sky, a sun, hills in layers, a little grain."""
    chance = random.Random(seed)
    hue = [chance.randint(40, 220) for _ in range(3)]
    picture = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(picture)
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        draw.line([(0, y), (SIZE[0], y)], fill=tuple(int(value * (1 - share) + 235 * share) for value in hue))
    x, y, radius = chance.randint(80, 720), chance.randint(60, 260), chance.randint(24, 60)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(255, 236, 190))
    for layer in range(5):
        base = 280 + layer * 65
        waves = [(chance.uniform(8, 46), chance.uniform(0.004, 0.02), chance.uniform(0, 6.3)) for _ in range(3)]
        shade = tuple(int(value * (0.75 - layer * 0.12)) for value in hue)
        ridge = [(px, base + sum(a * math.sin(f * px + p) for a, f, p in waves)) for px in range(0, SIZE[0] + 8, 8)]
        draw.polygon([(0, SIZE[1]), *ridge, (SIZE[0], SIZE[1])], fill=shade)
    for _ in range(220):
        px, py, tall = chance.randint(0, 799), chance.randint(470, 599), chance.randint(4, 26)
        draw.line(
            [(px, py), (px + chance.randint(-3, 3), py - tall)],
            fill=tuple(max(0, value // 5) for value in hue),
            width=2,
        )
    grain = Image.frombytes("L", (400, 300), chance.randbytes(400 * 300)).resize(SIZE).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(0.6)), grain, 0.06)


if __name__ == "__main__":
    for index, name in enumerate(NAMES):
        make(index + 1).save(Path(__file__).with_name(f"{name}.jpg"), "JPEG", quality=82)
