"""Live events, without queue and database: `python -m unittest discover -s tests/web`."""

import asyncio
import json
import unittest
from collections.abc import AsyncIterator
from unittest import mock

from photos_web import live
from photos_web.live import Live, Snapshot


def image(name: str, status: str = "queued") -> dict[str, object]:
    return {"id": name, "status": status}


def read(text: str) -> list[tuple[str, object]]:
    """The events in a piece of the stream, by name."""
    events = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        if "event" in fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


class Events(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        patch = mock.patch.object(live, "INTERVAL", 0.01)
        patch.start()
        self.addCleanup(patch.stop)
        self.images: list[dict[str, object]] = []
        self.looks = 0
        self.failing = False
        self.live = Live(self.look, {"limits": {}})

    def look(self) -> Snapshot:
        self.looks += 1
        if self.failing:
            self.failing = False
            raise ValueError("a defect")
        return {"queued": self.looks}, [*self.images]

    async def following(self, stream: AsyncIterator[str], name: str) -> object:
        """The data of the next event of that name."""
        async with asyncio.timeout(5):
            async for text in stream:
                for event, data in read(text):
                    if event == name:
                        return data
        self.fail(f"the stream ended before an event {name}")

    async def test_a_listener_is_greeted_and_told_how_soon_to_come_back(self) -> None:
        first = await anext(self.live.events())
        self.assertTrue(first.startswith("retry: 400\n\nevent: hello\n"), first)
        self.assertEqual([name for name, _ in read(first)], ["hello"])

    async def test_a_new_listener_gets_everything_at_once(self) -> None:
        self.images = [image("b"), image("a", "done")]
        self.assertEqual(await self.following(self.live.events(), "images"), self.images)

    async def test_then_only_what_has_changed(self) -> None:
        self.images = [image("b"), image("a")]
        stream = self.live.events()
        await self.following(stream, "images")
        self.images = [image("c"), image("b", "done"), image("a")]
        self.assertEqual(await self.following(stream, "images"), [image("c"), image("b", "done")])

    async def test_the_state_comes_again_and_again(self) -> None:
        stream = self.live.events()
        states = [await self.following(stream, "state") for _ in range(3)]
        counts = [state["queued"] for state in states if isinstance(state, dict)]
        self.assertEqual(sorted(set(counts)), counts)

    async def test_many_listeners_are_one_look(self) -> None:
        streams = [self.live.events() for _ in range(20)]
        states = await asyncio.gather(*(self.following(stream, "state") for stream in streams))
        self.assertEqual(len(states), 20)
        self.assertLess(self.looks, 5)

    async def test_nobody_looks_while_nobody_listens(self) -> None:
        self.assertEqual(self.looks, 0)
        stream = self.live.events()
        await self.following(stream, "state")
        looking = self.live._looking
        self.assertIsNotNone(looking)
        await stream.aclose()
        # It ends by itself.
        await asyncio.wait_for(looking, 5)

    async def test_a_look_that_fails_is_logged_and_tried_again(self) -> None:
        stream = self.live.events()
        await self.following(stream, "state")
        with self.assertLogs("live", "ERROR"):
            self.failing = True
            # The first may have been looked for before.
            for _ in range(2):
                await self.following(stream, "state")
        self.assertFalse(self.failing)

    async def test_a_stop_ends_every_stream(self) -> None:
        streams = [self.live.events() for _ in range(3)]
        for stream in streams:
            await self.following(stream, "state")
        await self.live.close()
        async with asyncio.timeout(5):
            for stream in streams:
                self.assertLessEqual(len([text async for text in stream]), 1)

    async def test_whoever_comes_after_the_stop_is_sent_away(self) -> None:
        await self.live.close()
        async with asyncio.timeout(5):
            self.assertEqual(
                [name for text in [t async for t in self.live.events()] for name, _ in read(text)], ["hello"]
            )


if __name__ == "__main__":
    unittest.main()
