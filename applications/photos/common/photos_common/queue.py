"""The reliable queue between web and workers, on a Redis stream with a consumer group.

A stream, and not a list, because Redis then keeps what a list would make us keep ourselves: who holds a job, since
when, and how often it was handed out. A job stays in the group's pending entries until it is acknowledged, so a
worker that dies in the middle loses nothing: after the visibility timeout another one claims it. Every step that
changes more than one thing is a script, hence atomic.
"""

import dataclasses
import json
import time
import uuid
from collections.abc import Iterable, Sequence

import redis

from photos_common import scripts, settings

JOBS = "photos:jobs"
GROUP = "workers"
DELAYED = "photos:delayed"
DEAD = "photos:dead"
RESULTS = "photos:results"
RESULTS_GROUP = "web"
COUNTERS = "photos:counters"
WORKERS = "photos:workers"

# A job's key outlives it this long, so that the same job is not queued twice; seconds.
REMEMBER = 24 * 3600
# Between two attempts: 0.5 s, 1 s, 2 s, ...
BACKOFF = 0.5
# Every worker looks for due and abandoned jobs this often; seconds.
MAINTENANCE_INTERVAL = 1.0


@dataclasses.dataclass(frozen=True)
class Job:
    """One image and the operations that are wanted of it."""

    id: str
    image: str
    path: str
    operations: tuple[str, ...]
    attempt: int = 0

    def encode(self) -> str:
        return json.dumps(dataclasses.asdict(self))

    @staticmethod
    def decode(payload: str) -> "Job":
        fields = json.loads(payload)
        return Job(**{**fields, "operations": tuple(fields["operations"])})


@dataclasses.dataclass(frozen=True)
class Claim:
    """A job in the hands of a worker, and the stream entry that stands for it."""

    entry: str
    job: Job
    # How often the entry was handed out; more than once where a worker before this one died or fell silent.
    deliveries: int = 1


def connect(url: str = settings.REDIS_URL, *, retries: int = 12, timeout: float = 15) -> redis.Redis:
    """A client that reconnects, with growing pauses, while Redis restarts.

    `timeout` is how long an answer may take in seconds; it has to be longer than a claim waits for a job.
    """
    retry = redis.retry.Retry(redis.backoff.ExponentialBackoff(cap=2, base=0.05), retries=retries)
    return redis.Redis.from_url(
        url,
        decode_responses=True,
        retry=retry,
        retry_on_error=[redis.exceptions.BusyLoadingError, redis.exceptions.ConnectionError],
        socket_connect_timeout=2,
        socket_timeout=timeout,
        health_check_interval=10,
    )


