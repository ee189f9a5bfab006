"""The routes of the service."""

import mimetypes
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import psycopg
import redis
from fastapi import FastAPI, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import FileResponse, JSONResponse, Response, StreamingResponse
from photos_common import settings
from photos_common.operations import OPERATIONS, unknown
from photos_common.queue import Job, Queue, connect, new_id
from psycopg_pool import PoolTimeout

from photos_web import page, uploads
from photos_web.collector import Collector
from photos_web.database import Database, Image, connection_pool
from photos_web.live import Live
from photos_web.middleware import Observed
from photos_web.snapshot import Look, shown

# What the page says before it sends anything.
LIMITS = {
    "max_bytes": uploads.MAX_BYTES,
    "max_files": uploads.MAX_FILES,
    "types": uploads.TYPES,
    "operations": OPERATIONS,
}


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    pool = connection_pool()
    pool.open(wait=False)
    app.state.database = Database(pool)
    app.state.queue = Queue(connect())
    collector = Collector(Queue(connect()), app.state.database)
    collector.start()
    # Pages want to know at once that the queue is away, and ask again soon.
    look = Look(Queue(connect(retries=1, timeout=2)), Database(pool, patience=1))
    app.state.live = Live(look, {"limits": LIMITS})
    yield
    collector.stop()
    collector.join(timeout=3)
    pool.close(timeout=2)


# FastAPI's own documentation pages load their scripts from elsewhere.
app = FastAPI(title="photos", lifespan=_lifespan, docs_url=None, redoc_url=None)
app.add_middleware(Observed)
app.mount("/static", page.Assets(), name="static")


@app.exception_handler(redis.exceptions.RedisError)
@app.exception_handler(psycopg.Error)
@app.exception_handler(PoolTimeout)
async def _unavailable(_: Request, error: Exception) -> Response:
    """Queue or database are away for a moment; the client may try again."""
    kind = "the queue" if isinstance(error, redis.exceptions.RedisError) else "the database"
    return JSONResponse({"detail": f"{kind} cannot be reached"}, 503, headers={"Retry-After": "1"})


@app.get("/health")
async def health() -> dict[str, str]:
    """Whether this replica can answer. Queue and database do not count: a restart would not bring them back."""
    return {"status": "ok", "replica": settings.REPLICA, "probe": os.environ.get("PROBE", "")}


@app.get("/", include_in_schema=False)
async def index() -> Response:
    return page.page()


@app.get("/events")
async def events(request: Request) -> Response:
    """Server-sent events: `hello` with the limits, `state` twice a second, `images` as they change."""
    # nginx would otherwise gather events until they fill a buffer.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    live: Live = request.app.state.live
    return StreamingResponse(live.events(), media_type="text/event-stream", headers=headers)


@app.post("/images", status_code=202)
def upload(
    request: Request,
    files: Annotated[list[UploadFile], File(description="one or more pictures")],
    operations: Annotated[str, Form(description="names, divided by commas; all by default")] = "",
) -> dict[str, object]:
    """Takes pictures in and queues a job for each."""
    names = _operations(operations)
    if len(files) > uploads.MAX_FILES:
        raise HTTPException(413, f"at most {uploads.MAX_FILES} pictures at a time")
    stored: list[tuple[str, str, Path]] = []
    try:
        for file in files:
            image_id = new_id()
            stored.append(
                (image_id, file.filename or "picture", uploads.store(image_id, file.filename or "picture", file.file))
            )
        return _queue(request, [(image, name, str(path)) for image, name, path in stored], names)
    except HTTPException:
        # All or nothing: the client is told of one refusal and sends the rest again.
        for _, _, path in stored:
            path.unlink(missing_ok=True)
        raise


@app.post("/samples", status_code=202)
def samples(
    request: Request, count: Annotated[int, Query(ge=1, le=10_000)] = 10, operations: str = ""
) -> dict[str, object]:
    """Queues jobs for the bundled pictures, in turn."""
    pictures = sorted(settings.INPUTS_DIR.glob("*.jpg"))
    if not pictures:
        raise HTTPException(503, f"there are no pictures in {settings.INPUTS_DIR}")
    chosen = [pictures[index % len(pictures)] for index in range(count)]
    return _queue(request, [(new_id(), path.name, str(path)) for path in chosen], _operations(operations))


@app.get("/images")
def images(
    request: Request,
    count: Annotated[int, Query(ge=1, le=1000)] = 50,
    ids: Annotated[str, Query(description="just these, divided by commas; at most 200")] = "",
) -> dict[str, object]:
    """The newest images, or some by their ids."""
    wanted = [text for text in ids.split(",") if text]
    if len(wanted) > 200:
        raise HTTPException(422, f"at most 200 ids at a time, got {len(wanted)}")
    found = _database(request).images(wanted) if wanted else _database(request).newest(count)
    return {"images": [shown(image) for image in found]}


@app.get("/images/{image_id}")
def image(request: Request, image_id: str) -> dict[str, object]:
    """One image and what came of it."""
    return {**shown(_found(request, image_id)), "replica": settings.REPLICA}


@app.get("/images/{image_id}/original")
def original(request: Request, image_id: str) -> Response:
    """The picture as it came in."""
    return _file(Path(_found(request, image_id).path))


@app.get("/results/{image_id}/{name}")
def result(image_id: str, name: str) -> Response:
    """A picture that a worker made."""
    operation = name.removesuffix(".jpg")
    if unknown([operation]) or not image_id.isalnum():
        raise HTTPException(404, "no such result")
    return _file(settings.RESULTS_DIR / image_id / f"{operation}.jpg")


@app.get("/stats")
def stats(request: Request) -> dict[str, object]:
    """Queue, workers and throughput as they are now."""
    queue: Queue = request.app.state.queue
    return {"replica": settings.REPLICA, **queue.stats(), **_database(request).summary()}


@app.get("/dead")
def dead(request: Request) -> dict[str, object]:
    """The newest jobs that could not be done, with their errors."""
    queue: Queue = request.app.state.queue
    return {"dead": queue.dead_letters()}


def _queue(request: Request, chosen: list[tuple[str, str, str]], names: list[str]) -> dict[str, object]:
    jobs = [Job(id=new_id(), image=image_id, path=path, operations=tuple(names)) for image_id, _, path in chosen]
    rows = [(job.image, job.id, name, job.path, names) for job, (_, name, _) in zip(jobs, chosen, strict=True)]
    # Noted first: what is noted and not queued is found and queued by the collector, the reverse would be lost.
    _database(request).add(rows)
    request.app.state.queue.enqueue(jobs)
    listed = [
        {"id": job.image, "name": row[2], "url": f"/images/{job.image}"} for job, row in zip(jobs, rows, strict=True)
    ]
    return {"replica": settings.REPLICA, "images": listed}


def _operations(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()] or list(OPERATIONS)
    wrong = unknown(names)
    if wrong:
        raise HTTPException(422, f"no such operation: {', '.join(wrong)}; there are {', '.join(OPERATIONS)}")
    return list(dict.fromkeys(names))


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _found(request: Request, image_id: str) -> Image:
    found = _database(request).image(image_id)
    if found is None:
        raise HTTPException(404, "no such image")
    return found


def _file(path: Path) -> Response:
    if not path.is_file():
        raise HTTPException(404, "no such file")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # A result never changes under its name.
    return FileResponse(path, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})
