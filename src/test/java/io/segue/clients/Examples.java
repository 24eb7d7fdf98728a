package io.segue.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The code of the clients' page, taken out of it and run as it stands, beside the packages it imports. */
final class Examples {
    private static final Path PAGE = Path.of("src", "docs", "clients.md");
    private static final Path PACKAGES = Path.of("src", "test", "js").toAbsolutePath();
    private static final Path WORK = Path.of("target", "clients").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("<!-- (\\S+) -->\n```\\w+\n(.*?)\n```\n", Pattern.DOTALL);
    private static final int SECONDS = 180;

    private Examples() {}

    /** Every block by the name that stands over it. */
    static Map<String, String> blocks() throws IOException {
        var blocks = new LinkedHashMap<String, String>();
        var found = BLOCK.matcher(Files.readString(PAGE));
        while (found.find()) blocks.put(found.group(1), found.group(2) + "\n");
        return blocks;
    }

    /** How many blocks of code there are, named or not. */
    static long fences() throws IOException {
        return Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("```"))
                        .count()
                / 2;
    }

    /** Writes the blocks and the scripts of the tests into one directory, with the packages of the lock file at hand. */
    static Path laidOut() throws IOException, InterruptedException {
        var installed = PACKAGES.resolve("node_modules/.package-lock.json");
        var lock = PACKAGES.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0)
            run(PACKAGES, Map.of(), "npm", "ci", "--ignore-scripts", "--prefer-offline");
        Files.createDirectories(WORK);
        for (var block : blocks().entrySet()) Files.writeString(WORK.resolve(block.getKey()), block.getValue());
        for (var script : List.of("server-checks.mjs", "web-checks.mjs", "bundle.mjs"))
            Files.writeString(WORK.resolve(script), Files.readString(PACKAGES.resolve(script)));
        var link = WORK.resolve("node_modules");
        if (!Files.exists(link)) Files.createSymbolicLink(link, PACKAGES.resolve("node_modules"));
        return WORK;
    }

    static String node(RunningJar segue, String... script) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script));
        command.add(0, "node");
        return run(laidOut(), segue.environment(), command.toArray(String[]::new));
    }

    /** Runs a single source file with the libraries of the tests. */
    static String java(RunningJar segue, String source) throws IOException, InterruptedException {
        return run(
                laidOut(),
                segue.environment(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source);
    }

    static String shell(RunningJar segue, String script) throws IOException, InterruptedException {
        return run(laidOut(), segue.environment(), "bash", "-e", script);
    }

    /** A module and all it imports as one script for pages. */
    static String bundled(RunningJar segue, String module) throws IOException, InterruptedException {
        var bundle = "bundle-of-" + module;
        node(segue, "bundle.mjs", module, bundle);
        return Files.readString(WORK.resolve(bundle));
    }

    /** What it prints; it must end well. */
    private static String run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("client", ".out");
        var errors = Files.createTempFile("client", ".err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
            process.destroyForcibly().waitFor();
        var printed = Files.readString(output);
        if (process.exitValue() != 0)
            throw new AssertionError(String.join(" ", command) + ": " + printed + Files.readString(errors));
        Files.delete(output);
        Files.delete(errors);
        return printed;
    }
}
