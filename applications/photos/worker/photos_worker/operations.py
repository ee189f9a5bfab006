"""What can be made of a picture. Each operation is a function of the decoded picture, which is decoded once a job."""

import uuid
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

# A picture of more pixels is refused before it is decoded: a small file can hold a huge one.
Image.MAX_IMAGE_PIXELS = 40_000_000

_SEPIA = (0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0)

Operation = Callable[[Image.Image], Image.Image]


def _thumbnail(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((160, 160), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return small


def _resize(picture: Image.Image) -> Image.Image:
    size = (max(1, picture.width // 2), max(1, picture.height // 2))
    return picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


_OPERATIONS: dict[str, Operation] = {
    "thumbnail": _thumbnail,
    "resize": _resize,
    "greyscale": ImageOps.grayscale,
    "blur": lambda picture: picture.filter(ImageFilter.BoxBlur(4)),
    "edges": lambda picture: ImageOps.grayscale(picture).filter(ImageFilter.FIND_EDGES),
    "rotate": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "contrast": lambda picture: ImageEnhance.Contrast(picture).enhance(1.6),
    "sepia": lambda picture: picture.convert("RGB", _SEPIA),
}


def process(source: Path, names: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Writes one file for each operation into the folder and returns their names.

    The names come from the operations alone and each file appears whole or not at all, so that doing a job twice
    leaves what doing it once leaves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    written = {}
    for name in names:
        file = f"{name}.jpg"
        partial = folder / f".{file}.{uuid.uuid4().hex}"
        _OPERATIONS[name](picture).save(partial, "JPEG", quality=85)
        partial.replace(folder / file)
        written[name] = file
    return written
