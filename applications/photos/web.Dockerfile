# The virtual environment is made where compilers could be, and only it goes on.
FROM python:3.13-slim AS builder
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY web/requirements.txt /tmp/requirements.txt
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --no-compile --require-hashes --requirement /tmp/requirements.txt

FROM python:3.13-slim AS runtime
LABEL org.opencontainers.image.title="photos/web" \
      org.opencontainers.image.description="Takes pictures, queues jobs, shows results"
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# A volume that is mounted here takes over the owner of the folder.
RUN install -d -o 10001 -g 10001 /results
COPY --from=builder /venv /venv
COPY common/photos_common /app/photos_common
COPY web/photos_web /app/photos_web
RUN python -m compileall -q /app /venv/lib
WORKDIR /app
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "photos_web"]
