package io.segue.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.RecordKey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int ID_LENGTH = 36;

    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_is_there_after_the_process_was_killed() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int kill = 0; kill < 2; kill++) acknowledged.addAll(writeUntilKilled());

        try (var open = new OpenJournal(directory)) {
            var key = RecordKey.user("u");
            var kept = new HashSet<String>();
            for (var entry : open.journal.read(List.of(key), null).get(key).entries())
                kept.add(entry.event().messageId());
            assertThat(acknowledged).hasSizeGreaterThan(1000);
            assertThat(kept).containsAll(acknowledged);
            assertThat(open.journal.count()).isEqualTo(kept.size());
        }
    }

    private List<String> writeUntilKilled() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ids = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                // the log goes to the same stream, and the last line may be cut off
                if (line.length() == ID_LENGTH && line.indexOf(' ') < 0) ids.add(line);
                // the handle's kill leaves the pipe open: what was printed before is still to be read
                if (ids.size() == 1000) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }
}
