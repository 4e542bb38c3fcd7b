# Builds and previews a site whose folder is mounted at /site:
#
#     docker run --rm --init --user "$(id -u):$(id -g)" --volume "$PWD:/site" sapar build
#     docker run --rm --init --publish 127.0.0.1:1111:1111 --volume "$PWD:/site" sapar serve --host 0.0.0.0

FROM rust:1.95-slim-bookworm AS build
WORKDIR /sapar
COPY . .
# The caches keep compiled dependencies between builds. They are no part of the image, so the program is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/sapar/target \
    cargo build --locked --profile dist --bin sapar \
    && cp target/dist/sapar /usr/local/bin/sapar

# glibc, certificates and time zones, without a shell. The programs that `--since` (git), `--external` (curl) and some targets for deploying
# call are not in it.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /usr/local/bin/sapar /usr/local/bin/sapar
COPY --from=build /sapar/LICENSE-APACHE /sapar/LICENSE-MIT /usr/share/doc/sapar/
WORKDIR /site
EXPOSE 1111
# The user `nonroot`.
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/sapar"]
CMD ["--help"]
