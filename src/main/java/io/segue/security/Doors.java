package io.segue.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may ask what. The first door that fits a request counts; where none does, only administrators get in. Administrators pass every
 * door but those for bringing events, which ask for their key themselves.
 */
public final class Doors {
    /**
     * A door.
     *
     * @param method HEAD goes where GET goes; null for every method
     * @param path   pattern of the path
     * @param scopes any of them opens it, besides admin
     */
    public record Door(@Nullable HttpMethod method, String path, Set<Scope> scopes) {}

    private static final Set<Scope> ANY_KEY = Set.of(Scope.values());

    /** Doors that nobody needs a key for: they tell nothing but whether the service is well, or ask for a token themselves. */
    public static final List<String> WITHOUT_A_KEY = List.of(
            "/actuator/health",
            "/actuator/health/*",
            "/livez",
            "/readyz",
            "/problems",
            "/problems/*",
            "/ofrep/v1/events");

    /** Where the set-up token gets in too. */
    static final String MAKE_A_KEY = "/v1/admin/keys";

    /** Every door that others than administrators may pass with a key. */
    public static final List<Door> ALL = List.of(
            get("/v1/users", Scope.READ),
            get("/v1/users/*/decision", Scope.DECIDE, Scope.READ),
            post("/v1/evaluate", Scope.DECIDE),
            post("/v1/user-tokens", Scope.DECIDE),
            get("/v1/accounts/*", Scope.READ, Scope.SELL),
            get("/v1/segments", Scope.READ),
            get("/v1/data-rights", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/refresh", Scope.READ, Scope.PUBLISH),
            get("/v1/refresh/*", Scope.READ, Scope.PUBLISH),
            post("/v1/refresh", Scope.PUBLISH),
            new Door(HttpMethod.DELETE, "/v1/refresh/*", Set.of(Scope.PUBLISH)),
            get("/v1/tables", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/tables/*/workbook", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            post("/v1/tables/*/drafts", Scope.AUTHOR),
            get("/v1/drafts", Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/drafts/*", Scope.AUTHOR, Scope.PUBLISH),
            new Door(HttpMethod.DELETE, "/v1/drafts/*", Set.of(Scope.AUTHOR, Scope.PUBLISH)),
            get("/v1/drafts/*/diff", Scope.AUTHOR, Scope.PUBLISH),
            post("/v1/drafts/*/rehearsal", Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/drafts/*/rehearsal", Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/rehearsals/*", Scope.AUTHOR, Scope.PUBLISH),
            new Door(HttpMethod.DELETE, "/v1/rehearsals/*", Set.of(Scope.AUTHOR, Scope.PUBLISH)),
            get("/v1/knowledge/versions", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/knowledge/versions/*", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/knowledge/versions/*/diff", Scope.READ, Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/knowledge/releases", Scope.AUTHOR, Scope.PUBLISH),
            get("/v1/knowledge/releases/*", Scope.AUTHOR, Scope.PUBLISH),
            post("/v1/knowledge/releases", Scope.PUBLISH),
            new Door(HttpMethod.DELETE, "/v1/knowledge/releases/*", Set.of(Scope.PUBLISH)),
            post("/v1/knowledge/rollback", Scope.PUBLISH),
            new Door(null, "/ofrep/**", Set.of(Scope.EVALUATE, Scope.DECIDE)),
            get("/actuator/prometheus", Scope.READ),
            get("/actuator/metrics", Scope.READ),
            get("/actuator/metrics/*", Scope.READ),
            get("/actuator/info", Scope.READ),
            new Door(HttpMethod.GET, "/v3/api-docs", ANY_KEY),
            new Door(HttpMethod.GET, "/v3/api-docs.yaml", ANY_KEY));

    private Doors() {}

    private static Door get(String path, Scope... scopes) {
        return new Door(HttpMethod.GET, path, Set.of(scopes));
    }

    private static Door post(String path, Scope... scopes) {
        return new Door(HttpMethod.POST, path, Set.of(scopes));
    }

    static RequestMatcher[] matchers(Door door) {
        var builder = PathPatternRequestMatcher.withDefaults();
        if (door.method() == null) return new RequestMatcher[] {builder.matcher(door.path())};
        var matchers = new ArrayList<RequestMatcher>();
        matchers.add(builder.matcher(door.method(), door.path()));
        if (door.method().equals(HttpMethod.GET)) matchers.add(builder.matcher(HttpMethod.HEAD, door.path()));
        return matchers.toArray(RequestMatcher[]::new);
    }

    static String[] authorities(Door door) {
        var authorities = new TreeSet<>(Set.of(Scope.ADMIN.authority()));
        door.scopes().forEach(scope -> authorities.add(scope.authority()));
        return authorities.toArray(String[]::new);
    }

    /**
     * Scopes any of which opens the door, besides admin; none where only administrators get in.
     *
     * @param path as a request has it, or with names in braces for its variable parts
     */
    public static Set<Scope> opening(HttpMethod method, String path) {
        return ALL.stream()
                .filter(door -> door.method() == null || door.method().equals(method))
                .filter(door -> leads(door, path))
                .findFirst()
                .map(Door::scopes)
                .orElse(Set.of());
    }

    private static boolean leads(Door door, String path) {
        return PathPatternParser.defaultInstance.parse(door.path()).matches(PathContainer.parsePath(path));
    }

    /** The pattern that a request's path fits; "elsewhere" where none does. */
    static String nameOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        return ALL.stream()
                .filter(door -> leads(door, path))
                .map(Door::path)
                .findFirst()
                .orElseGet(() -> path.startsWith("/v1/admin/") ? "/v1/admin/" : "elsewhere");
    }
}
