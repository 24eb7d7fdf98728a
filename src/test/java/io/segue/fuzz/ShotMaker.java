package io.segue.fuzz;

import io.segue.fuzz.Shot.Ending;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes shots out of a seed; which one does not depend on those before. */
final class ShotMaker {
    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "GETT",
            "X".repeat(300),
            "G\u00e9T",
            "PURGE",
            "SEARCH",
            "QUERY",
            "*");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "text/plain;charset=UTF-8",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "application/problem+json",
            "application/cloudevents+json",
            "application/x-java-serialized-object",
            "application/octet-stream",
            "*/*",
            "garbage",
            "a/b;c=\"",
            "",
            "application/json; charset=\"",
            "text/html",
            "application/yaml",
            "application/json, text/plain");
    private static final List<String> QUERIES = List.of(
            "asOf",
            "query",
            "cursor",
            "limit",
            "comment",
            "table",
            "state",
            "cases",
            "from",
            "knowledge",
            "refresh",
            "token",
            "userId",
            "tag",
            "format",
            "debug",
            "_method",
            "access_token",
            "callback",
            "asOf[]",
            "a.b[0]",
            "%61sOf");
    private static final List<String> EXTRA_HEADERS = List.of(
            "Accept: application/xml",
            "Accept: text/html",
            "Accept: ;;;",
            "Accept: " + "a/b,".repeat(500),
            "Accept-Language: xx-\u00e9",
            "Accept-Encoding: gzip;q=nan, br",
            "Accept-Charset: utf-99",
            "Range: bytes=0-1,5-2,-9",
            "If-None-Match: *",
            "If-None-Match: W/\"",
            "If-Modified-Since: yesterday",
            "If-Match: \"x\"",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Cookie: JSESSIONID=../../x; $Version=1; a=\"",
            "Cookie: " + "a=b; ".repeat(600),
            "X-Forwarded-For: 127.0.0.1, ${1911*7919}",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Prefix: /evil",
            "X-Forwarded-Port: 99999",
            "Forwarded: for=_x;host=evil.example;proto=x",
            "X-Original-URL: /v1/admin/keys",
            "X-Rewrite-URL: /v1/admin/keys",
            "X-HTTP-Method-Override: DELETE",
            "Origin: https://app.example.com",
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: \u0000",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: x, \u0001, a b",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
            "Connection: Upgrade, HTTP2-Settings",
            "Connection: close, keep-alive",
            "Keep-Alive: timeout=-1",
            "Content-Language: \n\tfolded",
            "X-Folded: a\r\n b",
            "X-Request-Id: \u001b[31m" + Nasty.FORGED,
            "Traceparent: 00-zz-zz-zz",
            "Traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
            "Baggage: " + "k=v,".repeat(300),
            "B3: 1",
            "User-Agent: ${jndi:ldap://127.0.0.1:1/a}",
            "User-Agent: " + "x".repeat(3_000),
            "Referer: http://127.0.0.1:1/",
            "Via: 1.1 " + "x,".repeat(100),
            "Max-Forwards: -1",
            "TE: trailers, deflate;q=0.5",
            "X-Retry-Count: NaN",
            "X-Write-Key: none",
            "Content-MD5: x",
            "Date: never",
            "Pragma: \u00ff",
            "Idempotency-Key: " + "k".repeat(1_000),
            "Last-Event-ID: -1",
            "MCP-Protocol-Version: 0",
            "Mcp-Session-Id: \u007f");
    /** Lines that are no headers. */
    private static final List<String> BROKEN_HEADERS = List.of(
            "No colon",
            ": no name",
            "Bad name: x",
            "Bad\tname: x",
            "X-Nul: a\u0000b",
            " Folded: first",
            "X(y): z",
            "H\u00e9: x",
            "X-Long: " + "x".repeat(9_000),
            "Host: second.example",
            "X-Bare: a\rb",
            "Content-Type",
            "=:=",
            "\"quoted\": x");

    private static final List<String> HOSTS = List.of(
            "evil.example",
            "127.0.0.1:99999",
            "a b",
            "",
            "[::1",
            "localhost:",
            "x".repeat(2_000),
            "evil.example\u0000",
            "user@localhost",
            "localhost/evil",
            "${1911*7919}",
            "xn--",
            "%41");
    private static final String LINE = "\r\n";

    private final long seed;
    private final List<Endpoint> endpoints;
    private final Keyring keys;

    ShotMaker(long seed, List<Endpoint> endpoints, Keyring keys) {
        this.seed = seed;
        this.endpoints = endpoints;
        this.keys = keys;
    }

    Shot shot(int index) {
        // mixed, since neighbouring seeds begin alike
        var random = new Random((seed * 1_000_003 + index) * 0x9E3779B97F4A7C15L);
        random.nextInt();
        int way = random.nextInt(100);
        if (way < 62) return plain(index, random);
        if (way < 74) return compressed(index, random);
        if (way < 84) return framed(index, random);
        if (way < 89) return pipelined(index, random);
        if (way < 94) return headers(index, random);
        if (way < 97) return cutOff(index, random);
        return garbage(index, random);
    }

    /** Well-formed HTTP, to a door or somewhere near it, with anything in path, query and body. */
    private Shot plain(int index, Random random) {
        var request = request(random);
        return single(index, "plain", request, request.bytes(), !request.isBroken(), Ending.LISTEN);
    }

    private Draft request(Random random) {
        var endpoint = Nasty.pick(random, endpoints);
        var method = random.nextInt(8) == 0 ? Nasty.pick(random, METHODS) : endpoint.method();
        var draft = new Draft(method, target(endpoint, random));
        keys.present(draft, endpoint, random);
        for (var header : Nasty.some(random, EXTRA_HEADERS, random.nextInt(4) == 0 ? 3 : 0)) draft.header(header);
        boolean asks = List.of("POST", "PUT", "PATCH").contains(method);
        if (asks ? random.nextInt(30) > 0 : random.nextInt(15) == 0) {
            draft.body(keys.insideBody(Bodies.any(endpoint, random), draft, endpoint, random));
            draft.header("Content-Type: " + (random.nextInt(6) == 0 ? Nasty.pick(random, TYPES) : typeOf(endpoint)));
            if (endpoint.takesWorkbooks() && random.nextInt(4) > 0)
                draft.header("If-Match: \"%s\"".formatted(SpoiltWorkbooks.VERSION));
        }
        return draft;
    }

    private static String typeOf(Endpoint endpoint) {
        return endpoint.takesWorkbooks() ? SpoiltWorkbooks.TYPE : "application/json";
    }

    private static String target(Endpoint endpoint, Random random) {
        var path = endpoint.path();
        while (path.contains("{")) {
            var known = path.startsWith("/v1/tables") ? SpoiltWorkbooks.TABLE : "fuzz-1";
            var value = random.nextInt(2) == 0 ? known : Nasty.segment(random);
            path = path.substring(0, path.indexOf('{'))
                    + value.replace("{", "%7B")
                    + path.substring(path.indexOf('}') + 1);
        }
        if (random.nextInt(12) == 0) path = disguised(path, random);
        if (random.nextInt(3) > 0) return path;
        var query = new StringBuilder(path.contains("?") ? "&" : "?");
        for (int i = 1 + random.nextInt(3); i > 0; i--)
            query.append(Nasty.pick(random, QUERIES))
                    .append(random.nextInt(10) == 0 ? "" : "=")
                    .append(random.nextInt(4) == 0 ? Nasty.segment(random) : Nasty.encoded(Nasty.text(random), random))
                    .append(i > 1 ? "&" : "");
        return path + query;
    }

    /** The same path to a careless reader. */
    private static String disguised(String path, Random random) {
        int slash = path.indexOf('/', 1);
        return switch (random.nextInt(12)) {
            case 0 -> "/" + path;
            case 1 -> path + "/";
            case 2 -> path + ";x=y";
            case 3 -> slash < 0 ? path : path.substring(0, slash) + ";a/b=c" + path.substring(slash);
            case 4 -> "/." + path;
            case 5 -> "/x/.." + path;
            case 6 -> "/actuator/health/.." + path;
            case 7 -> "/problems/..;" + path;
            case 8 -> path.toUpperCase(Locale.ROOT);
            case 9 -> slash < 0 ? path : path.substring(0, slash) + "%2f" + path.substring(slash + 1);
            case 10 -> path.length() < 3 ? path : "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
            default ->
                path + Nasty.pick(random, List.of(".json", ".html", "%20", "%00", "?", "#", "//", "/.", "\\", "%0a"));
        };
    }

    private Shot compressed(int index, Random random) {
        var draft = request(random);
        var body = Bodies.compressed(draft.body, random);
        draft.body(body);
        if (random.nextInt(5) > 0)
            draft.header("Content-Encoding: "
                    + Nasty.pick(
                            random,
                            List.of(
                                    "gzip",
                                    "gzip",
                                    "x-gzip",
                                    "GZIP",
                                    "deflate",
                                    "br",
                                    "identity",
                                    "gzip, gzip",
                                    "",
                                    "\u00e9")));
        return single(index, "compressed", draft, draft.bytes(), !draft.isBroken(), Ending.LISTEN);
    }

    /** Says one thing of how long the body is, and does another. */
    private Shot framed(int index, Random random) {
        var draft = request(random);
        if (draft.body.length == 0) draft.body(new byte[] {'{', '}'});
        int length = draft.body.length;
        var chunks = chunked(draft.body, random);
        var smuggled = "GET /v1/admin/keys HTTP/1.1\r\nHost: localhost\r\nX-Injected: 1\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        draft.unframed();
        var body =
                switch (random.nextInt(14)) {
                    case 0 -> draft.with("Transfer-Encoding: chunked", chunks);
                    case 1 ->
                        draft.with("Transfer-Encoding: chunked\r\nContent-Length: 4", Bodies.joined(chunks, smuggled));
                    case 2 ->
                        draft.with(
                                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                                Bodies.joined("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), smuggled));
                    case 3 -> draft.with("Content-Length: 1\r\nContent-Length: " + length, draft.body);
                    case 4 ->
                        draft.with(
                                "Content-Length: "
                                        + Nasty.pick(
                                                random,
                                                List.of(
                                                        "-1",
                                                        "99999999999999999999",
                                                        "1e3",
                                                        "0x10",
                                                        "+5",
                                                        " ",
                                                        "5,5",
                                                        "5 5",
                                                        "\u0665")),
                                draft.body);
                    case 5 -> draft.with("Content-Length: " + (length + 1 + random.nextInt(5_000)), draft.body);
                    case 6 -> draft.with("Content-Length: " + random.nextInt(length + 1), draft.body);
                    case 7 -> draft.with("Content-Length: 2147483648", draft.body);
                    case 8 ->
                        draft.with(
                                "Transfer-Encoding: "
                                        + Nasty.pick(
                                                random,
                                                List.of(
                                                        "xchunked",
                                                        "gzip",
                                                        "gzip, chunked",
                                                        "chunked, chunked",
                                                        "identity",
                                                        "chunked, identity",
                                                        " chunked",
                                                        "\u000bchunked",
                                                        "Chunked",
                                                        "chunked;q=1",
                                                        "")),
                                chunks);
                    case 9 -> draft.with("Transfer-Encoding : chunked", Bodies.joined(chunks, smuggled));
                    case 10 ->
                        draft.with(
                                "Transfer-Encoding: chunked",
                                Nasty.pick(
                                                random,
                                                List.of(
                                                        "zz\r\nabc\r\n0\r\n\r\n",
                                                        "ffffffffffffffff1\r\na",
                                                        "-1\r\na\r\n",
                                                        "5\r\nab\r\n0\r\n\r\n",
                                                        "5;ext=\"\r\n\r\nhello\r\n0\r\n\r\n",
                                                        "1\na\n0\n\n",
                                                        "0\r\nTrailer: x\r\n\r\n",
                                                        "0\r\n" + "T: x\r\n".repeat(3_000) + "\r\n",
                                                        "5;" + "e".repeat(20_000) + "\r\nhello\r\n0\r\n\r\n"))
                                        .getBytes(StandardCharsets.ISO_8859_1));
                    case 11 -> draft.with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", chunks);
                    case 12 ->
                        draft.with(
                                "Content-Length: " + length + "\r\nX: y\r\nTransfer-Encoding:\r\n chunked",
                                Bodies.joined(chunks, smuggled));
                    default -> draft.with("X-None: 1", draft.body);
                };
        return single(index, "framing", draft, body, false, Ending.SEND_NO_MORE);
    }

    private static byte[] chunked(byte[] body, Random random) {
        var chunks = new ArrayList<byte[]>();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(random.nextBoolean() ? 10 : 20_000));
            if (chunks.size() > 300) size = body.length - at;
            chunks.add((Integer.toHexString(size) + LINE).getBytes(StandardCharsets.US_ASCII));
            chunks.add(java.util.Arrays.copyOfRange(body, at, at + size));
            chunks.add(LINE.getBytes(StandardCharsets.US_ASCII));
            at += size;
        }
        chunks.add("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return Bodies.joined(chunks.toArray(byte[][]::new));
    }

    private Shot pipelined(int index, Random random) {
        var requests = new ArrayList<byte[]>();
        var heads = new ArrayList<Boolean>();
        boolean keyed = false;
        var path = "";
        boolean broken = false;
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            var draft = request(random);
            broken |= draft.isBroken();
            keyed |= draft.keyed;
            path = draft.target;
            requests.add(draft.bytes());
            heads.add(draft.method.equals("HEAD"));
        }
        return new Shot(index, "pipelined", requests, heads, path, false, Ending.SEND_NO_MORE, true);
    }

    private Shot headers(int index, Random random) {
        var draft = request(random);
        switch (random.nextInt(6)) {
            case 0 -> draft.host(Nasty.pick(random, HOSTS));
            case 1 -> {
                for (int i = 0; i < 300; i++) draft.header("X-Many-" + i + ": " + i);
            }
            case 2 ->
                draft.version(Nasty.pick(
                        random,
                        List.of(
                                "HTTP/1.0",
                                "HTTP/1.0",
                                "HTTP/0.9",
                                "HTTP/2.0",
                                "HTTP/9.9",
                                "http/1.1",
                                "",
                                "HTTP/1.1 x",
                                "HTTP/1.10")));
            case 3 -> draft.header("X-Random: " + new String(Nasty.bytes(random, 100), StandardCharsets.ISO_8859_1));
            case 4 -> draft.header("Authorization: " + Nasty.text(random));
            default -> draft.header(Nasty.pick(random, BROKEN_HEADERS));
        }
        return single(index, "headers", draft, draft.bytes(), false, Ending.SEND_NO_MORE);
    }

    /** Begins and goes away, or says no more, in the middle. */
    private Shot cutOff(int index, Random random) {
        var draft = request(random);
        var bytes = draft.bytes();
        var part = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        var ending = random.nextBoolean() ? Ending.RESET : Ending.SEND_NO_MORE;
        return single(index, "cut off", draft, part, false, ending);
    }

    private Shot garbage(int index, Random random) {
        var bytes =
                switch (random.nextInt(5)) {
                    case 0 -> Nasty.bytes(random, 3_000);
                    // the beginning of TLS and of HTTP/2
                    case 1 ->
                        Bodies.joined(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3}, Nasty.bytes(random, 300));
                    case 2 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                    case 3 ->
                        (Nasty.text(random) + LINE + Nasty.text(random) + LINE + LINE).getBytes(StandardCharsets.UTF_8);
                    default -> (" " + LINE).repeat(random.nextInt(500)).getBytes(StandardCharsets.US_ASCII);
                };
        return new Shot(index, "garbage", List.of(bytes), List.of(false), "", false, Ending.SEND_NO_MORE, false);
    }

    private static Shot single(int index, String kind, Draft draft, byte[] bytes, boolean good, Ending ending) {
        return new Shot(
                index,
                kind,
                List.of(bytes),
                List.of(draft.method.equals("HEAD")),
                draft.target,
                good,
                ending,
                draft.keyed);
    }

    /** A request in the making. */
    static final class Draft {
        /** Above what tracking calls may bring, and so refused while it is still being sent. */
        private static final int LARGE = 450_000;

        private final String method;
        private final String target;
        private final List<String> headers = new ArrayList<>();
        private String host = "localhost";
        private String version = "HTTP/1.1";
        private boolean framed = true;
        private boolean keyed;
        private byte[] body = new byte[0];

        private Draft(String method, String target) {
            this.method = method;
            this.target = target;
        }

        void header(String line) {
            headers.add(line);
        }

        void keyed() {
            keyed = true;
        }

        private void body(byte[] body) {
            this.body = body;
        }

        private void host(String host) {
            this.host = host;
        }

        private void version(String version) {
            this.version = version;
        }

        private void unframed() {
            framed = false;
        }

        /** Whether the server may end the connection over it, or take what follows for the body. */
        private boolean isBroken() {
            boolean oddLine = !target.chars().allMatch(c -> c > ' ' && c < 0x7f && "[]{}|<>^`\\\"".indexOf(c) < 0)
                    || !method.matches("[A-Z]{3,8}");
            boolean oddHeaders = headers.stream()
                    .anyMatch(line -> line.startsWith("Expect")
                            || line.startsWith("Connection")
                            || line.startsWith("Upgrade")
                            || line.startsWith("Keep-Alive")
                            || !line.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f)));
            return oddLine
                    || oddHeaders
                    || method.equals("CONNECT")
                    || method.equals("TRACE")
                    || body.length > LARGE
                    || target.length() > 5_000
                    || headers.stream().mapToInt(String::length).sum() > 5_000;
        }

        private byte[] bytes() {
            var frame = framed && (body.length > 0 || method.equals("POST")) ? "Content-Length: " + body.length : "";
            return with(frame, body);
        }

        private byte[] with(String frame, byte[] body) {
            var head = new StringBuilder(method)
                    .append(' ')
                    .append(target)
                    .append(' ')
                    .append(version)
                    .append(LINE)
                    .append("Host: ")
                    .append(host)
                    .append(LINE);
            headers.forEach(line -> head.append(line).append(LINE));
            if (!frame.isEmpty()) head.append(frame).append(LINE);
            return Bodies.joined(head.append(LINE).toString().getBytes(StandardCharsets.ISO_8859_1), body);
        }
    }

    static String basic(String user) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":").getBytes(StandardCharsets.UTF_8));
    }
}
