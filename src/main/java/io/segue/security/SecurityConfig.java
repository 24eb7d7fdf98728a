package io.segue.security;

import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The chain: ingest looks at its write key itself, probes are open, everything else needs the admin key. */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ServerProperties server,
            @Value("${segue.admin-key:}") String adminKey,
            @Value("${segue.open:false}") boolean open) {
        // keys travel in headers that no browser adds by itself, so there is nothing to forge across sites
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new BearerKeyFilter(new AdminKey(adminKey.strip())), AuthorizationFilter.class)
                .addFilterAfter(new BodyLimit(), AuthorizationFilter.class)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint((request, response, e) ->
                                refuse(response, 401, "Unauthorized", "A key is needed: Authorization: Bearer KEY."))
                        .accessDeniedHandler((request, response, e) ->
                                refuse(response, 403, "Forbidden", "This key does not allow it.")));
        if (open) {
            onlyOnLoopback(server.getAddress());
            http.addFilterBefore(new OpenHostFilter(), BearerKeyFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        } else {
            http.authorizeHttpRequests(
                    // a failure is told to whoever got as far as failing, not turned into a refusal of the key
                    requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .requestMatchers(IngestPaths.all().toArray(String[]::new))
                            .permitAll()
                            .requestMatchers("/actuator/health", "/actuator/health/*", "/livez", "/readyz")
                            .permitAll()
                            .anyRequest()
                            .hasAuthority("SCOPE_admin"));
        }
        return http.build();
    }

    private static void onlyOnLoopback(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress())
            throw new OpenToTheWorld(address == null ? "not set" : address.getHostAddress());
    }

    private static void refuse(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write("""
                {"type":"urn:segue:problem:key","title":"%s","status":%d,"detail":"%s"}""".formatted(title, status, detail));
    }

    /**
     * Leaves encoded slashes and backslashes in a path as they are, for the same reason as {@link #firewall}; and has what Tomcat
     * refuses by itself told as everything else is.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        var keep = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return tomcat -> {
            tomcat.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(keep);
                connector.setEncodedReverseSolidusHandling(keep);
            });
            tomcat.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host)
                    host.setErrorReportValveClass(ProblemReport.class.getName());
            });
        };
    }

    /** Ids of users may hold slashes, percent signs and semicolons; they arrive encoded and are decoded once, by the controller. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    /** There are no people with passwords here; this keeps a made-up one from being printed at start. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
