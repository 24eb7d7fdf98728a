package io.segue.openapi;

import io.segue.security.Doors;
import io.segue.security.Scope;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;

/** Which keys an operation asks for, as the doors say. */
final class Entrance {
    private static final String BEARER = "key";
    private static final String HEADER = "keyHeader";
    private static final String WRITE_KEY = "writeKey";

    static final Map<String, SecurityScheme> SCHEMES = Map.of(
            BEARER,
            new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .description(
                            "`Authorization: Bearer KEY`: a key of this service, a token of one user (see `makeUserToken`), or a JWT"
                                    + " of the identity provider, where one is configured."),
            HEADER,
            new SecurityScheme()
                    .type(SecurityScheme.Type.APIKEY)
                    .in(SecurityScheme.In.HEADER)
                    .name("X-API-Key")
                    .description("`X-API-Key: KEY`, for clients that can't send the other header."),
            WRITE_KEY,
            new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("basic")
                    .description(
                            "A key of scope `ingest` as the user name, without a password. Or leave the header out and send"
                                    + " it in the body, as `writeKey`."));

    private Entrance() {}

    /** Says what opens it. */
    static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (Chapter.of(path) == Chapter.TRACKING) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(WRITE_KEY), new SecurityRequirement()));
            scopes(operation, List.of(Scope.INGEST));
            return;
        }
        var pattern = path.replaceAll("\\{[^}]+}", "*");
        if (Doors.WITHOUT_A_KEY.contains(pattern)) {
            operation.setSecurity(List.of());
            return;
        }
        operation.setSecurity(
                List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(HEADER)));
        var scopes = new TreeSet<>(Set.of(Scope.ADMIN));
        scopes.addAll(Doors.opening(HttpMethod.valueOf(method.name()), path));
        scopes(operation, scopes);
    }

    private static void scopes(Operation operation, Collection<Scope> any) {
        var scopes = any.stream().map(Scope::label).toList();
        operation.addExtension("x-required-scopes", scopes);
        operation.setDescription(
                "%s\n\nNeeds a key with the scope %s.".formatted(operation.getDescription(), Words.either(scopes)));
    }
}
