package io.segue.tracing;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Without a place to send traces to, none are made; Spring Boot would make them and throw them away. */
class TracingSwitch implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String SWITCH = "management.opentelemetry.enabled";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.getProperty(ENDPOINT, "").isBlank()) return;
        environment.getPropertySources().addLast(new MapPropertySource("tracing", Map.of(SWITCH, false)));
    }
}
