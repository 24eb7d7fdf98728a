package io.segue.bench;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an answer costs at least: the same server and framework, and nothing else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@RestController
class Floor {
    static final String PATH = "/floor";

    private static final Map<String, Object> ANSWER = Map.of("ok", true);

    @GetMapping(PATH)
    Map<String, Object> floor() {
        return ANSWER;
    }

    /** @param args the port */
    public static void main(String[] args) {
        new SpringApplicationBuilder(Floor.class)
                .properties(
                        "server.address=127.0.0.1",
                        "server.port=" + args[0],
                        // not what Segue sets
                        "spring.config.name=floor",
                        "logging.level.root=warn")
                .run();
    }
}
