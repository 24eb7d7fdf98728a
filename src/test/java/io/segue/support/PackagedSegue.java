package io.segue.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar in a process of its own, as it is operated, looked at from outside. */
public final class PackagedSegue implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Pattern COLLECTED = Pattern.compile(" (\\d+)M->\\d+M\\(\\d+M\\)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static final Place HERE = new Place(List.of(), "127.0.0.1");

    private final Process process;
    private final Path directory;
    private final String address;
    private final int port;

    private PackagedSegue(Process process, Path directory, String address, int port) {
        this.process = process;
        this.directory = directory;
        this.address = address;
        this.port = port;
    }

    /**
     * Where it runs.
     *
     * @param command what its command begins with, such as that of a network namespace; empty for none
     * @param address on which it listens
     */
    public record Place(List<String> command, String address) {}

    /**
     * Starts it and waits until it is ready.
     *
     * @param jar       what {@code bin/jar} prints
     * @param directory holds its data and its log
     * @param heap      as in {@code -Xmx}
     */
    public static PackagedSegue start(Path jar, Path directory, String heap, String... properties) throws Exception {
        return start(HERE, jar, directory, heap, properties);
    }

    /** The same somewhere else. */
    public static PackagedSegue start(Place place, Path jar, Path directory, String heap, String... properties)
            throws Exception {
        var started = launch(place, jar, directory, heap, properties);
        started.await("readiness");
        return started;
    }

    /** Starts it and waits until it answers, ready or not. */
    public static PackagedSegue startUnready(Path jar, Path directory, String heap, String... properties)
            throws Exception {
        var started = launch(HERE, jar, directory, heap, properties);
        started.await("liveness");
        return started;
    }

    private static PackagedSegue launch(Place place, Path jar, Path directory, String heap, String... properties)
            throws IOException {
        int port = freePort();
        Files.createDirectories(directory);
        var command = new ArrayList<>(place.command());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + directory.resolve("gc.log"),
                "-jar",
                jar.toString(),
                "--server.address=" + place.address(),
                "--server.port=" + port,
                "--segue.data-dir=" + directory.resolve("data"),
                "--segue.admin-key=" + RunningSegue.ADMIN_KEY,
                "--segue.write-key=" + RunningSegue.WRITE_KEY));
        Arrays.stream(properties).map(property -> "--" + property).forEach(command::add);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var started = new PackagedSegue(process, directory, place.address(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return started;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await(String probe) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) throw new IllegalStateException("it ended by itself:\n" + log());
            try (var wire = new Wire(address, port, Duration.ofSeconds(2))) {
                wire.send("GET /actuator/health/%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(probe)
                        .getBytes(StandardCharsets.US_ASCII));
                var answer = wire.read(false, Duration.ofSeconds(5));
                if (answer.isPresent() && answer.get().status() == 200) return;
            } catch (IOException notYet) {
                // asked again below
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("its %s was not reached within %s:\n%s".formatted(probe, START, log()));
    }

    public int port() {
        return port;
    }

    /** The address on which it listens. */
    public String address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it wrote. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("log"), StandardCharsets.ISO_8859_1);
    }

    /** Bytes of heap that are in use after everything unused was collected. */
    public long heapInUse() throws Exception {
        jcmd("GC.run");
        return heap();
    }

    /** Bytes of heap in use, unused objects among them. */
    public long heap() throws Exception {
        // one line a generation, or one for all, depending on the collector
        return jcmd("GC.heap_info")
                        .lines()
                        .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                        .map(USED::matcher)
                        .filter(Matcher::find)
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                * 1024;
    }

    /** Bytes of heap in use when it was fullest, as its collections saw it. */
    public long mostHeap() throws IOException {
        return Files.readString(directory.resolve("gc.log"))
                .lines()
                .map(COLLECTED::matcher)
                .filter(Matcher::find)
                .mapToLong(collected -> Long.parseLong(collected.group(1)) << 20)
                .max()
                .orElse(0);
    }

    /** Bytes of classes and what the virtual machine keeps of them. */
    public long metaspace() throws Exception {
        return jcmd("GC.heap_info")
                        .lines()
                        .filter(line -> line.contains("Metaspace"))
                        .map(USED::matcher)
                        .filter(Matcher::find)
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                * 1024;
    }

    public long threads() throws IOException {
        return count("task");
    }

    /** Open files and sockets. */
    public long handles() throws IOException {
        return count("fd");
    }

    private long count(String what) throws IOException {
        try (var entries = Files.list(Path.of("/proc", String.valueOf(process.pid()), what))) {
            return entries.count();
        }
    }

    private String jcmd(String command) throws Exception {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        var told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return told;
    }

    /** Where it keeps its data. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Has it stand still, as a machine does that is moved or swaps. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    /** Has it go on after it stood still. */
    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (status != 0) throw new IllegalStateException("no %s for process %d".formatted(name, process.pid()));
    }

    /** Ends it as a crash would, with SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as operators do. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
