# syntax=docker/dockerfile:1
# One image for web and worker. Build: docker compose build. The frontend is built in a stage of its own.
FROM node:24-bookworm-slim AS frontend
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/bildkreis --create-home bildkreis
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BILDKREIS_DATA_DIR=/var/lib/bildkreis
COPY requirements/base.txt requirements/
RUN python -m pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY manage.py ./
COPY config/ config/
COPY assets/ assets/
COPY licensing/ licensing/
COPY api/ api/
COPY --from=frontend /build/dist/ frontend/dist/
RUN BILDKREIS_DATA_DIR=/tmp/build BILDKREIS_STATIC_ROOT=/app/static python manage.py collectstatic --noinput -v 0 && rm -rf /tmp/build
ENV BILDKREIS_STATIC_ROOT=/app/static
USER bildkreis
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "config.wsgi:application"]
