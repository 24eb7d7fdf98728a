package io.segue.cases;

import io.segue.decisions.Playbook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Worked cases of the definitions: all of them where they are at hand, else the part that lies among the tests' resources. */
public final class WorkedCases {
    public static final JsonMapper JSON = JsonMapper.shared();
    private static final double CLOSE = 1e-6;

    private WorkedCases() {}

    /** The folder with {@code evaluate.ndjson} and {@code stream}. */
    public static Path folder() {
        var all = Path.of(System.getProperty("segue.cases", "../shared/cases"));
        return Files.isDirectory(all) ? all : Path.of("src/test/resources/cases");
    }

    public static Stream<JsonNode> lines(String file) {
        try {
            return Files.lines(folder().resolve(file)).map(JSON::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The playbook of the checkout. */
    public static Playbook playbook() {
        var problems = new Problems();
        return Playbook.read(KnowledgeFiles.under(Path.of("").toAbsolutePath()), problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    public static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    /** The essence of an answer, in the shape of the cases' expectation. */
    public static JsonNode essence(JsonNode answer) {
        var actions = answer.get("actions");
        var essence = JSON.createObjectNode();
        essence.set("scores", answer.get("scores"));
        essence.set("segments", answer.get("segments"));
        essence.set("memberships", answer.get("memberships"));
        var keys = essence.putObject("actions");
        keys.put("onboardingPath", actions.get("onboardingPath").get("key").asString());
        keys.put("upgradeMessage", actions.get("upgradeMessage").get("key").asString());
        keys.put("emailCampaign", actions.get("emailCampaign").get("key").asString());
        keys.put("salesTier", actions.get("salesTier").get("tier").asInt());
        var features = keys.putArray("featureRecommendations");
        actions.get("featureRecommendations")
                .forEach(offer -> features.add(offer.get("feature").asString()));
        essence.put("emailAllowed", actions.get("emailCampaign").get("allowed").asBoolean());
        essence.put("nextBestAction", answer.get("nextBestAction").get("action").asString());
        return essence;
    }

    /** Where the actual lacks or contradicts what is expected; it may hold more. */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        var found = new ArrayList<String>();
        compare("", expected, actual, found);
        return found;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.isObject() && actual != null && actual.isObject()) {
            var names = new TreeMap<String, JsonNode>();
            expected.properties().forEach(entry -> names.put(entry.getKey(), entry.getValue()));
            names.forEach((name, value) -> compare(path + "/" + name, value, actual.get(name), found));
        } else if (expected.isArray() && actual != null && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) compare(path + "/" + i, expected.get(i), actual.get(i), found);
        } else if (expected.isNumber() && actual != null && actual.isNumber()) {
            if (Math.abs(expected.asDouble() - actual.asDouble()) > CLOSE)
                found.add("%s: expected %s, was %s".formatted(path, expected, actual));
        } else if (expected.isNull() ? actual != null && !actual.isNull() : !expected.equals(actual)) {
            found.add("%s: expected %s, was %s".formatted(path, expected, actual));
        }
    }

    /** Texts of an array, in order of the alphabet. */
    public static TreeSet<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
