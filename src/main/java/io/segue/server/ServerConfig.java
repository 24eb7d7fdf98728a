package io.segue.server;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the server hold to its limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerSettings.class)
class ServerConfig {
    /** What is made of a body is several times as large, and there is more to do than to read bodies. */
    private static final int SHARE_OF_MEMORY = 16;

    @Bean
    BodyRoom bodyRoom(ServerSettings settings, MeterRegistry meters) {
        long bytes = settings.bodies().toBytes();
        return new BodyRoom(bytes > 0 ? bytes : Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, meters);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bounds(ServerSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(BoundedHttp.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof BoundedHttp http) http.limit(settings);
            });
        };
    }
}
