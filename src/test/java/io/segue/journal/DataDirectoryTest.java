package io.segue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@ExtendWith(OutputCaptureExtension.class)
class DataDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void a_directory_that_is_not_there_is_made() {
        try (var data = DataDirectory.open(temp.resolve("a/b"))) {
            assertThat(data.path()).isDirectory().isAbsolute();
        }
    }

    @Test
    void a_directory_is_held_by_one_at_a_time() {
        try (var held = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(temp))
                    .isInstanceOf(DataDirectoryUnusable.class)
                    .hasMessageContaining(held.path().toString())
                    .hasMessageContaining("in use");
        }
        DataDirectory.open(temp).close();
    }

    @Test
    void a_path_that_is_a_file_is_refused_with_its_name() throws Exception {
        var file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(DataDirectoryUnusable.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_start_on_a_held_directory_ends_with_two_sentences_and_no_stack_trace(CapturedOutput output) {
        try (var held = DataDirectory.open(temp)) {
            var app = new SpringApplication(OpensTheDirectory.class);
            app.setWebApplicationType(WebApplicationType.NONE);

            assertThatThrownBy(() -> app.run("--segue.data-dir=" + held.path())).isNotNull();

            assertThat(output)
                    .contains("APPLICATION FAILED TO START")
                    .contains("The data directory %s is in use by another running Segue.".formatted(held.path()))
                    .contains("SEGUE_DATA_DIR=")
                    .doesNotContain("\tat io.segue");
        }
    }

    static class OpensTheDirectory {
        @Bean
        DataDirectory directory(Environment settings) {
            return DataDirectory.open(Path.of(settings.getRequiredProperty("segue.data-dir")));
        }
    }
}
