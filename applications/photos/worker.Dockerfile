# The virtual environment is made where compilers could be, and only it goes on.
FROM python:3.13-slim AS builder
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY worker/requirements.txt /tmp/requirements.txt
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --no-compile --require-hashes --requirement /tmp/requirements.txt

FROM python:3.13-slim AS runtime
LABEL org.opencontainers.image.title="photos/worker" \
      org.opencontainers.image.description="Makes pictures of pictures"
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# A volume that is mounted here takes over the owner of the folder.
RUN install -d -o 10001 -g 10001 /results
COPY --from=builder /venv /venv
COPY common/photos_common /app/photos_common
COPY worker/photos_worker /app/photos_worker
RUN python -m compileall -q /app /venv/lib
WORKDIR /app
USER 10001:10001
CMD ["python", "-m", "photos_worker"]
