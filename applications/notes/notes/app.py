"""The routes of the service."""

import datetime
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import psycopg
import psycopg_pool
from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from service_common import settings
from service_common.asgi import Observed

from notes.database import Note, Notes, connection_pool

pool = connection_pool()
notes = Notes(pool)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    pool.open()
    yield
    pool.close()


app = FastAPI(title="notes", lifespan=lifespan)
app.add_middleware(Observed)


class Content(BaseModel):
    """What a user says of a note."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: Annotated[str, Field(min_length=1, max_length=200)]
    text: Annotated[str, Field(max_length=100_000)] = ""


class Answer(BaseModel):
    """A note."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    title: str
    text: str
    created: datetime.datetime
    updated: datetime.datetime


@app.exception_handler(psycopg.OperationalError)
@app.exception_handler(psycopg_pool.PoolTimeout)
async def without_database(_: Request, error: Exception) -> JSONResponse:
    """Users are told to come again; the log has the reason."""
    del error
    return JSONResponse({"detail": "the database does not answer"}, 503, {"Retry-After": "2"})


@app.get("/health")
def health() -> dict[str, str]:
    """Of this replica alone: a replica that waits for its database is in order, and a restart would not mend it."""
    return {"status": "ok", "replica": settings.REPLICA, "probe": os.environ.get("PROBE", "")}


@app.get("/ready")
def ready() -> dict[str, str]:
    """Whether the database answers too."""
    notes.ping()
    return {"status": "ok"}


@app.get("/notes")
def list_notes(limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[Answer]:
    return [Answer.model_validate(note) for note in notes.list(limit)]


@app.post("/notes", status_code=201)
def create_note(content: Content, response: Response) -> Answer:
    note = notes.put(uuid.uuid4(), content.title, content.text)
    response.headers["Location"] = f"/notes/{note.id}"
    return Answer.model_validate(note)


@app.get("/notes/{note}")
def read_note(note: uuid.UUID) -> Answer:
    return Answer.model_validate(_found(notes.get(note), note))


@app.put("/notes/{note}")
def write_note(note: uuid.UUID, content: Content) -> Answer:
    return Answer.model_validate(notes.put(note, content.title, content.text))


@app.delete("/notes/{note}", status_code=204)
def delete_note(note: uuid.UUID) -> None:
    if not notes.delete(note):
        raise HTTPException(404, f"there is no note {note}")


def _found(found: Note | None, note: uuid.UUID) -> Note:
    if found is None:
        raise HTTPException(404, f"there is no note {note}")
    return found
