package io.segue.openapi;

import io.segue.security.Doors;
import io.segue.security.Doors.Door;
import io.segue.security.Scope;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
        scopes(
                operation,
                Doors.ALL.stream()
                        .filter(door -> door.path().equals(pattern)
                                && door.method().name().equals(method.name()))
                        .map(Door::scopes)
                        .flatMap(scopes -> java.util.stream.Stream.concat(
                                scopes.stream(), java.util.stream.Stream.of(Scope.ADMIN)))
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList());
    }

    private static void scopes(Operation operation, List<Scope> found) {
        var scopes = (found.isEmpty() ? List.of(Scope.ADMIN) : found)
                .stream().map(Scope::label).toList();
        operation.addExtension("x-required-scopes", scopes);
        operation.setDescription(
                "%s\n\nNeeds a key with the scope %s.".formatted(operation.getDescription(), Words.either(scopes)));
    }
}
