package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Takes tokens of an identity provider, where one is configured, beside keys. */
final class IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final JwtDecoder decoder;
    private final PeopleTokens people;

    /** @throws UnsafeStart when tokens meant for other services would be taken too */
    IdentityProvider(JwtDecoder decoder, PeopleTokens people, OAuth2ResourceServerProperties.Jwt provider) {
        this.decoder = decoder;
        this.people = people;
        if (provider.getAudiences().isEmpty())
            throw new UnsafeStart(
                    "An identity provider is configured without an audience, so tokens meant for other services would open this one.",
                    "Set spring.security.oauth2.resourceserver.jwt.audiences to the name that the provider has for Segue.");
    }

    void addTo(HttpSecurity http, AuthenticationEntryPoint unknown) {
        http.oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(request -> PresentedKey.of(request)
                        .filter(PresentedKey::isOfIdentityProvider)
                        .orElse(null))
                .withObjectPostProcessor(failures((request, response, e) -> {
                    if (e instanceof AuthenticationServiceException) away(request, response, e);
                    else unknown.commence(request, response, e);
                }))
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(people)));
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failures(AuthenticationFailureHandler handler) {
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    private static void away(HttpServletRequest request, HttpServletResponse response, Exception e) throws IOException {
        LOG.error("the identity provider does not tell its keys", e);
        ProblemWriter.write(
                request,
                response,
                ProblemType.UNAVAILABLE.problem("The identity provider can't be asked whether the token is good."),
                COME_AGAIN);
    }
}
