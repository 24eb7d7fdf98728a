package io.segue.fuzz;

import io.segue.problems.ProblemType;
import io.segue.support.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with an answer, whatever was asked. */
final class Judge {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> TYPES = Arrays.stream(ProblemType.values())
            .map(type -> type.uri().toString())
            .collect(Collectors.toSet());
    /** None of this is in anything that is sent. */
    private static final Pattern INSIDE =
            Pattern.compile("Exception|\\bio\\.segue\\b|\\borg\\.(spring|apache|sqlite|hibernate)"
                    + "|\\bjava\\.(lang|util|io|net|sql|time|nio)\\b|tools\\.jackson|com\\.(hazelcast|fasterxml|zaxxer)|\\bat [\\w.$/]+\\([\\w.]+(:\\d+)?\\)"
                    + "|root:x:0:0|Apache Tomcat|SQLITE_");

    private static final Pattern OPEN_TO_ALL =
            Pattern.compile("/(actuator/health(/[^/?]*)?|livez|readyz|problems(/[^/?]*)?)([?].*)?");

    private Judge() {}

    /** Empty when all is well. */
    static List<String> wrong(Shot shot, Answer answer, boolean toHead) {
        var wrong = new ArrayList<String>();
        int status = answer.status();
        boolean later = status == 429 || status == 503;
        if (status >= 500 && status != 503) wrong.add("status " + status);
        if (later
                && answer.header("Retry-After").isEmpty()
                && !OPEN_TO_ALL.matcher(shot.path()).matches())
            wrong.add("status %d without Retry-After".formatted(status));
        if (answer.header(Nasty.INJECTED).isPresent()) wrong.add("a header of ours is in the answer");
        if (answer.header("Set-Cookie").isPresent()) wrong.add("a cookie");
        if (!answer.header("Location").orElse("/v1/").startsWith("/v1/")) wrong.add("leads elsewhere");
        if (status / 100 == 2 && !shot.keyed() && !opensWithoutKey(shot))
            wrong.add("status %d without a key".formatted(status));
        var text = answer.text();
        if (text.contains(Nasty.EVALUATED)) wrong.add("an expression was evaluated");
        var inside = INSIDE.matcher(text);
        if (!(status == 200 && asksForFigures(shot)) && inside.find())
            wrong.add("tells of its inside: " + inside.group());
        if (!toHead) wrong.addAll(wrongBody(answer, text));
        return wrong;
    }

    private static boolean opensWithoutKey(Shot shot) {
        var path = shot.path().replaceAll(";[^/?]*", "").replaceAll("^(https?://[^/]*)", "");
        return OPEN_TO_ALL.matcher(decoded(path)).matches()
                || text(shot.requests().get(0)).startsWith("OPTIONS ");
    }

    /** With its percent-encoded letters as letters. */
    private static String decoded(String path) {
        return Pattern.compile("%(4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])", Pattern.CASE_INSENSITIVE)
                .matcher(path)
                .replaceAll(code -> String.valueOf((char) Integer.parseInt(code.group(1), 16)));
    }

    /** Who may look at figures sees names of classes among them. */
    private static boolean asksForFigures(Shot shot) {
        return shot.requests().stream().anyMatch(request -> text(request).contains("/actuator/"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> wrongBody(Answer answer, String text) {
        var type = answer.header("Content-Type").orElse("");
        boolean problem = type.startsWith("application/problem+json");
        if (!problem && !type.contains("json")) return List.of();
        if (text.isEmpty()) return List.of("JSON without anything");
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            return List.of("the body is no JSON: " + e.getOriginalMessage());
        }
        if (answer.status() >= 400 && !problem && !json.has("errorCode") && !json.has("status"))
            return List.of("a refusal that is no problem");
        if (!problem) return List.of();
        if (!TYPES.contains(json.path("type").asString(""))) return List.of("unknown type " + json.path("type"));
        if (json.path("status").asInt(0) != answer.status()) return List.of("status of the body is another");
        return List.of();
    }
}
