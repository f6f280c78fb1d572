package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came in a record: CloudEvents 1.0 in binary mode (attributes in {@code ce_} headers), in structured mode
 * ({@code application/cloudevents+json}), or bare JSON.
 *
 * @param type the CloudEvents type, if any
 * @param time the CloudEvents time, else the record's timestamp
 */
record Envelope(@Nullable String type, Instant time, JsonNode body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Envelope open(ConsumerRecord<?, byte[]> record) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            throw new InvalidRecord("", "The record has no value; a JSON object is expected.");
        }
        JsonNode json = parse(value);
        Instant received = Instant.ofEpochMilli(record.timestamp());
        if (isStructured(record)) {
            return structured(json, received);
        }
        String time = header(record, "ce_time");
        return new Envelope(header(record, "ce_type"), time == null ? received : time(time), json);
    }

    static boolean isStructured(ConsumerRecord<?, byte[]> record) {
        String contentType = header(record, "content-type");
        return contentType != null && contentType.startsWith("application/cloudevents");
    }

    private static Envelope structured(JsonNode json, Instant received) {
        JsonNode data = json.path("data");
        if (!data.isObject()) {
            throw new InvalidRecord("/data", "A structured CloudEvent carries its content as a JSON object in data.");
        }
        JsonNode type = json.path("type");
        JsonNode time = json.path("time");
        return new Envelope(
                type.isString() ? type.asString() : null, time.isString() ? time(time.asString()) : received, data);
    }

    private static JsonNode parse(byte[] value) {
        JsonNode json;
        try {
            json = JSON.readTree(value);
        } catch (JacksonException e) {
            throw new InvalidRecord(List.of(Fault.inJson(e)));
        } catch (NumberFormatException e) {
            // Jackson lets these through.
            throw new InvalidRecord("", "A number in it is beyond all measure.");
        }
        if (!json.isObject()) {
            throw new InvalidRecord("", "The value is not a JSON object.");
        }
        return json;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidRecord("", "The CloudEvents time '%.40s' is not an RFC 3339 timestamp.".formatted(text));
        }
    }

    private static @Nullable String header(ConsumerRecord<?, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
