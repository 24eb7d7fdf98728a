package io.segue.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Fills the disk that a SQLite journal is on, makes room, fills it again, and kills and starts the process on the full disk. */
final class FullDisk {
    private static final int DISK_MB = 64;
    private static final int BALLAST_MB = 12;
    private static final Duration FULL_FOR = Duration.ofSeconds(10);
    private static final Duration MOST_TO_FILL = Duration.ofMinutes(10);
    private static final Duration MOST_TO_RECOVER = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final int PADDING = 1000;

    private FullDisk() {}

    /** Thrown when this machine does not let disks be mounted. */
    static final class NoDisk extends Exception {
        private static final long serialVersionUID = 1L;

        NoDisk(String told) {
            super(told);
        }
    }

    /** What went wrong; empty when nothing did. */
    static List<String> run(Path jar, Path directory, long seed) throws Exception {
        var data = Files.createDirectories(directory.resolve("member-1").resolve("data"));
        mount(data);
        try {
            return onIt(jar, directory, data, seed);
        } finally {
            command("umount", "-l", data.toString());
        }
    }

    private static void mount(Path at) throws Exception {
        var told = command("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "tmpfs", at.toString());
        if (!told.isEmpty()) throw new NoDisk(told);
    }

    /** What it said, empty when it succeeded silently. */
    private static String command(String... command) throws Exception {
        var running = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(running.getInputStream().readAllBytes()).strip();
        return running.waitFor() == 0 ? "" : told + ", status " + running.waitFor();
    }

    private static List<String> onIt(Path jar, Path directory, Path data, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(100, 10, PADDING);
        var first = ballast(data.resolve("ballast-1"));
        var second = ballast(data.resolve("ballast-2"));
        try (var cluster = Cluster.alone(jar, directory)) {
            var load = Load.begin(cluster, book, wrong, seed, 4, 2, 60, "filling");
            var member = cluster.members().get(0);
            awaitFull(load, wrong);
            load.part("full");
            if (Cluster.seen(member) > 0) wrong.add("it is ready though the disk is full");
            Thread.sleep(FULL_FOR.toMillis());
            load.part("room");
            Files.delete(first);
            System.out.printf("room made: events acknowledged again after %.1f s%n", recovery(load, wrong));
            cluster.awaitMembers(1, MOST_TO_RECOVER);
            awaitFull(load, wrong);
            load.part("restart");
            cluster.kill(member);
            boolean started = startsFull(cluster, wrong);
            Thread.sleep(AFTER.toMillis());
            Files.delete(second);
            load.part("room again");
            if (!started) cluster.start(1);
            System.out.printf("room made again: events acknowledged again after %.1f s%n", recovery(load, wrong));
            // before what is sent fills this room, too
            load.stop();
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }

    private static Path ballast(Path file) throws IOException {
        return Files.write(file, new byte[BALLAST_MB << 20]);
    }

    /** Until nothing was acknowledged for a while. */
    private static void awaitFull(Load load, Wrong wrong) throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - load.lastAcknowledged() < FULL_FOR.toNanos()) {
            if (System.nanoTime() - begin > MOST_TO_FILL.toNanos()) {
                wrong.add("the disk was not full after %s", MOST_TO_FILL);
                return;
            }
            Thread.sleep(100);
        }
    }

    private static double recovery(Load load, Wrong wrong) throws InterruptedException {
        long begin = System.nanoTime();
        while (load.lastAcknowledged() < begin) {
            if (System.nanoTime() - begin > MOST_TO_RECOVER.toNanos()) {
                wrong.add("no events were acknowledged within %s after there was room", MOST_TO_RECOVER);
                return MOST_TO_RECOVER.toSeconds();
            }
            Thread.sleep(20);
        }
        return (load.lastAcknowledged() - begin) / 1e9;
    }

    /** Whether it starts on the full disk; when it does not, it must say that there is no room. */
    private static boolean startsFull(Cluster cluster, Wrong wrong) throws Exception {
        try {
            cluster.startUnready(1);
            System.out.println("killed: it starts on the full disk");
            return true;
        } catch (IllegalStateException e) {
            var told = String.valueOf(e.getMessage());
            System.out.println("killed: it does not start on the full disk, and says:");
            told.lines()
                    .filter(line -> line.matches("(?i).*(full|no space|disk).*"))
                    .limit(5)
                    .forEach(System.out::println);
            if (!told.matches("(?is).*(disk is full|no space left|disk full).*"))
                wrong.add("it does not say that the disk is full: %s", told);
            return false;
        }
    }
}
