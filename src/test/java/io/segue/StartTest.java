package io.segue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.DataDirectory;
import io.segue.support.EditedKnowledge;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't be: the process ends with 1, says why and what to do, and shows no stack trace. */
class StartTest {
    @TempDir
    private Path directory;

    @Test
    void every_problem_of_the_knowledge_is_told_at_once() throws Exception {
        var knowledge = new EditedKnowledge()
                .set("engagement", "Frequency", "B11", "seven")
                .set("contact-policy", "Contact policy", "E2", 101)
                .put("rules/memberships/power-users.drl", "package memberships rule x when")
                .put("decision-tables/product.xlsx", "no workbook")
                .writeTo(directory.resolve("knowledge"));

        assertThat(refused("--segue.knowledge-dir=" + knowledge))
                .contains(
                        "engagement.xlsx Frequency!B11: \"seven\" can't be read as a number; expected a whole number. Write 7.",
                        "contact-policy.xlsx Contact policy!E2: \"101\" is out of range; expected a number, 0 to 100",
                        "rules/memberships/power-users.drl line 1: ",
                        "product.xlsx: is no .xlsx workbook",
                        "Correct the cells and lines named above");
    }

    @Test
    void problems_of_the_tracking_plan_are_told_with_the_others() throws Exception {
        var knowledge = new EditedKnowledge()
                .set("engagement", "Frequency", "B11", "seven")
                .set("tracking-plan", "Tracking plan", "D2", "often")
                .writeTo(directory.resolve("knowledge"));

        assertThat(refused("--segue.knowledge-dir=" + knowledge))
                .contains("engagement.xlsx Frequency!B11: ", "tracking-plan.xlsx Tracking plan!D2: ");
    }

    @Test
    void a_prohibited_attribute_that_something_reads_is_told_with_the_row() throws Exception {
        var knowledge = new EditedKnowledge().prohibit("country").writeTo(directory.resolve("knowledge"));

        assertThat(refused("--segue.knowledge-dir=" + knowledge))
                .contains("firmographics.xlsx Region!A2: \"firmographics/Region/NORTH_AMERICA\" reads country,"
                        + " which rules/data-rights.yaml line 2 prohibits: said so");
    }

    @Test
    void knowledge_that_does_not_say_what_may_be_used_is_refused() throws Exception {
        var knowledge = new EditedKnowledge().remove("rules/data-rights.yaml").writeTo(directory.resolve("knowledge"));

        assertThat(refused("--segue.knowledge-dir=" + knowledge)).contains("rules/data-rights.yaml: is missing; ");
    }

    /** A stack trace had been all there was to see. */
    @Test
    void a_knowledge_directory_that_is_not_there_is_named() throws Exception {
        assertThat(refused("--segue.knowledge-dir=" + directory.resolve("nowhere")))
                .contains(directory.resolve("nowhere").toString(), "can't read rules of the knowledge directory");
    }

    @Test
    void a_data_directory_that_another_process_holds_is_left_alone() throws Exception {
        var held = directory.resolve("data");
        try (var holder = DataDirectory.open(held)) {
            assertThat(refused("--segue.data-dir=" + held))
                    .contains("The data directory %s is in use by another running Segue.".formatted(holder.path()));
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refused("--server.port=" + taken.getLocalPort()))
                    .contains("Port " + taken.getLocalPort() + " was already in use");
        }
    }

    @Test
    void without_keys_it_listens_on_this_machine_only() throws Exception {
        assertThat(refused("--spring.profiles.active=demo", "--server.address=0.0.0.0"))
                .contains("Without keys the service listens on this machine only");
        assertThat(refused("--segue.open=true", "--server.address=0.0.0.0"))
                .contains("Without keys the service listens on this machine only");
    }

    private String refused(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add"))
                .toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--segue.data-dir=" + directory.resolve("own"),
                "--segue.admin-key=a",
                "--segue.write-key=w"));
        // the last of two arguments of a name would be joined with the first
        for (var argument : arguments) {
            command.removeIf(known -> known.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
            command.add(argument);
        }
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
            var told = Files.readString(output);
            assertThat(process.exitValue()).as(told).isEqualTo(1);
            assertThat(told).doesNotContain("\tat ");
            return told;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
