package io.segue.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Has a linter that others use judge the description of the API. Its rules are in {@code src/test/js/openapi/redocly.yaml}. */
class OpenApiLintTest {
    private static final Path LINTER = Path.of("src/test/js/openapi");

    @TempDir
    private Path directory;

    @Test
    void the_linter_finds_nothing_to_warn_of() throws Exception {
        assumeTrue(System.getenv("CI") != null || hasNode(), "Node is not installed");
        if (!Files.exists(LINTER.resolve("node_modules"))) run("npm", "ci", "--no-audit", "--no-fund");
        try (var segue = RunningSegue.in(directory.resolve("data"))) {
            var document = directory.resolve("openapi.json");
            Files.writeString(document, Described.by(new Http(segue)).document().toString());

            var found = JsonMapper.shared()
                    .readTree(run(
                            "npx",
                            "--no-install",
                            "redocly",
                            "lint",
                            "--config",
                            "redocly.yaml",
                            "--format",
                            "json",
                            document.toString()));

            assertThat(found.get("problems")).as(found.toPrettyString()).isEmpty();
            assertThat(found.get("totals").get("ignored").asInt()).isZero();
        }
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("npx", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.MINUTES);
        } catch (IOException e) {
            return false;
        }
    }

    private String run(String... command) throws Exception {
        var output = directory.resolve("output");
        var errors = directory.resolve("errors");
        var process = new ProcessBuilder(List.of(command))
                .directory(LINTER.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        process.environment().put("REDOCLY_TELEMETRY", "off");
        process.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        var running = process.start();
        assertThat(running.waitFor(5, TimeUnit.MINUTES)).isTrue();
        var told = Files.readString(output);
        // the linter ends with 1 when it finds something, and tells what in its output
        assertThat(told).as(Files.readString(errors)).isNotBlank();
        return told;
    }
}
