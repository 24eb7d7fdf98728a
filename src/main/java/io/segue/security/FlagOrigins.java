package io.segue.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Which web pages' scripts may ask for flags and read the answers: those of the origins that keys are bound to, and those configured.
 * No page may read anything else.
 */
final class FlagOrigins implements CorsConfigurationSource {
    private static final String FLAGS = "/ofrep/";

    private final Keys keys;
    private final Set<String> configured;

    FlagOrigins(Keys keys, List<String> configured) {
        this.keys = keys;
        this.configured = Set.copyOf(configured);
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(FLAGS)) return null;
        var origins = new HashSet<>(keys.origins());
        origins.addAll(configured);
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.copyOf(origins));
        cors.setAllowedMethods(List.of("GET", "POST", "OPTIONS"));
        cors.setAllowedHeaders(
                List.of(HttpHeaders.AUTHORIZATION, "X-API-Key", HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_NONE_MATCH));
        cors.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER));
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}
