package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.segue.support.Http;
import io.segue.support.PackagedSegue;
import io.segue.support.RunningSegue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An analyst's day on real users: download, edit with another library, send, rehearse, publish, look, roll back. */
class RoundTripIT {
    private static final Path EVENTS = Path.of("../shared/data/fcc-chat/events.ndjson.gz");
    private static final String AS_OF = "2016-12-25T00:00:00Z";
    private static final String EDIT = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            book["Lifecycle"]["B11"] = 25
            cases = book["Cases"]
            heads = {cell.value: cell.column for cell in cases[1]}
            idle, expect = heads["daysSinceLastActive"], heads["Expect"]
            for row in cases.iter_rows(min_row=2):
                name = row[0].value
                if name == "churned: on the line": cases.cell(row[0].row, idle).value = 25
                if name == "churned: just off on Days idle": cases.cell(row[0].row, idle).value = 24
                if name == "power: just off on Days since signup": cases.cell(row[0].row, expect).value = "churned"
            book.save(sys.argv[1])
            """;

    @TempDir
    Path directory;

    @Test
    void a_threshold_is_changed_for_thousands_of_users_and_back() throws Exception {
        assumeThat(EVENTS).exists();
        var jar = Path.of("target", "segue.jar").toAbsolutePath();
        try (var segue =
                PackagedSegue.start(jar, directory.resolve("segue"), "1g", "segue.security.requests-per-second=0")) {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "load",
                    EVENTS.toString(),
                    "--url=http://127.0.0.1:" + segue.port(),
                    "--write-key=" + RunningSegue.WRITE_KEY,
                    "--admin-key=" + RunningSegue.ADMIN_KEY,
                    "--refresh=" + AS_OF);
            var http = new Http(segue.port());
            var analysts = new Analysts(http);
            var before = analysts.live();

            var workbook = directory.resolve("lifecycle.xlsx");
            Files.write(workbook, analysts.workbook("lifecycle"));
            run("/usr/bin/python3", "-c", EDIT, workbook.toString());
            var draft = analysts.draft("lifecycle", Files.readAllBytes(workbook));

            var report = rehearse(http, draft);
            assertThat(report.get("users").asInt()).isGreaterThan(7_000);
            var moved = lifecycle(report);
            var user = moved.at("/samples/0/userId").asString();
            var path = "/v1/users/%s/decision?asOf=%s".formatted(RunningSegue.encoded(user), AS_OF);
            var decided = http.get(path);
            assertThat(moved.get("users").asInt()).isPositive();
            assertThat(moved.at("/samples/0/from")).isEqualTo(decided.at("/segments/lifecycle"));

            var version = analysts.published("gone after 25 days", draft)
                    .get("version")
                    .asString();
            var now = http.get(path);
            assertThat(now.at("/segments/lifecycle").asString()).isEqualTo("CHURNED");
            var why = new ArrayList<String>();
            for (var reason : now.get("why"))
                if (reason.get("decision").asString().equals("segments.lifecycle")) why.add(reason.toString());
            assertThat(why).singleElement().asString().contains("lifecycle.xlsx", "\"row\":11", "idleDays");
            assertThat(http.get(path + "&knowledge=" + before)).isEqualTo(decided);

            assertThat(analysts.rollBack(before).statusCode()).isEqualTo(200);
            assertThat(http.get(path)).isEqualTo(decided);
            assertThat(http.get(path + "&knowledge=" + version)).isEqualTo(now);
        }
    }

    private static JsonNode rehearse(Http http, String draft) {
        var path = "/v1/drafts/" + draft + "/rehearsal";
        var started = http.send("POST", path, RunningSegue.ADMIN_KEY, "{\"asOf\":\"%s\"}".formatted(AS_OF));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> http.get(path).get("state").asString(), "DONE"::equals);
        return http.get(path).get("report");
    }

    private static JsonNode lifecycle(JsonNode report) {
        for (var change : report.get("decisions"))
            if (change.get("decision").asString().equals("segments.lifecycle")) return change;
        throw new AssertionError("the report says nothing of lifecycle");
    }

    private void run(String... command) throws Exception {
        var log = Files.createTempFile(directory, "run", ".log");
        var process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
