package io.segue.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies: good ones by endpoint, and what can be made of them. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLACE = "@@place@@";
    private static final int BOMB = 8 << 20;

    private static final String TRAITS =
            "{\"role\":\"developer\",\"plan\":\"pro\",\"email\":\"a@b.example\",\"name\":\"Ann\",\"marketingConsent\":true,"
                    + "\"company\":{\"id\":\"acme\",\"employee_count\":7},\"createdAt\":\"2026-01-01T00:00:00Z\",\"usageOfLimit\":0.5}";
    private static final String CALL = "\"userId\":\"fuzz-1\",\"anonymousId\":\"anon-1\",\"messageId\":\"fuzz-m-1\","
            + "\"timestamp\":\"2026-06-01T10:00:00Z\",\"originalTimestamp\":\"2026-06-01T10:00:00Z\",\"sentAt\":\"2026-06-01T10:00:01Z\","
            + "\"context\":{\"traits\":{\"plan\":\"free\"},\"page\":{\"url\":\"https://x.example/pricing\"}},\"integrations\":{}";
    private static final String IDENTIFY = "{\"type\":\"identify\",%s,\"traits\":%s}".formatted(CALL, TRAITS);
    private static final String TRACK =
            "{\"type\":\"track\",%s,\"event\":\"Feature Used\",\"properties\":{\"feature\":\"tasks\",\"amount\":12.5,\"list\":[1,2]}}"
                    .formatted(CALL);
    private static final String PAGE =
            "{\"type\":\"page\",%s,\"name\":\"Pricing\",\"properties\":{\"path\":\"/pricing\"}}".formatted(CALL);
    private static final String GROUP =
            "{\"type\":\"group\",%s,\"groupId\":\"fuzz-acc\",\"traits\":{\"name\":\"Acc\",\"plan\":\"pro\",\"employees\":40}}"
                    .formatted(CALL);
    // a merge of users that are otherwise asked about would change what is right
    private static final String ALIAS =
            "{\"type\":\"alias\",\"userId\":\"fuzz-2\",\"previousId\":\"fuzz-3\",\"messageId\":\"fuzz-m-2\"}";
    private static final String BATCH =
            "{\"batch\":[%s,%s,%s],\"sentAt\":\"2026-06-01T10:00:02Z\",\"context\":{\"traits\":{\"plan\":\"pro\"}},\"writeKey\":\"none\"}"
                    .formatted(IDENTIFY, TRACK, GROUP);
    private static final String EVALUATE =
            "{\"userId\":\"e-1\",\"asOf\":\"2026-06-30T12:00:00Z\",\"traits\":{\"role\":\"developer\",\"companySize\":40,\"techStack\":[\"java\"],"
                    + "\"plan\":\"pro\",\"arr\":1200.5,\"usageOfLimit\":0.8,\"marketingConsent\":true,\"everPaid\":false},"
                    + "\"metrics\":{\"tenureDays\":40,\"sessions30d\":3,\"typicalGapDays\":2.5,\"usageDecline\":0.2,\"featureBreadth30d\":0.4},"
                    + "\"account\":{\"activeUsers28d\":3,\"pricingViews7d\":1,\"members\":4},\"milestones\":[\"invited\"]}";
    private static final String KEY =
            "{\"name\":\"fuzz\",\"scopes\":[\"evaluate\"],\"origins\":[\"https://app.example.com\"],\"requestsPerSecond\":5,"
                    + "\"expiresAt\":\"2999-01-01T00:00:00Z\"}";
    private static final String FLAGS =
            "{\"context\":{\"targetingKey\":\"fuzz-1\",\"plan\":\"pro\",\"nested\":{\"a\":[1,true,null]}}}";

    private static final String REHEARSAL =
            "{\"with\":[\"draft-1\"],\"asOf\":\"2026-06-30T12:00:00Z\",\"sample\":100,\"days\":2,\"timeLimitSeconds\":60}";
    private static final String RELEASE =
            "{\"drafts\":[\"draft-1\",\"draft-2\"],\"comment\":\"fuzz\",\"at\":\"2999-01-01T00:00:00Z\",\"confirmed\":{\"nextBestAction\":3.5}}";

    private Bodies() {}

    /** A good body for the endpoint, or for another one. */
    private static String good(Endpoint endpoint, Random random) {
        var path = endpoint.path();
        if (random.nextInt(20) == 0) path = "/" + Nasty.pick(random, List.of("batch", "evaluate", "flags", "keys"));
        if (path.matches(".*/(batch|b|import)/?")) return BATCH;
        if (path.matches(".*/(identify|i)/?")) return IDENTIFY;
        if (path.matches(".*/(track|t)/?")) return TRACK;
        if (path.matches(".*/(page|p|screen|s)/?")) return PAGE;
        if (path.matches(".*/(group|g)/?")) return GROUP;
        if (path.matches(".*/(alias|a)/?")) return ALIAS;
        if (path.endsWith("/rehearsal")) return REHEARSAL;
        if (path.endsWith("/releases")) return RELEASE;
        if (path.endsWith("/rollback")) return "{\"version\":\"000000000000\",\"comment\":\"fuzz\"}";
        if (path.endsWith("/reload")) return "{\"comment\":\"fuzz\",\"tables\":[\"engagement\"]}";
        if (path.endsWith("/rotate")) return "{\"overlapSeconds\":60}";
        if (path.endsWith("/keys")) return KEY;
        if (path.endsWith("/user-tokens")) return "{\"userId\":\"ann\",\"seconds\":60}";
        if (path.contains("/flags")) return FLAGS;
        if (path.endsWith("evaluate")) return EVALUATE;
        return Nasty.pick(random, List.of(EVALUATE, FLAGS, KEY, TRACK, "{\"userId\":\"ann\",\"reason\":\"fuzz\"}"));
    }

    /** Bytes for the endpoint: mostly JSON with something in it that does not belong there. */
    static byte[] any(Endpoint endpoint, Random random) {
        if (endpoint.takesWorkbooks() && random.nextInt(5) > 0) return SpoiltWorkbooks.any(random);
        var json = good(endpoint, random);
        int way = random.nextInt(20);
        if (way < 6) return json.getBytes(StandardCharsets.UTF_8);
        if (way < 14) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) json = changed(json, random);
            return bytes(json);
        }
        if (way < 16) return damaged(bytes(json), random);
        if (way == 16) return bytes(Nasty.pick(random, Nasty.JSON));
        if (way == 17) return inAnotherCharset(json, random);
        if (way == 18) return Nasty.bytes(random, 2_000);
        return random.nextBoolean() ? new byte[0] : padded(json, random);
    }

    /** With something else at one place of it; what is no JSON any more stays as it is. */
    private static String changed(String json, Random random) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (RuntimeException broken) {
            return json;
        }
        var places = new ArrayList<Runnable>();
        var isName = new boolean[1];
        collect(tree, places, isName);
        if (places.isEmpty()) return Nasty.pick(random, Nasty.JSON);
        Nasty.pick(random, places).run();
        var replacement = isName[0] ? quoted(Nasty.text(random), random) : value(random);
        return JSON.writeValueAsString(tree).replace("\"" + PLACE + "\"", replacement);
    }

    /** A way to mark each place: instead of a value, of a name, or besides what is there. */
    private static void collect(JsonNode node, List<Runnable> places, boolean[] isName) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                places.add(() -> object.put(name, PLACE));
                places.add(() -> object.remove(name));
                places.add(() -> {
                    isName[0] = true;
                    object.set(PLACE, object.get(name));
                });
                collect(object.get(name), places, isName);
            }
        } else if (node instanceof ArrayNode array) {
            places.add(() -> array.add(PLACE));
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, JSON.getNodeFactory().stringNode(PLACE)));
                collect(array.get(i), places, isName);
            }
        }
    }

    private static String value(Random random) {
        return random.nextInt(3) == 0 ? Nasty.pick(random, Nasty.JSON) : quoted(Nasty.text(random), random);
    }

    /** As JSON text, with or without the escapes that JSON wants. */
    private static String quoted(String text, Random random) {
        if (random.nextInt(10) == 0) return "\"" + text + "\"";
        var quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            if (unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit) || random.nextInt(30) == 0)
                quoted.append("\\u%04x".formatted((int) unit));
            else quoted.append(unit);
        }
        return quoted.append('"').toString();
    }

    /** As UTF-8, in which half a surrogate pair becomes three bytes that UTF-8 does not have. */
    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.SURROGATE) {
                bytes.write(0xe0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3f);
                bytes.write(0x80 | point & 0x3f);
            } else bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        });
        return bytes.toByteArray();
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0) return bytes;
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 ->
                joined(Arrays.copyOf(bytes, at), Nasty.bytes(random, 4), Arrays.copyOfRange(bytes, at, bytes.length));
            case 2 -> joined(bytes, bytes);
            default -> {
                var flipped = bytes.clone();
                for (int i = 0; i < 3; i++) flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
        };
    }

    private static byte[] inAnotherCharset(String json, Random random) {
        var name = Nasty.pick(random, List.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "IBM037", "UTF-7-like"));
        if (!Charset.isSupported(name)) return joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, bytes(json));
        return json.getBytes(Charset.forName(name));
    }

    /** Longer than doors read. */
    private static byte[] padded(String json, Random random) {
        var longer = json.endsWith("}")
                ? json.substring(0, json.length() - 1) + ",\"pad\":\"" + "x".repeat(300_000 + random.nextInt(900_000))
                        + "\"}"
                : json;
        return longer.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Compressed in some way: as it should be, cut off, changed, twice, far larger than it looks. */
    static byte[] compressed(byte[] bytes, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> gzip(bytes);
            case 2 -> damaged(gzip(bytes), random);
            case 3 -> gzip(gzip(bytes));
            case 4 -> BOMBS.get(random.nextInt(BOMBS.size()));
            case 5 -> joined(gzip(bytes), gzip(bytes), Nasty.bytes(random, 20));
            case 6 -> joined(new byte[] {0x1f, (byte) 0x8b}, Nasty.bytes(random, 200));
            default -> deflated(bytes);
        };
    }

    private static final List<byte[]> BOMBS = List.of(
            gzip(new byte[BOMB]),
            gzip(gzip(new byte[BOMB])),
            gzip(("{\"batch\":[" + "{},".repeat(BOMB / 3)).getBytes(StandardCharsets.UTF_8)));

    private static byte[] deflated(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(zipped, new Deflater())) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
