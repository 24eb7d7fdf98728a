package io.segue.fuzz;

import io.segue.security.Doors;
import io.segue.tracking.web.IngestPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A door of the service.
 *
 * @param path with {@code {…}} for each part that may be anything
 */
record Endpoint(String method, String path) implements Comparable<Endpoint> {
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+:([^{}]*)}");

    /** Paths that nothing is at, or that others have had something dangerous at. */
    private static final List<String> ELSEWHERE = List.of(
            "/",
            "/nowhere/{id}",
            "/v1",
            "/v1/",
            "/v2/users",
            "/v1/admin",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/shutdown",
            "/actuator/loggers/{id}",
            "/actuator/threaddump",
            "/error",
            "/favicon.ico",
            "/robots.txt",
            "/WEB-INF/web.xml",
            "/BOOT-INF/classes/application.yaml",
            "/h2-console",
            "/swagger-ui/index.html",
            "/webjars/{id}",
            "/login",
            "/logout",
            "/ofrep/v1/configuration",
            "/ofrep/v1/events?token={id}",
            "/mcp",
            "/../application.yaml");

    /** Every one that the service says it has, those that ask for keys by themselves, and some that are not there. */
    static List<Endpoint> of(JsonNode mappings) {
        var all = new TreeSet<Endpoint>();
        for (var mapping : mappings.findValues("requestMappingConditions")) {
            var methods = new ArrayList<String>();
            mapping.get("methods").forEach(method -> methods.add(method.asString()));
            if (methods.isEmpty()) methods.addAll(List.of("GET", "POST"));
            for (var pattern : mapping.get("patterns"))
                for (var path : written(pattern.asString())) methods.forEach(each -> all.add(new Endpoint(each, path)));
        }
        IngestPaths.all().forEach(path -> all.add(new Endpoint("POST", path)));
        for (var door : Doors.ALL)
            all.add(new Endpoint(
                    door.method() == null ? "POST" : door.method().name(),
                    door.path().replace("**", "*").replace("*", "{id}")));
        Doors.WITHOUT_A_KEY.forEach(path -> all.add(new Endpoint("GET", path.replace("*", "{id}"))));
        ELSEWHERE.forEach(path -> all.add(new Endpoint("GET", path)));
        return List.copyOf(all);
    }

    private static List<String> written(String pattern) {
        var matcher = ALTERNATIVES.matcher(pattern);
        if (!matcher.find()) return List.of(pattern.replace("/**", "/{id}"));
        var paths = new ArrayList<String>();
        for (var one : matcher.group(1).split("\\|"))
            paths.add(pattern.substring(0, matcher.start()) + one + pattern.substring(matcher.end()));
        return paths;
    }

    boolean takesWorkbooks() {
        return path.matches("/v1/tables/[^/]+/drafts");
    }

    boolean bringsEvents() {
        return IngestPaths.all().contains(path);
    }

    @Override
    public int compareTo(Endpoint other) {
        return (path + " " + method).compareTo(other.path + " " + other.method);
    }
}
