"""Takes uploaded pictures in: small enough, of a known format, whole on disk or not at all."""

from pathlib import Path
from typing import BinaryIO

from fastapi import HTTPException
from photos_common import settings

MAX_BYTES = int(settings.number("MAX_UPLOAD_BYTES", 12 * 1024 * 1024))
MAX_FILES = 50

# By their first bytes; what a client says of the type is not believed.
_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)
# For people and their file dialogs.
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp")


def originals() -> Path:
    """Where uploaded pictures are kept, for the workers to read."""
    return settings.RESULTS_DIR / "originals"


def store(image_id: str, name: str, stream: BinaryIO) -> Path:
    """Writes an upload and returns its path, or answers 413 or 415."""
    head = stream.read(16)
    extension = _extension(head)
    if extension is None:
        raise HTTPException(415, f"{name}: not a picture that is known here (JPEG, PNG, GIF, WebP or BMP)")
    folder = originals()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{image_id}.{extension}"
    partial = path.with_suffix(".partial")
    written = 0
    try:
        with partial.open("wb") as file:
            chunk = head
            while chunk:
                written += len(chunk)
                if written > MAX_BYTES:
                    raise HTTPException(413, f"{name}: larger than {MAX_BYTES // (1024 * 1024)} MiB")
                file.write(chunk)
                chunk = stream.read(256 * 1024)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def _extension(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((extension for signature, extension in _SIGNATURES if head.startswith(signature)), None)
