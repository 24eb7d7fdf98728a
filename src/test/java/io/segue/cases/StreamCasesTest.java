package io.segue.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.segue.support.RunningSegue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Events in at the front door, decisions out at the back, at three dates, as the worked cases say; and the same after a restart. */
class StreamCasesTest {
    @TempDir
    private Path directory;

    @Test
    void events_that_come_late_twice_and_anonymous_end_in_the_decisions_of_the_worked_cases() throws IOException {
        assumeThat(WorkedCases.folder().resolve("stream"))
                .as("the worked cases on streams")
                .exists();
        var messages = Files.readAllLines(WorkedCases.folder().resolve("stream/events.ndjson"));
        var rows = WorkedCases.lines("stream/expected.ndjson").toList();
        var byInstant = new LinkedHashMap<Instant, List<JsonNode>>();
        for (var row : rows)
            byInstant
                    .computeIfAbsent(Instant.parse(row.get("asOf").asString()), asOf -> new ArrayList<>())
                    .add(row);
        var wrong = new ArrayList<String>();
        var before = new LinkedHashMap<String, JsonNode>();

        try (var segue = RunningSegue.in(directory)) {
            segue.send(messages);
            byInstant.keySet().forEach(segue::refresh);
            byInstant.forEach((asOf, expected) -> expected.forEach(row -> {
                var answer = segue.decision(row.get("userId").asString(), asOf);
                before.put(asOf + " " + row.get("userId").asString(), answer);
                compare(row, answer)
                        .forEach(difference ->
                                wrong.add(asOf + " " + row.get("userId").asString() + difference));
            }));
        }

        assertThat(rows).isNotEmpty();
        assertThat(wrong).as("of %d rows", rows.size()).isEmpty();
        try (var segue = RunningSegue.in(directory)) {
            before.forEach((key, answer) -> assertThat(segue.decision(
                            key.substring(key.indexOf(' ') + 1), Instant.parse(key.substring(0, key.indexOf(' ')))))
                    .as("%s after a restart", key)
                    .isEqualTo(answer));
        }
    }

    private static List<String> compare(JsonNode row, JsonNode answer) {
        var wrong = new ArrayList<String>();
        for (var part : List.of("traits", "account", "metrics"))
            WorkedCases.differences(row.get(part), answer.get(part))
                    .forEach(difference -> wrong.add("/" + part + difference));
        wrong.addAll(WorkedCases.differences(row.get("expect"), WorkedCases.essence(answer)));
        if (!WorkedCases.texts(row.get("milestones")).equals(WorkedCases.texts(answer.get("milestones"))))
            wrong.add("/milestones: expected %s, was %s".formatted(row.get("milestones"), answer.get("milestones")));
        if (!answer.get("userId").equals(row.get("userId"))) wrong.add("/userId: was " + answer.get("userId"));
        return wrong;
    }
}
