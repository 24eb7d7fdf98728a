package io.segue.profiles.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedMembersTest {
    @TempDir
    Path directory;

    /** As a headless service of Kubernetes has the addresses of all its pods. */
    @Test
    void members_find_each_other_by_a_name_that_has_all_their_addresses() throws Exception {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.2")))
                .as("a second address of this machine, as .ci/run adds it")
                .isNotNull();
        var hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 members.test\n127.0.0.2 members.test\n");
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // names mean what the file says, in a process of its own
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NamedMembers.class.getName(),
                        "members.test",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(told.lines().filter(line -> line.startsWith("members ")))
                .as(told)
                .containsExactly("members 2 2");
    }
}
