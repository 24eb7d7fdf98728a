package io.segue.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks. People who sign in are callers too, whatever they sign in with: what comes after asks for scopes and names only.
 *
 * @param id     how the audit names it, {@code key:ID} or {@code person:NAME}
 * @param userId the one user it may ask about; null for any
 * @param origins web origins it must come from; empty for any place
 * @param requestsPerSecond how fast it may ask on average; null for the usual
 */
public record Caller(
        String id,
        Set<Scope> scopes,
        @Nullable String userId,
        Set<String> origins,
        @Nullable Integer requestsPerSecond) {
    /** Everybody, where the service runs without keys. */
    static final Caller ANYONE = new Caller("anyone", Set.of(Scope.values()), null, Set.of(), null);

    /** Nobody in particular. */
    static final Caller NOBODY = new Caller("nobody", Set.of(), null, Set.of(), null);

    public Caller {
        scopes = Set.copyOf(scopes);
        origins = Set.copyOf(origins);
    }

    /** Who asks with the request that this thread works on. */
    public static Caller current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : NOBODY;
    }

    /** Whether it has any of those scopes. */
    public boolean mayAny(Scope... any) {
        return List.of(any).stream().anyMatch(scopes::contains);
    }

    /** Whether it may ask about that user. */
    public boolean mayAskAbout(String user) {
        return userId == null || userId.equals(user);
    }

    /** Whether it may send requests with that header Origin, which is null from anything but a web page. */
    boolean mayComeFrom(@Nullable String origin) {
        return origins.isEmpty() || (origin != null && origins.contains(origin));
    }

    /** A key that administrators made. */
    static Caller of(ApiKey key) {
        return new Caller("key:" + key.id(), key.scopes(), null, key.origins(), key.requestsPerSecond());
    }

    static Caller configured(Scope scope) {
        return new Caller("configured:" + scope.label(), Set.of(scope), null, Set.of(), null);
    }
}
