package io.segue.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Callers as the security chain knows them. */
final class CallerAuthentication {
    /** Of the set-up token: making the first key. */
    static final String SET_UP = "SET_UP";

    private CallerAuthentication() {}

    static AbstractAuthenticationToken of(Caller caller) {
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities(caller));
    }

    static List<GrantedAuthority> authorities(Caller caller) {
        var authorities = new ArrayList<GrantedAuthority>();
        caller.scopes().forEach(scope -> authorities.add(new SimpleGrantedAuthority(scope.authority())));
        if (caller.equals(SetUpToken.CALLER)) authorities.add(new SimpleGrantedAuthority(SET_UP));
        return authorities;
    }
}
