# The server with the page. Built by `docker compose build`; docs/OPERATIONS.md says how it is run.

FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
# Node and npm; the image of Rust is based on the same Debian.
COPY --from=node /usr/local/ /usr/local/
WORKDIR /src
COPY . .
RUN cargo xtask spa --release \
    && cargo build --release --locked --package nmrs-api --bin nmrs

FROM debian:bookworm-slim
RUN groupadd --system --gid 10001 nmrs \
    && useradd --system --uid 10001 --gid nmrs --home-dir /var/lib/nmrs --no-create-home nmrs \
    && install --directory --owner nmrs --group nmrs --mode 0700 /var/lib/nmrs
COPY --from=build /src/target/release/nmrs /usr/local/bin/nmrs
COPY --from=build /src/dist /usr/share/nmrs/dist
# The name of the secret's file is no secret.
# hadolint ignore=DL3064
ENV NMRS_DATABASE_URL=sqlite:///var/lib/nmrs/nmrs.db \
    NMRS_SECRET_FILE=/var/lib/nmrs/secret.key \
    NMRS_STATIC_DIR=/usr/share/nmrs/dist \
    NMRS_LISTEN=0.0.0.0:8080
# The root file system may be read-only: only this volume and /tmp are written to.
VOLUME /var/lib/nmrs
USER 10001:10001
EXPOSE 8080
# The image has no HTTP client; bash can open a connection by itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.[01] 200' <&3"]
ENTRYPOINT ["nmrs"]
CMD ["serve"]
