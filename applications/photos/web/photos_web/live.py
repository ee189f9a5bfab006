"""What changes, as it changes: server-sent events for every page that is open.

Each replica looks at queue and database twice a second while anybody listens, however many do. What a listener gets
is the whole state and those of the newest images that it has not seen like this: whoever was away for a moment, or
comes over from another replica, is up to date with the first event.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable

from photos_common import settings

# Between two looks; seconds.
INTERVAL = 0.5
# How soon a browser comes back when its replica goes away; milliseconds.
RETRY = 400

log = logging.getLogger("live")

type Snapshot = tuple[dict[str, object], list[dict[str, object]]]


class Live:
    """Hands out the newest snapshot to all listeners."""

    def __init__(self, look: Callable[[], Snapshot], greeting: dict[str, object]) -> None:
        self._look = look
        self._greeting = greeting
        self._snapshot: Snapshot | None = None
        self._listeners = 0
        self._looking: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._closed = False

    async def events(self) -> AsyncIterator[str]:
        """The events of one listener, until it leaves or the replica stops."""
        yield f"retry: {RETRY}\n\n" + _event("hello", {"replica": settings.REPLICA, **self._greeting})
        self._listeners += 1
        seen: dict[object, str] = {}
        last: Snapshot | None = None
        try:
            while not self._closed:
                if self._looking is None or self._looking.done():
                    self._looking = asyncio.create_task(self._keep_looking())
                async with self._changed:
                    while not self._closed and self._snapshot is last:
                        await self._changed.wait()
                if self._closed or self._snapshot is None:
                    break
                last = self._snapshot
                state, images = last
                shown = {image["id"]: json.dumps(image) for image in images}
                changed = [image for image in images if seen.get(image["id"]) != shown[image["id"]]]
                seen = shown
                yield (_event("images", changed) if changed else "") + _event("state", state)
        finally:
            self._listeners -= 1

    async def close(self) -> None:
        """Ends every listener's stream, so that a stop does not wait for pages that stay open."""
        self._closed = True
        async with self._changed:
            self._changed.notify_all()

    async def _keep_looking(self) -> None:
        while self._listeners > 0 and not self._closed:
            try:
                snapshot = await asyncio.to_thread(self._look)
            except Exception:
                # The listeners must not wait for ever because of a defect here.
                log.exception("could not look at queue and database")
            else:
                async with self._changed:
                    self._snapshot = snapshot
                    self._changed.notify_all()
            await asyncio.sleep(INTERVAL)
        # What nobody looked at meanwhile is old when the next one comes.
        self._snapshot = None


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"
