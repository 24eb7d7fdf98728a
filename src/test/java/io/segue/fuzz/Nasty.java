package io.segue.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that have broken other software. Expressions are such that a product of theirs would show in an answer. */
final class Nasty {
    /** What {@code 1911*7919} comes to: in an answer it means that an expression was evaluated. */
    static final String EVALUATED = "15133209";

    /** The name of a header that no answer may have. */
    static final String INJECTED = "X-Injected";

    /** What stands at the beginning of a line of the log only if somebody could write one. */
    static final String FORGED = "FORGED-LOG-LINE";

    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "null",
            "undefined",
            "true",
            "0",
            "-1",
            "NaN",
            "Infinity",
            "1e400",
            "0x7f",
            "u-1",
            "fuzz-1",
            "\u0000",
            "a\u0000b",
            "\u0001\u0002\u007f\u0080\u009f",
            "\ud800",
            "\udc00\ud800",
            "a\ud83d",
            "\ufeffbom",
            "\u202eright to left\u202c",
            "\u2028\u2029",
            "\uffff\ufffe",
            "e\u0301\u0301\u0301\u0301\u0301",
            "\u0130\u0131\u00df\u1e9e",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\r\n" + INJECTED + ": 1\r\n\r\n<html>",
            "a\r\n" + FORGED + " ERROR it was me",
            "\n" + FORGED,
            "\u001b[31mred\u001b[0m\u0007",
            "=1911*7919",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+1911*7919",
            "-1911*7919",
            "${1911*7919}",
            "#{1911*7919}",
            "%{1911*7919}",
            "{{1911*7919}}",
            "[[${1911*7919}]]",
            "__${1911*7919}__::.x",
            "<%= 1911*7919 %>",
            "*{1911*7919}",
            "@{1911*7919}",
            "${T(Runtime).getRuntime().exec('true')}",
            "#{T(Runtime).getRuntime().exit(3)}",
            "${jndi:ldap://127.0.0.1:1/a}",
            "${${::-j}ndi:rmi://127.0.0.1:1/a}",
            "${env:PATH}",
            "${spring.application.name}",
            "${segue.admin-key}",
            "%s%s%s%n%n",
            "%x%d%999999999d",
            "{0} {} {1}",
            "' OR '1'='1",
            "'; DROP TABLE event; --",
            "\" OR 1=1 --",
            "1); ATTACH DATABASE '/tmp/x' AS x; --",
            "%' ESCAPE 'x",
            "_%_%_",
            "*)(uid=*))(|(uid=*",
            "../../../../etc/passwd",
            "..\\..\\..\\windows\\win.ini",
            "....//....//etc/passwd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "%252e%252e%252f",
            "..%c0%af..%c0%afetc",
            "/etc/passwd",
            "file:///etc/passwd",
            "http://127.0.0.1:1/",
            "http://169.254.169.254/latest/meta-data/",
            "gopher://127.0.0.1:1/_",
            "jar:file:///tmp/x.jar!/",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;&b;&b;\">]><a>&d;</a>",
            "| true; `true` $(true) && true",
            "rO0ABXNyABdqYXZheC5tYW5hZ2VtZW50",
            "{\"@class\":\"javax.script.ScriptEngineManager\"}",
            "[\"javax.swing.JEditorPane\",{\"page\":\"http://127.0.0.1:1/\"}]",
            "(a+)+$" + "a".repeat(40) + "!",
            "a".repeat(256),
            "a".repeat(257),
            "\u00e9".repeat(300),
            "x".repeat(4_000),
            "9".repeat(400),
            "2026-06-30T12:00:00Z",
            "2026-06-30T12:00:00+18:01",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "2026-02-30T25:61:61Z",
            "9999-12-31T23:59:60Z",
            "9999-12-31T23:59:59Z",
            "2426-06-01T10:00:01Z",
            "1626-06-01T10:00:00Z",
            "0001-01-01T00:00:00Z",
            "-62135596800000",
            "253402300799999",
            "https://app.example.com",
            "https://app.example.com:99999",
            "https://[::1",
            "admin",
            "ADMIN",
            "read",
            "ingest",
            "free",
            "pro",
            "segue_0123456789ab_" + "0".repeat(64),
            "segue_user_a.b.c.d.e",
            "constructor",
            "__proto__",
            "class.module.classLoader.resources.context.parent.pipeline.first.pattern");

    /** JSON written out, for places where any value may stand. */
    static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "1",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1e308",
            "1e309",
            "-1e309",
            "1e-400",
            "1e1000000000",
            "-1e1000000000",
            "0.1e-2147483648",
            "1E2147483647",
            "123456789012345678901234567890.123456789",
            "9".repeat(1_000),
            "9".repeat(1_001),
            "0." + "1".repeat(5_000),
            "NaN",
            "Infinity",
            "-Infinity",
            "01",
            "1.",
            ".5",
            "+1",
            "0x1F",
            "1_000",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":{}}",
            "{\"a\":1,\"a\":2}",
            "{\"__proto__\":{\"admin\":true}}",
            "{\"@type\":\"javax.script.ScriptEngineManager\"}",
            "[1,\"a\",null,{},[]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"unended",
            "'single'",
            "\"tab\there\"",
            "/* no */ 1",
            "// no",
            "undefined",
            ",",
            ":",
            "}",
            "]",
            "\"" + "a".repeat(33_000) + "\"",
            "[" + "0,".repeat(3_000) + "0]",
            "[".repeat(300) + "]".repeat(300),
            "[".repeat(998) + "]".repeat(998),
            "[".repeat(5_000) + "]".repeat(5_000),
            "{\"a\":".repeat(600) + "1" + "}".repeat(600),
            "[".repeat(20_000));

    /** What a path segment may be written as; none has a space or ends the request line. */
    static final List<String> SEGMENTS = List.of(
            ".",
            "..",
            "...",
            "%2e",
            "%2E%2E",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5cwindows",
            "%252e%252e",
            "..;",
            "..;/..;",
            ";",
            ";a=b",
            "a;jsessionid=1",
            "%3b",
            "%00",
            "a%00b",
            "%0d%0a" + INJECTED + ":%201",
            "%0a" + FORGED,
            "%ff",
            "%c0%ae%c0%ae",
            "%c3%28",
            "%ed%a0%80",
            "%f4%90%80%80",
            "%zz",
            "%",
            "%4",
            "%u0041",
            "%E2%80%AE",
            "+",
            "%20",
            "%09",
            "%7f",
            "%80",
            "a%2fb",
            "a%5cb",
            "a\\b",
            "a//b",
            "a/b",
            "a/b/c",
            "readiness/a",
            "readiness/a/b",
            "{id}",
            "%7Bid%7D",
            "*",
            "**",
            "$%7B1911*7919%7D",
            "%23%7B1911*7919%7D",
            "$%7Bjndi:ldap://127.0.0.1:1/a%7D",
            "'%20OR%201=1",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "<b>",
            "\"",
            "|",
            "^",
            "`",
            "[a]",
            "a?b",
            "a#b",
            "a&b=c",
            "a=b",
            "@",
            ":",
            "a.json",
            "a.xml",
            "a.",
            "nobody",
            "fuzz-2",
            "0",
            "1",
            "-1",
            "9223372036854775808",
            "NaN",
            "000000000000",
            "%F0%9F%9A%80",
            "a".repeat(300),
            "a".repeat(7_000),
            "%41".repeat(500),
            "jvm.memory.used",
            "liveness",
            "too-large",
            "web-inf",
            "WEB-INF",
            "META-INF",
            "error",
            "");

    private Nasty() {}

    /** Any of them, or one made up. */
    static String text(Random random) {
        if (random.nextInt(8) > 0) return pick(random, TEXTS);
        var made = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--)
            made.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
        return made.toString();
    }

    static String segment(Random random) {
        if (random.nextInt(6) > 0) return pick(random, SEGMENTS);
        return encoded(text(random), random);
    }

    /** Percent-encoded as UTF-8, half surrogates as they would come if somebody encoded them. */
    static String encoded(String text, Random random) {
        var encoded = new StringBuilder();
        for (char unit : text.toCharArray()) {
            boolean plain = unit < 0x7f && Character.isLetterOrDigit(unit);
            if (plain && random.nextInt(20) > 0) encoded.append(unit);
            else if (unit < 0x80) encoded.append("%%%02x".formatted((int) unit));
            else if (unit < 0x800) encoded.append("%%%02x%%%02x".formatted(0xc0 | unit >> 6, 0x80 | unit & 0x3f));
            else
                encoded.append(
                        "%%%02x%%%02x%%%02x".formatted(0xe0 | unit >> 12, 0x80 | unit >> 6 & 0x3f, 0x80 | unit & 0x3f));
        }
        return encoded.toString();
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Bytes that are hardly anything. */
    static byte[] bytes(Random random, int most) {
        var bytes = new byte[random.nextInt(most) + 1];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Of a list, so many at most, with repetitions. */
    static <T> List<T> some(Random random, List<T> from, int most) {
        var some = new ArrayList<T>();
        for (int i = random.nextInt(most + 1); i > 0; i--) some.add(pick(random, from));
        return some;
    }
}
