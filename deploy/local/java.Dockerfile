# A Java 25 runtime on Debian; its context is the folder that jlink made. See images.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
COPY . /opt/java/
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:$PATH
