package io.segue.problems;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pages that explain the kinds of problems. All their words are the service's own; nothing of a request is in them. */
@RestController
class ProblemPages {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** Every kind there is. */
    @GetMapping("/problems")
    ResponseEntity<String> all() {
        return page(
                "Problems",
                Arrays.stream(ProblemType.values())
                        .map(type ->
                                "<li><a href=\"%s\">%s</a>: %s</li>".formatted(type.uri(), type.slug(), type.title()))
                        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>")));
    }

    /** One kind: when it is answered, and what to do about it. */
    @GetMapping("/problems/{name}")
    ResponseEntity<String> one(@PathVariable String name) {
        return ProblemType.named(name)
                .map(type -> page(
                        type.title(),
                        "<p>Status %d, type <code>%s</code>.</p>\n<p>%s</p>\n<p>%s</p>\n<p><a href=\"/problems\">All kinds</a></p>"
                                .formatted(type.status().value(), type.uri(), type.meaning(), type.cure())))
                .orElseThrow(() -> new ErrorResponseException(
                        HttpStatus.NOT_FOUND,
                        ProblemType.NOT_FOUND.problem("There is no such kind of problem."),
                        null));
    }

    private static ResponseEntity<String> page(String title, String content) {
        return ResponseEntity.ok().contentType(HTML).body("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s - Segue</title></head>
                <body><h1>%1$s</h1>
                %2$s
                </body>
                </html>
                """.formatted(title, content));
    }
}
