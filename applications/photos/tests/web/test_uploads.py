"""What is taken in, in the image that takes it: `python -m unittest discover -s tests/web`."""

import tempfile
import unittest
from io import BytesIO
from pathlib import Path
from unittest import mock

from fastapi import HTTPException
from photos_common import settings
from photos_web import uploads


class Store(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        patch = mock.patch.object(settings, "RESULTS_DIR", Path(folder.name))
        patch.start()
        self.addCleanup(patch.stop)

    def kept(self) -> list[str]:
        return sorted(path.name for path in uploads.originals().iterdir())

    def test_the_content_says_what_it_is_and_not_the_name(self) -> None:
        for head, extension in (
            (b"\xff\xd8\xff\xe0", "jpg"),
            (b"\x89PNG\r\n\x1a\n", "png"),
            (b"GIF89a", "gif"),
            (b"GIF87a", "gif"),
            (b"BM", "bmp"),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        ):
            with self.subTest(extension=extension):
                path = uploads.store("0123", "picture.exe", BytesIO(head + b"rest"))
                self.assertEqual((path.name, path.read_bytes()), (f"0123.{extension}", head + b"rest"))

    def test_anything_else_is_refused_and_nothing_of_it_is_kept(self) -> None:
        for content in (
            b"",
            b"no picture",
            b"RIFF\x00\x00\x00\x00WAVEfmt ",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        ):
            with self.subTest(content=content), self.assertRaises(HTTPException) as refused:
                uploads.store("0123", "picture.jpg", BytesIO(content))
            self.assertEqual(refused.exception.status_code, 415)
        self.assertFalse(uploads.originals().exists())

    def test_what_is_too_large_is_refused_and_nothing_of_it_is_kept(self) -> None:
        content = b"\xff\xd8\xff" + bytes(uploads.MAX_BYTES)
        with self.assertRaises(HTTPException) as refused:
            uploads.store("0123", "large.jpg", BytesIO(content))
        self.assertEqual(
            (refused.exception.status_code, refused.exception.detail), (413, "large.jpg: larger than 12 MiB")
        )
        self.assertEqual(self.kept(), [])

    def test_the_largest_that_is_allowed_is_taken(self) -> None:
        content = b"\xff\xd8\xff" + bytes(uploads.MAX_BYTES - 3)
        self.assertEqual(uploads.store("0123", "large.jpg", BytesIO(content)).stat().st_size, uploads.MAX_BYTES)
        self.assertEqual(self.kept(), ["0123.jpg"])


if __name__ == "__main__":
    unittest.main()
