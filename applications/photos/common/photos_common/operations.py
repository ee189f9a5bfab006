"""The names of the operations. How they are done is the worker's alone, so the web service needs no Pillow for them."""

OPERATIONS = ("thumbnail", "resize", "greyscale", "blur", "edges", "rotate", "contrast", "sepia")


def unknown(names: list[str]) -> list[str]:
    """The names that are no operations."""
    return [name for name in names if name not in OPERATIONS]
