package io.segue.tracking.web;

import io.segue.server.BodyRoom;
import io.segue.tracking.TrackingLimits;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** What must stand before everything else on the paths of the tracking API. */
@Configuration(proxyBeanMethods = false)
class IngestConfig {
    /** Any web page may send events; its browser asks first, without a key, so the answer comes before the security chain. */
    @Bean
    FilterRegistrationBean<CorsFilter> ingestCors() {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of("POST", "OPTIONS"));
        cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Content-Encoding", "X-Retry-Count"));
        cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        cors.setMaxAge(Duration.ofHours(1));
        var paths = new UrlBasedCorsConfigurationSource();
        IngestPaths.all().forEach(path -> paths.registerCorsConfiguration(path, cors));
        return first(new FilterRegistrationBean<>(new CorsFilter(paths)), 1);
    }

    @Bean
    FilterRegistrationBean<BodyFilter> ingestBodies(TrackingLimits limits, BodyRoom room) {
        return first(new FilterRegistrationBean<>(new BodyFilter(limits, room)), 0);
    }

    private static <T extends Filter> FilterRegistrationBean<T> first(FilterRegistrationBean<T> filter, int place) {
        filter.addUrlPatterns(IngestPaths.ROOT + "/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return filter;
    }
}
