package io.segue.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A server of nothing but questions that fail. */
class BrokenConnectionsTest {
    private static ConfigurableApplicationContext server;

    @BeforeAll
    static void start() {
        server = new SpringApplicationBuilder(Failing.class)
                .properties("server.port=0", "server.address=127.0.0.1", "spring.config.name=none")
                .run();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_connection_to_something_else_that_broke_is_a_failure_of_the_service() throws Exception {
        var answer = answer("/database");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Internal Server Error");
    }

    @Test
    void what_spring_knows_an_answer_to_is_answered_as_before() throws Exception {
        assertThat(answer("/number?of=x").statusCode()).isEqualTo(400);
        assertThat(answer("/number").statusCode()).isEqualTo(400);
        assertThat(answer("/number?of=1").statusCode()).isEqualTo(200);
        assertThat(answer("/nowhere").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        var port = server.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @RestController
    @Import(BrokenConnections.class)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class
    })
    static class Failing {
        @GetMapping("/database")
        String database() {
            throw new IllegalStateException("no answer", new UncheckedIOException(new IOException("Broken pipe")));
        }

        @GetMapping("/number")
        int number(@RequestParam int of) {
            return of;
        }
    }
}
