package io.segue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the build can't say of versions: its patterns take an asterisk in one for any. */
class LibrariesTest {
    private static final Pattern UNFINISHED =
            Pattern.compile("(?i).*[-.](m\\d+|rc-?\\d*|cr\\d+|alpha\\S*|beta\\S*|ea\\S*|snapshot)\\.jar");
    /** For tests alone, and there is no other. */
    private static final Set<String> NOT_SHIPPED = Set.of("opentelemetry-proto");

    @Test
    void nothing_is_used_before_it_is_released() {
        assertThat(jars())
                .hasSizeGreaterThan(50)
                .filteredOn(jar -> UNFINISHED.matcher(jar).matches())
                .allMatch(jar -> NOT_SHIPPED.stream().anyMatch(jar::startsWith));
        assertThat(UNFINISHED.matcher("hazelcast-5.8.0-BETA-1.jar").matches()).isTrue();
        assertThat(UNFINISHED.matcher("spring-core-8.0.0-M2.jar").matches()).isTrue();
    }

    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .toList();
    }
}
