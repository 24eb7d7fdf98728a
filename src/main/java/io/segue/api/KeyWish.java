package io.segue.api;

import io.segue.security.ApiKey;
import io.segue.security.Caller;
import io.segue.security.Keys;
import io.segue.security.Origins;
import io.segue.security.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key is to be made with, as a request says it. */
final class KeyWish {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::label).collect(Collectors.joining(", "));

    private KeyWish() {}

    /** @throws BadRequest with everything that is wrong with it */
    static ApiKey.Wish read(Map<String, Object> request, Caller by, Instant now) {
        var body = new Fields(request, "name", "scopes", "origins", "requestsPerSecond", "expiresAt");
        var name = body.text("name", LONGEST_NAME);
        var scopes = scopes(body);
        var origins = origins(body);
        var perSecond = body.whole("requestsPerSecond", 1, MOST_REQUESTS);
        var expiresAt = body.instant("expiresAt");
        if (expiresAt != null && !expiresAt.isAfter(now)) body.wrong("/expiresAt", "is over already");
        if (scopes.stream().anyMatch(Scope::seenByEverybody) && scopes.size() > 1)
            body.wrong(
                    "/scopes",
                    "has ingest or evaluate among others; keys of these stand in web pages, so they have no other");
        if (scopes.contains(Scope.EVALUATE) && origins.isEmpty())
            body.wrong("/origins", "is missing; a key of scope evaluate is bound to the web origins it is used from");
        if (Keys.isFirst(by) && !scopes.contains(Scope.ADMIN))
            body.wrong("/scopes", "lacks admin; the first key has it, since it makes the others");
        body.check();
        return new ApiKey.Wish(
                String.valueOf(name),
                scopes,
                origins,
                perSecond == null ? null : (Integer) perSecond.intValue(),
                expiresAt);
    }

    private static Set<Scope> scopes(Fields body) {
        var scopes = EnumSet.noneOf(Scope.class);
        var labels = body.texts("scopes");
        if (labels.isEmpty()) body.wrong("/scopes", "is empty; expected some of " + SCOPES);
        for (int i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            var scope = Scope.of(label);
            if (scope.isEmpty()) body.wrong("/scopes/" + i, "is \"%s\"; expected one of %s".formatted(label, SCOPES));
            else scopes.add(scope.get());
        }
        return scopes;
    }

    private static Set<String> origins(Fields body) {
        var origins = body.texts("origins");
        for (int i = 0; i < origins.size(); i++) {
            var pointer = "/origins/" + i;
            Origins.wrong(origins.get(i)).ifPresent(detail -> body.wrong(pointer, detail));
        }
        return Set.copyOf(origins);
    }
}