class Queue:
    """Jobs in, claims out, each job finished or failed exactly once."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client
        self._enqueue = client.register_script(scripts.ENQUEUE)
        self._due = client.register_script(scripts.MOVE_DUE)
        self._finish = client.register_script(scripts.FINISH)
        self._retry = client.register_script(scripts.RETRY)
        self._bury = client.register_script(scripts.BURY)
        self._extend = client.register_script(scripts.EXTEND)
        self._maintained = 0.0

    def prepare(self) -> None:
        """Creates the consumer groups where they are not there yet."""
        for stream, group in ((JOBS, GROUP), (RESULTS, RESULTS_GROUP)):
            try:
                self._redis.xgroup_create(stream, group, id="0", mkstream=True)
            except redis.exceptions.ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise

    def enqueue(self, jobs: Iterable[Job]) -> int:
        """Queues jobs; one that is known already is left as it is. Returns how many were new."""
        pipeline = self._redis.pipeline(transaction=False)
        for job in jobs:
            self._enqueue(keys=[JOBS, f"photos:job:{job.id}"], args=[job.encode(), REMEMBER], client=pipeline)
        return sum(pipeline.execute())

    def claim(self, worker: str, block: float = 1.0) -> Claim | None:
        """The next job, waiting for one at most `block` seconds."""
        if time.monotonic() - self._maintained >= MAINTENANCE_INTERVAL:
            self._maintained = time.monotonic()
            self._due(keys=[DELAYED, JOBS], args=[time.time()])
            abandoned = self._claim_abandoned(worker)
            if abandoned is not None:
                return abandoned
        answer = self._redis.xreadgroup(GROUP, worker, {JOBS: ">"}, count=1, block=max(1, int(block * 1000)))
        for _, entries in _pairs(answer):
            for entry, fields in entries:
                return Claim(entry, Job.decode(fields["job"]))
        return None

    def _claim_abandoned(self, worker: str) -> Claim | None:
        idle = int(settings.VISIBILITY_TIMEOUT * 1000)
        _, entries, *_ = self._redis.xautoclaim(JOBS, GROUP, worker, min_idle_time=idle, count=1)
        for entry, fields in entries:
            if not fields:
                continue
            job = Job.decode(fields["job"])
            deliveries = self._deliveries(entry)
            if job.attempt + deliveries > settings.MAX_ATTEMPTS:
                self.bury(Claim(entry, job), "every worker that took it died or fell silent", worker)
                continue
            return Claim(entry, job, deliveries)
        return None

    def _deliveries(self, entry: str) -> int:
        pending = self._redis.xpending_range(JOBS, GROUP, min=entry, max=entry, count=1)
        return int(pending[0]["times_delivered"]) if pending else 1

    def extend(self, claim: Claim, worker: str) -> bool:
        """Says that the worker is still at it. False where the job is no longer its own."""
        return bool(self._extend(keys=[JOBS], args=[GROUP, worker, claim.entry]))

    def finish(self, claim: Claim, result: dict[str, object], worker: str) -> bool:
        """Acknowledges a job with its result. False where somebody else has done so before: nothing counts twice."""
        payload = json.dumps({**result, "job": claim.job.id, "image": claim.job.image, "worker": worker})
        keys = [JOBS, RESULTS, COUNTERS, _worker_key(worker)]
        return bool(self._finish(keys=keys, args=[GROUP, claim.entry, payload]))

    def fail(self, claim: Claim, error: str, worker: str, *, retry: bool) -> None:
        """Tries a job again later, or buries it: at once where trying again cannot help."""
        attempt = claim.job.attempt + 1
        if not retry or attempt >= settings.MAX_ATTEMPTS:
            self.bury(claim, error, worker)
            return
        again = dataclasses.replace(claim.job, attempt=attempt)
        due = time.time() + BACKOFF * 2**claim.job.attempt
        self._retry(keys=[JOBS, DELAYED], args=[GROUP, claim.entry, again.encode(), due])

    def bury(self, claim: Claim, error: str, worker: str) -> None:
        """Puts a job on the dead-letter list with its error."""
        job = claim.job
        letter = json.dumps({"job": job.id, "image": job.image, "error": error, "worker": worker, "time": time.time()})
        result = json.dumps({"status": "failed", "job": job.id, "image": job.image, "worker": worker, "error": error})
        keys = [JOBS, RESULTS, COUNTERS, _worker_key(worker), DEAD]
        self._bury(keys=keys, args=[GROUP, claim.entry, letter, result])

    def heartbeat(self, worker: str, current: str | None) -> None:
        """Says that a worker lives, and what it is at."""
        now = time.time()
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.zadd(WORKERS, {worker: now})
        pipeline.zremrangebyscore(WORKERS, "-inf", now - 60)
        pipeline.hset(_worker_key(worker), mapping={"id": worker, "seen": now, "current": current or ""})
        pipeline.expire(_worker_key(worker), 3600)
        pipeline.execute()

    def retire(self, worker: str) -> None:
        """Takes a worker that stops in an orderly way off the list."""
        self._redis.zrem(WORKERS, worker)

    def stats(self) -> dict[str, object]:
        """Lengths, counters and workers as they are now."""
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.xlen(JOBS)
        pipeline.xpending(JOBS, GROUP)
        pipeline.zcard(DELAYED)
        pipeline.llen(DEAD)
        pipeline.hgetall(COUNTERS)
        pipeline.zrange(WORKERS, 0, -1)
        entries, pending, delayed, dead, counters, workers = pipeline.execute()
        return {
            "queued": entries - pending["pending"],
            "processing": pending["pending"],
            "delayed": delayed,
            "dead": dead,
            "done": int(counters.get("done", 0)),
            "failed": int(counters.get("failed", 0)),
            "workers": self._workers(workers),
        }

    def _workers(self, names: Sequence[str]) -> list[dict[str, object]]:
        pipeline = self._redis.pipeline(transaction=False)
        for name in names:
            pipeline.hgetall(_worker_key(name))
        now = time.time()
        return [
            {
                "id": fields["id"],
                "age": round(max(0.0, now - float(fields["seen"])), 1),
                "done": int(fields.get("done", 0)),
                "failed": int(fields.get("failed", 0)),
                "current": fields.get("current") or None,
            }
            for fields in pipeline.execute()
            if "seen" in fields
        ]

    def dead_letters(self, count: int = 100) -> list[dict[str, object]]:
        """The newest dead letters."""
        return [json.loads(letter) for letter in self._redis.lrange(DEAD, 0, count - 1)]

    def read_results(self, consumer: str, block: float) -> list[tuple[str, dict[str, object]]]:
        """Results that nobody has taken yet, or that a consumer took and did not confirm within ten seconds."""
        _, abandoned, *_ = self._redis.xautoclaim(RESULTS, RESULTS_GROUP, consumer, min_idle_time=10_000, count=100)
        answer = self._redis.xreadgroup(
            RESULTS_GROUP, consumer, {RESULTS: ">"}, count=200, block=1 if abandoned else max(1, int(block * 1000))
        )
        fresh = [entry for _, entries in _pairs(answer) for entry in entries]
        return [(entry, json.loads(fields["result"])) for entry, fields in [*abandoned, *fresh] if fields]

    def confirm_results(self, entries: Sequence[str]) -> None:
        """Forgets results that are safely in the database."""
        if entries:
            pipeline = self._redis.pipeline()
            pipeline.xack(RESULTS, RESULTS_GROUP, *entries)
            pipeline.xdel(RESULTS, *entries)
            pipeline.execute()


def new_id() -> str:
    """An id for an image or a job."""
    return uuid.uuid4().hex


def _worker_key(worker: str) -> str:
    return f"photos:worker:{worker}"


def _pairs(answer: object) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """The streams of a read with their entries: a dictionary by protocol 3, a list by protocol 2."""
    if not answer:
        return []
    if isinstance(answer, dict):
        return [(name, [entry for batch in batches for entry in batch]) for name, batches in answer.items()]
    return list(answer)  # type: ignore[call-overload]
