package io.segue.fuzz;

import io.segue.publication.TableContents;
import io.segue.tables.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Workbooks with something broken in them. Sound ones are not sent: checking one whole takes longer than the fuzzer waits, and what
 * else may stand in cells has a corpus of its own.
 */
final class SpoiltWorkbooks {
    static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String TABLE = "engagement";
    private static final byte[] SOUND = read();
    /** What the table says when a service starts with the checkout's. */
    static final String VERSION =
            TableContents.read(TABLE, SOUND, new Problems()).version();

    private static final int BOMB = 32 << 20;
    private static final List<String> NEEDED =
            List.of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml");

    private SpoiltWorkbooks() {}

    private static byte[] read() {
        try {
            return Files.readAllBytes(Path.of("decision-tables", TABLE + ".xlsx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] any(Random random) {
        int at = random.nextInt(SOUND.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(SOUND, at);
            case 1 ->
                Bodies.joined(
                        Arrays.copyOf(SOUND, at), Nasty.bytes(random, 40), Arrays.copyOfRange(SOUND, at, SOUND.length));
            case 2 -> flipped(random);
            case 3 -> Bodies.gzip(SOUND);
            default -> withPart(random);
        };
    }

    private static byte[] flipped(Random random) {
        var flipped = SOUND.clone();
        for (int i = 0; i < 30; i++) flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** A zip that is whole, with one part that is not what it should be. */
    private static byte[] withPart(Random random) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(SOUND))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                parts.put(entry.getName(), zip.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var names = new ArrayList<>(NEEDED);
        names.retainAll(parts.keySet());
        var name = Nasty.pick(random, names);
        var xml = new String(parts.get(name), StandardCharsets.UTF_8);
        switch (random.nextInt(6)) {
            case 0 -> parts.remove(name);
            case 1 -> parts.put(name, Nasty.bytes(random, 500));
            case 2 -> parts.put(name, text(xml.substring(0, random.nextInt(xml.length() - 1))));
            case 3 -> parts.put(name, text("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + xml));
            case 4 -> parts.put(name, new byte[BOMB]);
            default -> parts.put("xl/vbaProject.bin", Nasty.bytes(random, 500));
        }
        return zipped(parts);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(LinkedHashMap<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
