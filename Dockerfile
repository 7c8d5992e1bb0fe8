# The service in a container: docs/containers.rst says how it is built and run.

# What builds stays in this stage: pip, Sphinx and the checkout.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# The dependencies first: they change less often than the program, and are then built no second time.
COPY requirements-build.lock requirements-server.lock ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --require-hashes -r requirements-build.lock \
    && /opt/build/bin/pip wheel --require-hashes --no-build-isolation -w /opt/wheels -r requirements-server.lock
COPY . .
# The commit that is built: what was copied is not a repository, so git cannot tell.
ARG SOURCE_COMMIT=
RUN SOURCE_COMMIT="$SOURCE_COMMIT" /opt/build/bin/pip wheel --no-deps --no-build-isolation -w /opt/wheels . \
    && python -m venv /opt/uwlr \
    && /opt/uwlr/bin/pip install --no-index --no-deps /opt/wheels/*.whl \
    && /opt/uwlr/bin/pip check \
    && /opt/uwlr/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim-bookworm
# pg_dump, by which "uwlr db backup" copies PostgreSQL: not older than the server of compose.yaml.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 uwlr \
    && useradd --system --uid 10001 --gid uwlr --no-create-home --home-dir /var/lib/uwlr \
        --shell /usr/sbin/nologin uwlr \
    && install -d -o uwlr -g uwlr -m 0700 /var/lib/uwlr /var/lib/uwlr-journaal /var/backups/uwlr
COPY --from=build /opt/uwlr /opt/uwlr
# Listens in the network of its containers alone: nothing is published but by the proxy.
ENV PATH=/opt/uwlr/bin:$PATH \
    UWLR_VAR=/var/lib/uwlr \
    UWLR_DOTENV=off \
    UWLR_BIND=0.0.0.0:8080 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /var/lib/uwlr
# By its number, so that whoever starts it can tell that it is not root.
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/health/ready', timeout=8)"]
ENTRYPOINT ["uwlr"]
CMD ["serve"]
