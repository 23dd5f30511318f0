# Debian's HAProxy. See images.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
RUN apt-get -qq update && \
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends haproxy && \
    rm -rf /var/lib/apt/lists/*
USER haproxy
STOPSIGNAL SIGUSR1
CMD ["haproxy"]
