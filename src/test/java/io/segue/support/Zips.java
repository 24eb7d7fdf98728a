package io.segue.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Workbooks as the zips that they are, to put into them what no spreadsheet program would. */
public final class Zips {
    private Zips() {}

    /** The files of a zip, by name, in their order. */
    public static Map<String, byte[]> files(byte[] zip) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                files.put(entry.getName(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    public static byte[] of(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The zip with its files changed. */
    public static byte[] edited(byte[] zip, Consumer<Map<String, byte[]>> edit) {
        var files = files(zip);
        edit.accept(files);
        return of(files);
    }

    /** The zip with one more file, or with that one in place of its namesake. */
    public static byte[] with(byte[] zip, String name, String content) {
        return edited(zip, files -> files.put(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The zip with the text of one of its files changed. */
    public static byte[] rewritten(byte[] zip, String name, UnaryOperator<String> edit) {
        return edited(
                zip,
                files -> files.computeIfPresent(
                        name, (same, content) -> edit.apply(new String(content, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
