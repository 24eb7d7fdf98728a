package io.segue.clients;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Web pages of an application, at an origin other than the service's: each has one script and nothing else. */
final class Pages implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> scripts = new ConcurrentHashMap<>();

    Pages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var name = exchange.getRequestURI().getPath().substring(1);
            var script = scripts.get(name.replaceAll("\\.html$", ""));
            var page = name.endsWith(".html")
                    ? "<!doctype html><title>waiting</title><body></body><script type=module src=/%s></script>"
                            .formatted(name.replaceAll("\\.html$", ""))
                    : script;
            var bytes = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", (name.endsWith(".html") ? "text/html" : "text/javascript") + ";charset=utf-8");
            exchange.sendResponseHeaders(script == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The address of a page that runs the script. */
    String with(String name, String script) {
        scripts.put(name, script);
        return origin() + "/" + name + ".html";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
