"""Answers in every way that a client can notice an update by, and misbehaves when its environment says so."""

import asyncio
import logging
import os
import signal
import socket
import sys
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, web

HERE = Path(__file__).parent
VERSION = (HERE / "version.txt").read_text().strip()
TOKEN = Path("/run/secrets/token")
# Seconds between two lines of a stream.
PULSE = 0.2
STOPPING = web.AppKey("stopping", asyncio.Event)


async def who(_: web.Request) -> web.Response:
    token = TOKEN.read_text() if TOKEN.exists() else ""
    return web.json_response(
        {"host": socket.gethostname(), "version": VERSION, "probe": os.environ.get("PROBE", ""), "token": len(token)}
    )


async def health(_: web.Request) -> web.Response:
    if os.environ.get("SICK"):
        return web.Response(status=503, text="sick, as the environment says\n")
    return web.Response(text="well\n")


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


async def slow(_: web.Request) -> web.Response:
    await asyncio.sleep(2)
    return web.Response(text="at last\n")


async def stream(request: web.Request) -> web.StreamResponse:
    """Lines without an end; when the server stops, a last one and an orderly end."""
    response = web.StreamResponse()
    await response.prepare(request)
    stopping = request.app[STOPPING]
    while not stopping.is_set():
        await response.write(b"still here\n")
        try:
            await asyncio.wait_for(stopping.wait(), PULSE)
        except TimeoutError:
            continue
    await response.write(b"bye\n")
    await response.write_eof()
    return response


async def websocket(request: web.Request) -> web.WebSocketResponse:
    """Sends back what comes; when the server stops, it says so and waits for the client's farewell."""
    connection = web.WebSocketResponse()
    await connection.prepare(request)
    stopping = asyncio.ensure_future(request.app[STOPPING].wait())
    while True:
        receiving = asyncio.ensure_future(connection.receive())
        await asyncio.wait({receiving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not receiving.done():
            receiving.cancel()
            # By hand and here: whoever closes while another task reads may lose the client's answer.
            await connection.close(code=WSCloseCode.GOING_AWAY, message=b"the replica stops")
            break
        message = receiving.result()
        if message.type != WSMsgType.TEXT:
            break
        await connection.send_str(message.data)
    stopping.cancel()
    return connection


async def eat(_: web.Request) -> web.Response:
    """Takes memory until the kernel has had enough."""
    eaten = []
    while True:
        eaten.append(bytearray(os.urandom(1 << 20)))


async def stop(app: web.Application) -> None:
    app[STOPPING].set()


async def die(seconds: float) -> None:
    await asyncio.sleep(seconds)
    print("dying, as the environment says", file=sys.stderr, flush=True)
    os._exit(3)


async def start(app: web.Application) -> None:
    if os.environ.get("DIE_AFTER"):
        app["dying"] = asyncio.create_task(die(float(os.environ["DIE_AFTER"])))


def application() -> web.Application:
    app = web.Application()
    app[STOPPING] = asyncio.Event()
    app.on_startup.append(start)
    app.on_shutdown.append(stop)
    app.add_routes(
        [
            web.get("/health", health),
            web.post("/echo", echo),
            web.get("/slow", slow),
            web.get("/stream", stream),
            web.get("/websocket", websocket),
            web.post("/eat", eat),
            web.get("/{path:.*}", who),
        ]
    )
    return app


if __name__ == "__main__":
    if os.environ.get("CRASH"):
        sys.exit("crashing at start, as the environment says")
    if os.environ.get("ABRUPT"):
        # What many programs do: end at once, whatever is in hand.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.basicConfig(level=logging.WARNING)
    web.run_app(
        application(),
        port=8000,
        shutdown_timeout=20,
        # Longer than nginx keeps idle connections, so that it never sends on one that is being closed.
        keepalive_timeout=75,
        handle_signals=not os.environ.get("ABRUPT"),
        access_log=None,
        print=None,
    )
