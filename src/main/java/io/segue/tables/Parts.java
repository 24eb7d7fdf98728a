package io.segue.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files inside a workbook, unpacked within limits. Counting comes before keeping: what a few kilobytes unpack to may be more
 * than the memory of the machine.
 */
final class Parts {
    /** Larger files are no decision tables: 2 MB. */
    static final int MAX_BYTES = 2 << 20;

    private static final int MAX_ENTRIES = 500;
    private static final int MAX_UNPACKED_BYTES = 16 << 20;

    /** Every element of XML begins with one; 100,000 cells with their values have at most six each. */
    private static final int MAX_MARKS = 800_000;

    private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int SHORTEST_END = 22;

    private final Map<String, byte[]> contents = new HashMap<>();
    private int unpacked;
    private int marks;

    private Parts() {}

    /** @throws Unreadable when it is no zip that a workbook could be, or holds more than is read */
    static Parts of(byte[] content) throws Unreadable {
        if (content.length > MAX_BYTES)
            throw new Unreadable("is %d bytes, at most %d are read".formatted(content.length, MAX_BYTES));
        Formats.refuseOthers(content);
        var parts = new Parts();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) parts.take(entry, zip);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable("is damaged (%s)".formatted(e.getMessage()), "Save it anew.");
        }
        if (listed(content) != parts.contents.size())
            throw new Unreadable(
                    "is cut off or damaged: its list of contents is not of what it holds", "Save it anew.");
        return parts;
    }

    /** What a part holds; its name in any case. */
    byte[] part(String name) throws Unreadable {
        var content = contents.get(name.toLowerCase(Locale.ROOT));
        if (content == null) throw new Unreadable("lacks %s, so it is no .xlsx workbook".formatted(name));
        return content;
    }

    boolean has(String name) {
        return contents.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Names of all parts, in lower case. */
    Iterable<String> names() {
        return contents.keySet();
    }

    private void take(ZipEntry entry, ZipInputStream zip) throws IOException, Unreadable {
        var name = entry.getName();
        if (name.contains("..") || name.startsWith("/") || name.contains("\\") || name.contains(":"))
            throw new Unreadable("holds a file named \"%s\", which leads out of it".formatted(Problem.cut(name, 60)));
        if (contents.size() >= MAX_ENTRIES)
            throw new Unreadable("holds more than %d files, which no workbook needs".formatted(MAX_ENTRIES));
        var kept = new ByteArrayOutputStream();
        var buffer = new byte[1 << 13];
        int matched = 0;
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            unpacked += read;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '<') marks++;
                // letters of two bytes have a zero in each
                if (buffer[i] == 0) continue;
                matched = buffer[i] == DOCTYPE[matched] ? matched + 1 : buffer[i] == '<' ? 1 : 0;
                if (matched == DOCTYPE.length)
                    throw new Unreadable("declares entities of its own in %s, which no workbook does"
                            .formatted(Problem.cut(name, 60)));
            }
            if (unpacked > MAX_UNPACKED_BYTES || marks > MAX_MARKS)
                throw new Unreadable("unpacks to more than the %d MB or %d cells that are read"
                        .formatted(MAX_UNPACKED_BYTES >> 20, Workbook.MAX_CELLS));
            kept.write(buffer, 0, read);
        }
        if (!entry.isDirectory() && contents.putIfAbsent(name.toLowerCase(Locale.ROOT), kept.toByteArray()) != null)
            throw new Unreadable("holds two files named \"%s\"".formatted(Problem.cut(name, 60)));
    }

    /** How many files the list at the end of the zip counts; -1 without one. A zip that is cut off has lost it. */
    private static int listed(byte[] content) {
        for (int at = content.length - SHORTEST_END; at >= Math.max(0, content.length - SHORTEST_END - 65_535); at--)
            if (number(content, at, 4) == END_OF_DIRECTORY) return files(content, at);
        return -1;
    }

    private static int files(byte[] content, int end) {
        int entries = number(content, end + 10, 2);
        int at = number(content, end + 16, 4);
        int files = 0;
        for (int i = 0; i < entries; i++) {
            if (at < 0 || at + 46 > content.length || number(content, at, 4) != 0x02014b50) return -1;
            int name = number(content, at + 28, 2);
            if (at + 46 + name > content.length || name == 0) return -1;
            if (content[at + 45 + name] != '/') files++;
            at += 46 + name + number(content, at + 30, 2) + number(content, at + 32, 2);
        }
        return files;
    }

    private static int number(byte[] content, int at, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) number |= (content[at + i] & 0xff) << 8 * i;
        return number;
    }
}
