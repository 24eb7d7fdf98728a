package io.segue.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** Makes callers of the tokens of an identity provider, whose signature, end and audience were checked. */
final class PeopleTokens implements Converter<Jwt, AbstractAuthenticationToken> {
    private static final String OWN = "segue:";

    private final SecuritySettings.Jwt settings;

    PeopleTokens(SecuritySettings.Jwt settings) {
        this.settings = settings;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var scopes = new HashSet<Scope>();
        for (var value : values(claim(token.getClaims(), settings.claim()))) scopes.addAll(scopes(value));
        // everybody sees what brings events, so no person's token does
        scopes.remove(Scope.INGEST);
        var name = claim(token.getClaims(), settings.name());
        return CallerAuthentication.of(
                new Caller("person:" + (name == null ? token.getSubject() : name), scopes, null, Set.of(), null));
    }

    private Set<Scope> scopes(String value) {
        var scopes = new HashSet<Scope>();
        if (settings.scopes().isEmpty()) ownScope(value).ifPresent(scopes::add);
        for (var label : settings.scopes().getOrDefault(value, List.of()))
            scopes.add(Scope.of(label).orElseThrow());
        return scopes;
    }

    private static Optional<Scope> ownScope(String value) {
        return value.startsWith(OWN) ? Scope.of(value.substring(OWN.length())) : Optional.empty();
    }

    /** The claim of that name or, where there is none, what the dots in it lead to. */
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) return claims.get(name);
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> nested
                ? claim(nested, name.substring(dot + 1))
                : null;
    }

    private static List<String> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> list)
            return list.stream().map(String::valueOf).toList();
        return claim == null ? List.of() : List.of(String.valueOf(claim).strip().split("\\s+"));
    }
}
