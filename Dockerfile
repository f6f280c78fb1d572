# One image per service: docker build --build-arg MODULE=order-service -t mi-cms/order-service .
FROM maven:3.9-eclipse-temurin-25 AS build
ARG MODULE
# Node builds the UI that the gateway serves.
COPY --from=node:22-slim /usr/local /usr/local
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -pl ${MODULE} -am package -DskipTests -Dspotless.check.skip \
 && java -Djarmode=tools -jar ${MODULE}/target/${MODULE}-0.1.0-SNAPSHOT.jar extract --destination /app \
 && mv /app/${MODULE}-0.1.0-SNAPSHOT.jar /app/service.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 mi-cms
USER 10001
WORKDIR /app
COPY --from=build /app .
ENV MICMS_BIND_ADDRESS=0.0.0.0
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "service.jar"]
