package io.segue.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of each; {@code bin/soak cluster} goes on for longer. */
class LostMemberIT {
    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_is_counted_once_by_all_when_a_member_is_lost_and_another_comes() throws Exception {
        var jar = Path.of("target", "segue.jar").toAbsolutePath();

        assertThat(LostMember.run(jar, directory, 5, 42)).isEmpty();
    }
}
