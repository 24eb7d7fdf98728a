package io.segue.metrics;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked cases of a stream of events, where they lie beside the project or where segue.cases says. */
final class StreamCases {
    static final FeatureCatalogue CATALOGUE = new FeatureCatalogue(List.of(
            feature("projects", false, false),
            feature("tasks", false, false),
            feature("calendar", false, false),
            feature("dashboards", false, false),
            feature("templates", false, false),
            feature("comments", true, false),
            feature("sharing", true, false),
            feature("automations", false, true),
            feature("api", false, true),
            feature("integrations", false, true)));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StreamCases() {}

    static Optional<Path> folder() {
        var named = System.getProperty("segue.cases", System.getenv().getOrDefault("SEGUE_CASES", "../shared/cases"));
        var folder = Path.of(named).resolve("stream");
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    static List<Event> events(Path folder) {
        return lines(folder.resolve("events.ndjson")).stream()
                .map(StreamCases::event)
                .toList();
    }

    static List<JsonNode> expected(Path folder) {
        return lines(folder.resolve("expected.ndjson"));
    }

    private static List<JsonNode> lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> (JsonNode) JSON.readTree(line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event event(JsonNode message) {
        var type = EventType.valueOf(message.get("type").asString().toUpperCase(Locale.ROOT));
        var name = text(message, type == EventType.TRACK ? "event" : "name");
        return new Event(
                Objects.requireNonNull(text(message, "messageId")),
                type,
                text(message, "userId"),
                text(message, "anonymousId"),
                text(message, "previousId"),
                text(message, "groupId"),
                name,
                Instant.parse(message.get("timestamp").asString()),
                Instant.parse("2026-07-01T00:00:00Z"),
                fields(message, "properties"),
                fields(message, "traits"));
    }

    private static @Nullable String text(JsonNode message, String field) {
        return message.hasNonNull(field) ? message.get(field).asString() : null;
    }

    private static Map<String, @Nullable Object> fields(JsonNode message, String field) {
        var fields = new HashMap<String, @Nullable Object>();
        if (message.hasNonNull(field))
            message.get(field).properties().forEach(entry -> fields.put(entry.getKey(), value(entry.getValue())));
        return fields;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isArray()) {
            var items = new ArrayList<@Nullable Object>();
            node.forEach(item -> items.add(value(item)));
            return items;
        }
        if (node.isNumber()) return node.numberValue();
        if (node.isBoolean()) return node.asBoolean();
        return node.isNull() ? null : node.asString();
    }

    private static FeatureCatalogue.Feature feature(String key, boolean collaborative, boolean advanced) {
        return new FeatureCatalogue.Feature(key, key, collaborative, advanced, "");
    }
}
