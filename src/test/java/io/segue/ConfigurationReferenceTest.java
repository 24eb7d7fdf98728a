package io.segue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference of all settings, made from what the compiler and the libraries tell of them. */
class ConfigurationReferenceTest {
    private static final Path DOCUMENT = Path.of("src/docs/configuration.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String OWN = "segue.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(segue\\.[a-z.-]+)");
    private static final Pattern TAG = Pattern.compile("\\{@(?:code|link|linkplain)\\s+([^}]*)}");
    private static final Map<String, String> TYPES = Map.of(
            "java.lang.String", "text",
            "java.lang.Integer", "number",
            "java.lang.Long", "number",
            "java.lang.Boolean", "true or false",
            "java.nio.file.Path", "path",
            "java.time.ZoneId", "time zone",
            "java.time.Duration", "time, `10s`",
            "org.springframework.util.unit.DataSize", "size, `32KB`",
            "java.util.List<java.lang.String>", "list, with commas");

    private record Property(String name, String type, String defaultValue, String description) {}

    /** Without bin/docs, what the document said of a new setting was nothing. */
    @Test
    void the_document_is_what_the_code_says() throws Exception {
        var made = document();
        if ("write".equals(System.getProperty("segue.docs"))) Files.writeString(DOCUMENT, made);

        assertThat(Files.readString(DOCUMENT))
                .as("src/docs/configuration.md is stale: run bin/docs")
                .isEqualTo(made);
    }

    @Test
    void every_setting_that_the_code_asks_for_has_a_meaning() throws Exception {
        var known = properties();
        var asked = new ArrayList<String>();
        try (var sources = Files.walk(SOURCES)) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList())
                PLACEHOLDER.matcher(Files.readString(source)).results().forEach(hit -> asked.add(hit.group(1)));
        }

        assertThat(known.keySet()).containsAll(asked);
        assertThat(known.values())
                .filteredOn(property -> property.name().startsWith(OWN))
                .allSatisfy(property ->
                        assertThat(property.description()).as(property.name()).isNotBlank());
    }

    private static String document() throws IOException {
        var properties = properties();
        var text = new StringBuilder("""
                # Configuration
                Made from the code by `bin/docs`; change the code instead.

                A setting is a line `name=value` of `config/application.properties` in the working directory, an environment variable, or
                an argument `--name=value`; of several the last of these wins. Sizes are written `32KB`, times `500ms`, `10s`, `5m` or `1h`.
                A setting that can't be used ends the start and is named.

                ## Segue
                """);
        var groups = new TreeMap<String, List<Property>>();
        for (var property : properties.values()) {
            if (!property.name().startsWith(OWN)) continue;
            var group = property.name().substring(0, property.name().lastIndexOf('.'));
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(property);
        }
        groups.forEach((group, members) -> {
            if (!group.equals("segue")) text.append("\n### `").append(group).append("`\n");
            text.append("| setting | variable | value | default | meaning |\n|---|---|---|---|---|\n");
            for (var member : members)
                text.append("| `%s` | `%s` | %s | %s | %s |\n"
                        .formatted(
                                member.name(),
                                variable(member.name()),
                                TYPES.getOrDefault(member.type(), simple(member.type())),
                                member.defaultValue().isEmpty() ? "none" : "`" + member.defaultValue() + "`",
                                member.description()));
        });
        text.append("""

                ## Server, probes, metrics and log
                What Segue sets otherwise than Spring Boot does, or sets lest it change. All other settings of Spring Boot hold as well.

                | setting | variable | value | meaning |
                |---|---|---|---|
                """);
        settings().forEach((name, value) -> {
            if (name.startsWith(OWN)) return;
            var property = properties.get(name);
            text.append("| `%s` | `%s` | `%s` | %s |\n"
                    .formatted(name, variable(name), value, property == null ? "" : property.description()));
        });
        return text.toString();
    }

    /** As application.yaml has them. */
    private static TreeMap<String, String> settings() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        var settings = new TreeMap<String, String>();
        yaml.getObject().forEach((name, value) -> settings.put(name.toString(), value.toString()));
        return settings;
    }

    private static TreeMap<String, Property> properties() throws IOException {
        var properties = new TreeMap<String, Property>();
        var resources = ConfigurationReferenceTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json");
        for (URL resource : Collections.list(resources))
            try (var stream = resource.openStream()) {
                for (var property : JsonMapper.shared().readTree(stream).get("properties"))
                    properties.put(property.get("name").asString(), property(property));
            }
        return properties;
    }

    private static Property property(JsonNode property) {
        return new Property(
                property.get("name").asString(),
                property.path("type").asString(""),
                value(property.path("defaultValue")),
                oneLine(property.path("description").asString("")));
    }

    private static String value(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(ConfigurationReferenceTest::value).collect(Collectors.joining(", "))
                : value.asString("");
    }

    private static String oneLine(String description) {
        return TAG.matcher(description)
                .replaceAll("`$1`")
                .replaceAll("\\s+", " ")
                .replaceAll("\\bnull\\b", "none")
                .replace("|", "\\|")
                .strip();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_').replaceAll("\\[(\\d+)]", "_$1");
    }

    private static String simple(String type) {
        return type.replaceAll("[a-z]+\\.(?=[a-zA-Z])", "").replace("<", "&lt;");
    }
}
