# Debian's PostgreSQL under the variables of the official image. See images.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
RUN apt-get -qq update && \
    mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf && \
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends postgresql-15 && \
    rm -rf /var/lib/apt/lists/* && \
    install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
COPY postgres /usr/local/bin/start-postgres
ENV PATH=/usr/lib/postgresql/15/bin:$PATH LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
USER postgres
EXPOSE 5432
# The official image's: a fast shutdown, which waits for no client.
STOPSIGNAL SIGINT
ENTRYPOINT ["start-postgres"]
CMD ["postgres"]
