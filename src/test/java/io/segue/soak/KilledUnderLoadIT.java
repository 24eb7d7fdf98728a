package io.segue.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kill; {@code bin/soak kill} does many. */
class KilledUnderLoadIT {
    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_before_a_kill_is_counted_once_after_it() throws Exception {
        var jar = Path.of("target", "segue.jar").toAbsolutePath();

        assertThat(KillsUnderLoad.run(jar, directory, 1, false, 42)).isEmpty();
    }
}
