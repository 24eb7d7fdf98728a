# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -q -B -DskipTests package
# dependencies in layers of their own, so that a new version of Segue ships little
RUN java -Djarmode=tools -jar target/segue.jar extract --layers --destination /layers

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 segue && useradd --uid 10001 --gid segue --no-create-home --shell /usr/sbin/nologin segue \
    && install -d -o segue -g segue /data
WORKDIR /opt/segue
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
# a start reads what an earlier one has loaded and linked, which takes half of its time away
RUN SEGUE_DATA_DIR=/tmp/training SEGUE_ADMIN_KEY=of-the-training SEGUE_WRITE_KEY=of-the-training-too \
    java -XX:AOTCacheOutput=segue.aot -Dspring.context.exit=onRefresh -jar segue.jar \
    && rm -r /tmp/training
USER segue
ENV SEGUE_DATA_DIR=/data \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
VOLUME /data
EXPOSE 8080
# the image has no curl, and bash can ask
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:AOTCache=segue.aot", "-jar", "segue.jar"]
