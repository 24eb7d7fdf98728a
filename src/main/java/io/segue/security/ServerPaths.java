package io.segue.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What the server makes of paths: ids of users may hold any character, and arrive encoded. */
@Configuration(proxyBeanMethods = false)
class ServerPaths {
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
        var firewall = new NothingToFailOver();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    /**
     * The actuator's names are plain and few in a path, and it fails over some that are not. What looks at origins fails over a type of
     * body that stands for many. Anybody may ask for either.
     */
    private static final class NothingToFailOver extends StrictHttpFirewall {
        private static final String ROOT = "/actuator/";
        private static final String NAME = "/[A-Za-z0-9._-]+";
        /** Of health there are parts within groups; it fails over names within anything that is not there. */
        private static final Pattern PLAIN =
                Pattern.compile("/actuator(%1$s){0,2}/?|/actuator/health/(liveness|readiness)%1$s".formatted(NAME));

        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) throws RequestRejectedException {
            var path = request.getRequestURI();
            // two readings of a path, of which one leads there
            if ((path.startsWith(ROOT) || request.getServletPath().startsWith(ROOT))
                    && !PLAIN.matcher(path).matches())
                throw new RequestRejectedException("a name below /actuator that is not plain");
            if (request.getContentType() != null && request.getContentType().contains("*"))
                throw new RequestRejectedException("a body of more than one type");
            return super.getFirewalledRequest(request);
        }
    }
}
