package io.segue.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides, as files: {@code decision-tables/*.xlsx}, {@code rules/**.drl} with their {@code .cases.yaml}, and {@code rules/data-rights.yaml}, by
 * their path with forward slashes.
 * An immutable copy; what happens to the directory afterwards changes nothing here.
 */
public final class KnowledgeFiles {
    /** Says which attributes may not be used, and what needs consent. */
    public static final String DATA_RIGHTS = "rules/data-rights.yaml";

    /** How the files end that hold the examples of a rule file, which lies beside them. */
    public static final String CASES = ".cases.yaml";

    /** Where workbooks lie. */
    public static final String TABLES = "decision-tables/";

    private static final String WORKBOOK = ".xlsx";

    private final SortedMap<String, byte[]> contents;

    public KnowledgeFiles(Map<String, byte[]> contents) {
        this.contents = new TreeMap<>(contents);
    }

    /**
     * Reads the folders {@code rules} and {@code decision-tables} of a directory.
     *
     * @throws UncheckedIOException when one is missing or can't be read
     */
    public static KnowledgeFiles under(Path directory) {
        var contents = new TreeMap<String, byte[]>();
        for (var folder : new String[] {"rules", "decision-tables"}) {
            try (var files = Files.walk(directory.resolve(folder))) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator)
                    if (isKnowledge(file.getFileName().toString()))
                        contents.put(
                                directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "can't read %s of the knowledge directory %s".formatted(folder, directory.toAbsolutePath()), e);
            }
        }
        return new KnowledgeFiles(contents);
    }

    /** Whether a file of that name decides anything; editors leave others beside it while a workbook is open. */
    public static boolean isKnowledge(String fileName) {
        return !fileName.startsWith("~$")
                && !fileName.startsWith(".")
                && (fileName.endsWith(".xlsx")
                        || fileName.endsWith(".drl")
                        || fileName.endsWith(CASES)
                        || DATA_RIGHTS.endsWith("/" + fileName));
    }

    /** Where the workbook of a table lies, {@code decision-tables/lifecycle.xlsx} for {@code lifecycle}. */
    public static String pathOf(String table) {
        return TABLES + table + WORKBOOK;
    }

    /** The table whose workbook lies there; see {@link #pathOf}. */
    public static String tableOf(String path) {
        return path.substring(TABLES.length(), path.length() - WORKBOOK.length());
    }

    /** Workbooks by their path, ascending. */
    public SortedMap<String, byte[]> workbooks() {
        return matching(TABLES, WORKBOOK);
    }

    /** The same with that file in place of the one of its path, if there is one. */
    public KnowledgeFiles with(String path, byte[] content) {
        var changed = new TreeMap<>(contents);
        changed.put(path, content);
        return new KnowledgeFiles(changed);
    }

    /** Names this content: the first 12 hex digits of a SHA-256 over all paths and bytes. */
    public String version() {
        return version("");
    }

    /** The same over the files whose path begins so. */
    public String version(String prefix) {
        var digest = sha256();
        matching(prefix, "").forEach((path, bytes) -> {
            digest.update((path + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /** What each file holds: path to the SHA-256 of its content, in hexadecimal. */
    public SortedMap<String, String> hashes() {
        var hashes = new TreeMap<String, String>();
        contents.forEach((path, content) -> hashes.put(path, hash(content)));
        return hashes;
    }

    /** The SHA-256 of a content, in hexadecimal. */
    public static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Path to content, for the paths that begin and end so, ascending. */
    public SortedMap<String, byte[]> matching(String prefix, String suffix) {
        var found = new TreeMap<String, byte[]>();
        contents.forEach((path, bytes) -> {
            if (path.startsWith(prefix) && path.endsWith(suffix)) found.put(path, bytes);
        });
        return found;
    }

    /** What the file of that path holds, as text in UTF-8. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(contents.get(path)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Reads {@code decision-tables/NAME}; a missing one is reported. */
    public Optional<Workbook> workbook(String name, Problems problems) {
        var content = contents.get(TABLES + name);
        if (content == null) {
            problems.add(name, "is missing from decision-tables");
            return Optional.empty();
        }
        return Optional.of(Workbook.read(name, content, problems));
    }
}
