package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint by every role, both ways. The table below is written by hand, not taken from the code it checks. */
class WhoMayTest {
    private static final String ORIGIN = "https://app.example.com";

    /** Method and path, then who may; admin may all but bring events. "-" is without any key. */
    private static final String TABLE = """
            GET    /v1/users                         read
            GET    /v1/users/{id}/decision           decide read
            GET    /v1/users/{id}/export
            DELETE /v1/users/{id}
            POST   /v1/evaluate                      decide
            POST   /v1/user-tokens                   decide
            GET    /v1/accounts/{id}                 read sell
            GET    /v1/segments                      read
            GET    /v1/data-rights                   read author publish
            GET    /v1/refresh                       read publish
            GET    /v1/refresh/{id}                  read publish
            POST   /v1/refresh                       publish
            DELETE /v1/refresh/{id}                  publish
            GET    /v1/tables                        read author publish
            GET    /v1/tables/{id}/workbook          read author publish
            POST   /v1/tables/{id}/drafts            author
            GET    /v1/drafts                        author publish
            GET    /v1/drafts/{id}                   author publish
            DELETE /v1/drafts/{id}                   author publish
            GET    /v1/drafts/{id}/diff              author publish
            POST   /v1/drafts/{id}/rehearsal         author publish
            GET    /v1/drafts/{id}/rehearsal         author publish
            GET    /v1/rehearsals/{id}               author publish
            DELETE /v1/rehearsals/{id}               author publish
            GET    /v1/knowledge/versions            read author publish
            GET    /v1/knowledge/versions/{id}       read author publish
            GET    /v1/knowledge/versions/{id}/diff  read author publish
            GET    /v1/knowledge/releases            author publish
            GET    /v1/knowledge/releases/{id}       author publish
            POST   /v1/knowledge/releases            publish
            DELETE /v1/knowledge/releases/{id}       publish
            POST   /v1/knowledge/rollback            publish
            POST   /v1/knowledge/reload
            POST   /ofrep/v1/evaluate/flags          evaluate decide user-token
            POST   /ofrep/v1/evaluate/flags/{id}     evaluate decide user-token
            GET    /ofrep/{id}                       evaluate decide user-token
            GET    /v1/admin/journal
            GET    /v1/admin/verify
            GET    /v1/admin/audit
            GET    /v1/admin/keys
            POST   /v1/admin/keys
            GET    /v1/admin/keys/{id}
            POST   /v1/admin/keys/{id}/rotate
            DELETE /v1/admin/keys/{id}
            GET    /actuator/prometheus              read
            GET    /actuator/metrics                 read
            GET    /actuator/metrics/{id}            read
            GET    /actuator/info                    read
            GET    /actuator
            GET    /actuator/sbom
            GET    /actuator/sbom/{id}
            GET    /v3/api-docs                      ingest evaluate decide read author publish sell user-token
            GET    /v3/api-docs.yaml                 ingest evaluate decide read author publish sell user-token
            GET    /nowhere
            GET    /actuator/health                  -
            GET    /actuator/health/{id}             -
            GET    /livez                            -
            GET    /readyz                           -
            GET    /problems                         -
            GET    /problems/{id}                    -
            """;

    /** Ask for keys of their own, so that the table does not hold for them: bringing events, and the event stream. */
    private static final Set<String> BY_THEMSELVES =
            Set.of("identify", "track", "page", "screen", "group", "alias", "batch", "/ofrep/v1/events", "/error");

    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static Http http;
    private static final Map<Scope, String> KEYS = new EnumMap<>(Scope.class);
    private static String userToken = "";

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        http = new Http(segue);
        for (var scope : Scope.values())
            KEYS.put(
                    scope,
                    scope == Scope.EVALUATE
                            ? http.key("evaluate", "\"origins\":[\"%s\"]".formatted(ORIGIN))
                            : http.key(scope.label()));
        var minted = http.send("POST", "/v1/user-tokens", KEYS.get(Scope.DECIDE), "{\"userId\":\"ann\"}");
        userToken = Http.json(minted).get("token").asString();
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void each_role_opens_its_doors_and_no_others() {
        var wrong = new ArrayList<String>();
        rows().forEach((door, may) -> {
            var method = door.split(" ")[0];
            var path = door.split(" ")[1].replace("{id}", "nobody");
            for (var scope : Scope.values())
                check(wrong, door, scope.label(), status(method, path, KEYS.get(scope)), may);
            check(wrong, door, "user-token", status(method, path, userToken), may);
            var nobody = status(method, path, null);
            if (may.contains("-") ? nobody == 401 : nobody != 401)
                wrong.add("%s without a key: %d".formatted(door, nobody));
            var unknown = status(method, path, "segue_0123456789ab_" + "0".repeat(64));
            if (may.contains("-") ? unknown == 401 : unknown != 401)
                wrong.add("%s, wrong key: %d".formatted(door, unknown));
        });

        assertThat(wrong).isEmpty();
    }

    private static void check(List<String> wrong, String door, String role, int status, Set<String> may) {
        boolean expected = role.equals("admin") || may.contains(role) || may.contains("-");
        boolean in = status != 401 && status != 403;
        if (in != expected) wrong.add("%s as %s: %d".formatted(door, role, status));
    }

    private static int status(String method, String path, String key) {
        var body = method.equals("POST")
                ? "{\"userId\":7,\"overlapSeconds\":-1,\"context\":{\"targetingKey\":\"ann\"}}"
                : null;
        // a refresh would be started, which the admin's row may do
        return http.send(method, path, key, body, "Origin", ORIGIN).statusCode();
    }

    @Test
    void only_keys_of_scope_ingest_bring_events() {
        for (var scope : Scope.values())
            for (var path : List.of("/v1/track", "/v1/t/", "/v1/batch", "/v1/import")) {
                var body = "{\"writeKey\":\"%s\",\"userId\":\"u\",\"event\":\"e\",\"batch\":[]}"
                        .formatted(KEYS.get(scope));
                assertThat(http.send("POST", path, null, body).statusCode())
                        .as("%s %s", scope, path)
                        .isEqualTo(scope == Scope.INGEST ? 200 : 401);
            }
        assertThat(http.send("POST", "/v1/track", userToken, "{\"userId\":\"u\",\"event\":\"e\"}")
                        .statusCode())
                .isEqualTo(401);
    }

    /** An endpoint that somebody adds is missing here until it is said who may ask it. */
    @Test
    void every_endpoint_is_in_the_table() {
        var listed = rows().keySet().stream()
                .map(door -> door.split(" ")[1].replaceAll("\\{.*?}", "*"))
                .collect(Collectors.toCollection(TreeSet::new));
        var mappings = segue.beans(RequestMappingHandlerMapping.class);
        for (var mapping : mappings)
            for (var info : mapping.getHandlerMethods().keySet())
                for (var path : info.getPatternValues())
                    if (BY_THEMSELVES.stream().noneMatch(path::contains))
                        assertThat(listed)
                                .contains(path.replaceAll("\\{.*?}", "*").replaceAll("/\\*\\*$", "/*"));
    }

    private static Map<String, Set<String>> rows() {
        var rows = new LinkedHashMap<String, Set<String>>();
        TABLE.lines().forEach(line -> {
            var words = List.of(line.strip().split("\\s+"));
            rows.put(words.get(0) + " " + words.get(1), Set.copyOf(words.subList(2, words.size())));
        });
        return rows;
    }
}
