package io.segue.openapi;

import io.segue.security.Scope;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Completes the document: what no controller shows, who may ask, and what is shared by all operations. */
final class Document implements GlobalOpenApiCustomizer {
    // on these paths one method serves many and reads the body by itself, so what they take and answer stands in files
    private static final String TRACKING = "/v1/{call}";
    private static final String FLAGS = "/ofrep/";

    private static final String VERSION = "1.0.0";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    /** @param mappings which doors there are */
    Document(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(info())
                .servers(List.of(new Server().url("/").description("The service that serves this document")));
        document.getPaths().keySet().removeIf(path -> path.startsWith(TRACKING));
        add(document, "bodies.json");
        add(document, "tracking.json");
        if (hasFlags()) add(document, "flags.json");
        EvaluateBody.addTo(document.getComponents().getSchemas());
        var chapters = new TreeSet<Chapter>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            chapters.add(Chapter.of(path));
            operation.setTags(List.of(Chapter.of(path).tag().getName()));
            Examples.request(operation.getOperationId())
                    .ifPresent(example ->
                            operation.getRequestBody().getContent().values().forEach(body -> body.setExample(example)));
            Entrance.describe(path, method, operation);
        }));
        document.setTags(chapters.stream().map(Chapter::tag).toList());
        Entrance.SCHEMES.forEach(document.getComponents()::addSecuritySchemes);
        for (var refusal : Refusal.values()) document.getComponents().addResponses(refusal.label(), refusal.response());
    }

    private boolean hasFlags() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream())
                .anyMatch(path -> path.startsWith(FLAGS));
    }

    private static void add(OpenAPI document, String part) {
        var more = Examples.part(part);
        if (more.getPaths() != null) more.getPaths().forEach(document.getPaths()::addPathItem);
        var components = more.getComponents();
        if (components.getSchemas() != null) components.getSchemas().forEach(document.getComponents()::addSchemas);
        if (components.getResponses() != null)
            components.getResponses().forEach(document.getComponents()::addResponses);
    }

    private static Info info() {
        var scopes = Arrays.stream(Scope.values())
                .map(scope -> "| `%s` | %s |"
                        .formatted(scope.label(), Javadocs.of(scope).orElse("")))
                .collect(Collectors.joining("\n"));
        return new Info()
                .title("Segue")
                .version(VERSION)
                .summary("Decides, from what is known of each user, what to do next, and says why.")
                .description(Examples.text("description.md").replace("{scopes}", scopes))
                .license(new License().name("Apache-2.0").identifier("Apache-2.0"));
    }
}
