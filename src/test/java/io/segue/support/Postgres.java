package io.segue.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server on loopback with data of its own, from the programs that are installed. As root its processes run as the user
 * {@code postgres}, since the server refuses to run as root.
 */
public final class Postgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String OWNER = "segue";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private static final class Shared {
        static final Postgres SERVER = start();
    }

    private final Path programs = programs();
    private final Path directory;
    private final int port;
    private Process process;

    private Postgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** The one that all tests of this process share, each with a database of its own; it ends with the process. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** A server to do as one likes with; it ends with the process at the latest. */
    public static Postgres start() {
        try {
            var directory = Files.createTempDirectory("segue-postgres");
            // the server's user must come through to what belongs to it
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            int port;
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var server = new Postgres(directory, port);
            server.run("initdb", "-D", server.data(), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.begin();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** Starts the server, on the data that it left. */
    public void begin() {
        try {
            process = process(
                            "postgres",
                            "-D",
                            data(),
                            "-p",
                            String.valueOf(port),
                            "-k",
                            directory.toString(),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "max_connections=200")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
            awaitAnswer();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (var connection = DriverManager.getConnection(url("postgres"))) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end || !process.isAlive())
                    throw new IllegalStateException("PostgreSQL did not start, see " + directory, notYet);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes an empty database of that name, and tells its address; one that is there already stays as it is. */
    public String database(String name) {
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement();
                var there = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            there.setString(1, name);
            if (!there.executeQuery().next()) statement.execute("CREATE DATABASE \"" + name + "\"");
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException("database %s could not be made".formatted(name), e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, OWNER);
    }

    public int port() {
        return port;
    }

    /** Ends it at once, as a crash would; what it committed is there when it begins again. */
    public void crash() {
        // the first process sees to it that the others end too
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    /** Where it keeps its data, for a disk of its own. */
    public Path directory() {
        return directory;
    }

    private void run(String program, String... arguments) {
        try {
            var running = process(program, arguments).redirectErrorStream(true).start();
            var told = new String(running.getInputStream().readAllBytes());
            if (running.waitFor() != 0) throw new IllegalStateException(program + ": " + told);
        } catch (IOException e) {
            throw new IllegalStateException(program + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder process(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (ROOT) command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    /** Debian keeps those of each version in a directory of its own, and not on the path. */
    private static Path programs() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL is not installed below /usr/lib/postgresql", e);
        }
    }

    @Override
    public void close() {
        if (process == null) return;
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
            new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
        } catch (IOException e) {
            // what is left lies among the temporary files
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
