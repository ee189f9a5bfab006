"""What is made of pictures, in the image that makes it: `python -m unittest discover -s tests/worker`."""

import tempfile
import unittest
from pathlib import Path

from photos_common.operations import OPERATIONS
from photos_worker.operations import _OPERATIONS, process, tidy
from PIL import Image, UnidentifiedImageError

EXIF_ORIENTATION = 0x112
TURNED_RIGHT = 6


class Operations(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def picture(self, name: str, size: tuple[int, int], mode: str = "RGB", orientation: int = 1) -> Path:
        path = self.folder / name
        exif = Image.Exif()
        exif[EXIF_ORIENTATION] = orientation
        Image.new(mode, size).save(path, exif=exif)
        return path

    def sizes(self, source: Path, names: tuple[str, ...] = OPERATIONS) -> dict[str, tuple[int, int]]:
        results = self.folder / "results"
        files = process(source, names, results)
        sizes = {}
        for name, file in files.items():
            with Image.open(results / file) as made:
                self.assertEqual(made.format, "JPEG")
                sizes[name] = made.size
        return sizes

    def test_there_is_one_for_each_name(self) -> None:
        self.assertEqual(tuple(_OPERATIONS), OPERATIONS)

    def test_sizes_are_those_that_are_promised(self) -> None:
        self.assertEqual(
            self.sizes(self.picture("a.jpg", (800, 600))),
            {
                "thumbnail": (160, 120),
                "resize": (400, 300),
                "greyscale": (800, 600),
                "blur": (800, 600),
                "edges": (800, 600),
                "rotate": (600, 800),
                "contrast": (800, 600),
                "sepia": (800, 600),
            },
        )

    def test_small_results_alone_have_the_same_sizes_as_among_others(self) -> None:
        for size in ((800, 600), (801, 600), (600, 801), (300, 299), (1000, 1002), (90, 40), (2, 2), (3, 1), (1, 1)):
            for orientation in (1, TURNED_RIGHT):
                with self.subTest(size=size, orientation=orientation):
                    source = self.picture("a.jpg", size, orientation=orientation)
                    together = self.sizes(source)
                    alone = self.sizes(source, ("thumbnail", "resize"))
                    self.assertEqual(alone, {name: together[name] for name in alone})

    def test_a_turned_picture_is_made_upright(self) -> None:
        sizes = self.sizes(self.picture("a.jpg", (800, 600), orientation=TURNED_RIGHT))
        self.assertEqual((sizes["sepia"], sizes["thumbnail"]), ((600, 800), (120, 160)))

    def test_every_kind_of_pixel_is_taken(self) -> None:
        for name, mode in (("a.png", "RGBA"), ("b.png", "1"), ("c.gif", "P"), ("d.jpg", "CMYK"), ("e.jpg", "L")):
            with self.subTest(mode=mode):
                self.assertEqual(len(self.sizes(self.picture(name, (64, 48), mode))), len(OPERATIONS))

    def test_greyscale_has_no_colour_and_sepia_has(self) -> None:
        Image.new("RGB", (64, 48), (200, 40, 90)).save(self.folder / "a.png")
        self.sizes(self.folder / "a.png", ("greyscale", "sepia"))
        with Image.open(self.folder / "results" / "greyscale.jpg") as grey:
            self.assertEqual((grey.mode, grey.getpixel((9, 9))), ("L", round(0.299 * 200 + 0.587 * 40 + 0.114 * 90)))
        with Image.open(self.folder / "results" / "sepia.jpg") as sepia:
            red, green, blue = sepia.getpixel((9, 9))
            self.assertTrue(red > green > blue, (red, green, blue))

    def test_edges_are_where_brightness_changes_and_nowhere_else(self) -> None:
        half = Image.new("L", (64, 48))
        half.paste(200, (32, 0, 64, 48))
        half.save(self.folder / "a.png")
        self.sizes(self.folder / "a.png", ("edges",))
        with Image.open(self.folder / "results" / "edges.jpg") as edges:
            self.assertGreater(edges.getpixel((32, 20)), 200)
            # Also not at the border, where there is no neighbour to differ from.
            self.assertEqual([edges.getpixel(point) for point in ((0, 0), (0, 20), (20, 0), (50, 40))], [0] * 4)

    def test_doing_it_twice_leaves_what_doing_it_once_leaves(self) -> None:
        source = self.picture("a.jpg", (80, 60))
        self.sizes(source)
        once = {path.name: path.read_bytes() for path in (self.folder / "results").iterdir()}
        self.sizes(source)
        self.assertEqual({path.name: path.read_bytes() for path in (self.folder / "results").iterdir()}, once)

    def test_what_a_dead_worker_left_is_tidied_away_and_nothing_else(self) -> None:
        self.sizes(self.picture("a.jpg", (80, 60)), ("blur",))
        results = self.folder / "results"
        (results / ".sepia.jpg.0123456789abcdef").write_bytes(b"half a pic")
        tidy(results)
        self.assertEqual([path.name for path in results.iterdir()], ["blur.jpg"])

    def test_a_picture_that_says_to_be_huge_is_refused_before_it_is_decoded(self) -> None:
        head = b"BM" + bytes(8) + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")
        size = (40_000).to_bytes(4, "little") * 2 + b"\x01\x00\x18\x00"
        (self.folder / "bomb.bmp").write_bytes(head + size + bytes(24))
        with self.assertRaises(Image.DecompressionBombError):
            self.sizes(self.folder / "bomb.bmp")

    def test_what_is_no_picture_is_refused(self) -> None:
        (self.folder / "a.jpg").write_text("no picture")
        with self.assertRaises(UnidentifiedImageError):
            self.sizes(self.folder / "a.jpg")


if __name__ == "__main__":
    unittest.main()
