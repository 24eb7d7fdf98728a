package io.segue.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.audit.Audit;
import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.tracking.web.IngestGate;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** The chain that every request passes, and what stands in it. {@link Doors} says who may do what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConfiguredKeys.class, SecuritySettings.class})
@EnableScheduling
class SecurityConfig {
    private static final Duration REFUSALS_TOGETHER = Duration.ofSeconds(5);
    /** Nothing here is a page that loads anything. */
    private static final String NOTHING_LOADED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    Keys keys(KeyStore store, Audit audit, DataSource database, ConfiguredKeys configured, Clock clock) {
        return new Keys(store, audit, new TransactionTemplate(new JdbcTransactionManager(database)), configured, clock);
    }

    @Bean
    UserTokens userTokens(KeyStore store, Clock clock) {
        return new EncryptedUserTokens(
                store.shared("user-tokens", KeyText.random().secret()), clock);
    }

    @Bean
    Admission admission(Keys keys, UserTokens userTokens, SecuritySettings settings) {
        return new Admission(keys, userTokens, settings);
    }

    @Bean
    RefusalLog refusalLog(Audit audit, Clock clock) {
        return new RefusalLog(audit, clock);
    }

    @Bean
    IngestGate writeKeys(Admission admission, RefusalLog refusals, ConfiguredKeys configured) {
        return new WriteKeys(admission, refusals, configured.open());
    }

    @Bean
    SchedulingConfigurer securityChores(Keys keys, RefusalLog refusals) {
        return chores -> {
            chores.addFixedDelayTask(keys::keepUp, Keys.RELOAD);
            chores.addFixedDelayTask(refusals::flush, REFUSALS_TOGETHER);
        };
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ServerProperties server,
            ConfiguredKeys configured,
            SecuritySettings settings,
            Keys keys,
            Admission admission,
            RefusalLog refusals,
            ObjectProvider<JwtDecoder> identityProvider,
            MeterRegistry meters) {
        // keys travel in headers that no browser adds by itself, so there is nothing to forge across sites
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .cors(cors -> cors.configurationSource(flagOrigins(keys, settings)))
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::deny)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_LOADED))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterAfter(new CapacityFilter(settings.atOnce(), meters), CorsFilter.class)
                .addFilterBefore(new KeyFilter(admission, refusals), BasicAuthenticationFilter.class)
                .addFilterBefore(new CallerFilter(admission, refusals), AuthorizationFilter.class)
                .addFilterAfter(new BodyLimit(), AuthorizationFilter.class)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(
                                (request, response, e) -> unknown(request, response, refusals))
                        .accessDeniedHandler((request, response, e) -> notAllowed(request, response, refusals)));
        identityProvider.ifAvailable(decoder -> http.oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(
                        request -> PresentedKey.of(request)
                                .filter(PresentedKey::isOfIdentityProvider)
                                .orElse(null))
                .authenticationEntryPoint((request, response, e) -> unknown(request, response, refusals))
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new PeopleTokens(settings.jwt())))));
        if (configured.open()) {
            onlyOnLoopback(server.getAddress());
            http.anonymous(anyone -> anyone.principal(Caller.ANYONE)
                            .authorities(CallerAuthentication.authorities(Caller.ANYONE)))
                    .addFilterBefore(new OpenHostFilter(), KeyFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        } else {
            http.anonymous(nobody -> nobody.principal(Caller.NOBODY)).authorizeHttpRequests(requests -> {
                // a failure is told to whoever got as far as failing, not turned into a refusal of the key
                requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(IngestPaths.all().toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(Doors.WITHOUT_A_KEY.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, Doors.MAKE_A_KEY)
                        .hasAnyAuthority(Scope.ADMIN.authority(), CallerAuthentication.SET_UP);
                for (var door : Doors.ALL)
                    requests.requestMatchers(Doors.matchers(door)).hasAnyAuthority(Doors.authorities(door));
                requests.anyRequest().hasAuthority(Scope.ADMIN.authority());
            });
        }
        return http.build();
    }

    private static void onlyOnLoopback(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress())
            throw new OpenToTheWorld(address == null ? "not set" : address.getHostAddress());
    }

    private static void unknown(HttpServletRequest request, HttpServletResponse response, RefusalLog refusals)
            throws IOException {
        refusals.note(request, Caller.NOBODY, "refused.key");
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemWriter.write(
                request,
                response,
                ProblemType.KEY.problem("A key is needed: Authorization: Bearer KEY, or X-API-Key: KEY."));
    }

    private static void notAllowed(HttpServletRequest request, HttpServletResponse response, RefusalLog refusals)
            throws IOException {
        refusals.note(request, Caller.current(), "refused.scope");
        ProblemWriter.write(request, response, ProblemType.FORBIDDEN.problem("This key does not allow it."));
    }

    /** Pages of the origins that keys are bound to, and of those configured, may ask for flags. */
    private static CorsConfigurationSource flagOrigins(Keys keys, SecuritySettings settings) {
        return request -> {
            if (!request.getRequestURI().startsWith("/ofrep/")) return null;
            var origins = new HashSet<>(keys.origins());
            origins.addAll(settings.origins());
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(List.copyOf(origins));
            cors.setAllowedMethods(List.of("GET", "POST", "OPTIONS"));
            cors.setAllowedHeaders(List.of(
                    HttpHeaders.AUTHORIZATION, "X-API-Key", HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_NONE_MATCH));
            cors.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER));
            cors.setMaxAge(Duration.ofHours(1));
            return cors;
        };
    }

    /** There are no people with passwords here; this keeps a made-up one from being printed at start. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
