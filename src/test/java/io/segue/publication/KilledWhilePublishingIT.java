package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code bin/kill-publish} does many. */
class KilledWhilePublishingIT {
    @TempDir
    Path directory;

    @Test
    void after_a_kill_a_whole_version_is_live() throws Exception {
        var jar = Path.of("target", "segue.jar").toAbsolutePath();

        assertThat(new KillsDuringPublish(jar, directory).run(2, 42)).isEmpty();
    }
}
