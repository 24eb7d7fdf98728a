package io.segue.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.audit.Audit;
import io.segue.server.BodyRoom;
import io.segue.tracking.web.IngestGate;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
            BodyRoom bodies,
            ObjectProvider<JwtDecoder> identityProvider,
            OAuth2ResourceServerProperties provider,
            MeterRegistry meters) {
        var answers = new RefusalAnswers(refusals);
        // keys travel in headers that no browser adds by itself, so there is nothing to forge across sites
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .cors(cors -> cors.configurationSource(new FlagOrigins(keys, settings.origins())))
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::deny)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_LOADED))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new KeyFilter(admission, refusals), BasicAuthenticationFilter.class)
                .addFilterBefore(new CallerFilter(admission, refusals), AuthorizationFilter.class)
                .addFilterAfter(new BodyLimit(bodies), AuthorizationFilter.class)
                // after the body has come, so that whoever sends slowly takes no place from others
                .addFilterAfter(new CapacityFilter(settings.places(), meters), BodyLimit.class)
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(answers).accessDeniedHandler(answers));
        identityProvider.ifAvailable(
                decoder -> new IdentityProvider(decoder, new PeopleTokens(settings.jwt()), provider.getJwt())
                        .addTo(http, answers));
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
            throw new UnsafeStart(
                    "Without keys the service listens on this machine only, but segue.open is on and server.address is %s."
                            .formatted(address == null ? "not set" : address.getHostAddress()),
                    "Set server.address to 127.0.0.1, or turn segue.open off; the start then prints a token for the first key.");
    }

    /** There are no people with passwords here; this keeps a made-up one from being printed at start. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
