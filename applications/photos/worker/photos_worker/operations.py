"""What can be made of a picture. It is decoded once a job, and what several operations need is made once, too."""

import uuid
from collections.abc import Callable, Collection
from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

# A picture of more pixels is refused before it is decoded: a small file can hold a huge one.
Image.MAX_IMAGE_PIXELS = 40_000_000

THUMBNAIL = (160, 160)
_CONTRAST = 1.6
_SEPIA = (0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0)


class Picture:
    """A decoded picture and what the operations share of it."""

    def __init__(self, full: Image.Image, size: tuple[int, int] | None = None) -> None:
        self.full = full
        # As it is in the file; what was decoded may be smaller, where nothing needs all of it.
        self.size = size or full.size

    @cached_property
    def grey(self) -> Image.Image:
        return self.full.convert("L")

    @cached_property
    def half(self) -> Image.Image:
        size = (max(1, self.size[0] // 2), max(1, self.size[1] // 2))
        if self.full.size == size:
            return self.full
        if self.full.size == self.size and _even(self.size):
            # Four pixels into one: what a scaler does at this factor, without its generality.
            return self.full.reduce(2)
        return self.full.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _even(size: tuple[int, int]) -> bool:
    return size[0] % 2 == 0 and size[1] % 2 == 0


def _thumbnail(picture: Picture) -> Image.Image:
    width, height = picture.size
    share = min(1, THUMBNAIL[0] / width, THUMBNAIL[1] / height)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    # From the half: it is there already, or as good to have.
    source = picture.half if share <= 0.5 else picture.full
    return source.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _blur(picture: Picture) -> Image.Image:
    """Half of the pixels hold all that a blurred picture shows, and are blurred in a fraction of the time."""
    return picture.half.filter(ImageFilter.BoxBlur(2)).resize(picture.full.size, Image.Resampling.BILINEAR)


def _edges(picture: Picture) -> Image.Image:
    """How much each pixel differs from its left and its upper neighbour."""
    grey = picture.grey
    across = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    down = ImageChops.difference(grey, ImageChops.offset(grey, 0, 1))
    # The first column and the first row have no such neighbour; `offset` has given them the last.
    across.paste(0, (0, 0, 1, grey.height))
    down.paste(0, (0, 0, grey.width, 1))
    # A step of brightness is seen well when it is doubled.
    return ImageChops.add(across, down).point([min(255, value * 2) for value in range(256)])


def _contrast(picture: Picture) -> Image.Image:
    """Moves every value away from the mean brightness."""
    mean = ImageStat.Stat(picture.grey).mean[0]
    curve = [min(255, max(0, round(mean + (value - mean) * _CONTRAST))) for value in range(256)]
    return picture.full.point(curve * 3)


_OPERATIONS: dict[str, Callable[[Picture], Image.Image]] = {
    "thumbnail": _thumbnail,
    "resize": lambda picture: picture.half,
    "greyscale": lambda picture: picture.grey,
    "blur": _blur,
    "edges": _edges,
    "rotate": lambda picture: picture.full.transpose(Image.Transpose.ROTATE_90),
    "contrast": _contrast,
    "sepia": lambda picture: picture.full.convert("RGB", _SEPIA),
}

# These need no more than half of the picture, which a JPEG decoder gives for a quarter of the work.
_SMALL = frozenset({"thumbnail", "resize"})


def load(source: Path, names: Collection[str]) -> Picture:
    """Decodes a picture, upright, and no larger than the operations need it."""
    with Image.open(source) as opened:
        size = opened.size
        # Only even sizes have an exact half.
        if _SMALL.issuperset(names) and _even(size):
            opened.draft("RGB", (size[0] // 2, size[1] // 2))
        ImageOps.exif_transpose(opened, in_place=True)
        # A copy that is not needed costs as much as an operation.
        opened.load()
        full = opened if opened.mode == "RGB" else opened.convert("RGB")
    upright = size[::-1] if (size[0] > size[1]) != (full.width > full.height) else size
    return Picture(full, upright)


def process(source: Path, names: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Writes one file for each operation into the folder and returns their names.

    The names come from the operations alone and each file appears whole or not at all, so that doing a job twice
    leaves what doing it once leaves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    picture = load(source, names)
    attempt = uuid.uuid4().hex
    written = {}
    for name in names:
        file = f"{name}.jpg"
        encoded = BytesIO()
        _OPERATIONS[name](picture).save(encoded, "JPEG", quality=85)
        partial = folder / f".{file}.{attempt}"
        partial.write_bytes(encoded.getbuffer())
        partial.replace(folder / file)
        written[name] = file
    return written


def tidy(folder: Path) -> None:
    """Removes what a worker left behind that died while it wrote."""
    for partial in folder.glob(".*.jpg.*"):
        partial.unlink(missing_ok=True)
