package io.segue.ofrep;

import io.segue.decisions.Evaluation;
import io.segue.decisions.Overrides;
import io.segue.ofrep.Refused.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is asked: {@code {"context": {"targetingKey": "u1", …}}}. Clients get a refusal only in the protocol's own words, so the
 * body is read here and not by Spring.
 */
final class Questions {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final String KEY = "targetingKey";

    private final JsonMapper json;
    private final List<String> overridable;

    /** @param overridable traits that the context may give; all else in it is passed over */
    Questions(JsonMapper json, List<String> overridable) {
        this.json = json;
        this.overridable = overridable;
    }

    /** @throws Refused when nobody is asked for, or the request can't be read */
    Question read(HttpServletRequest request) {
        var body = body(request);
        var context = body.get("context");
        if (context == null)
            throw Refused.badRequest(
                    Code.TARGETING_KEY_MISSING, "There is no context; expected one with a targetingKey.");
        if (!(context instanceof Map<?, ?> attributes))
            throw Refused.badRequest(Code.INVALID_CONTEXT, "/context is no object; expected one with a targetingKey.");
        return new Question(userId(attributes.get(KEY)), overrides(attributes));
    }

    private static String userId(@Nullable Object key) {
        if (key == null || (key instanceof String blank && blank.isBlank()))
            throw Refused.badRequest(
                    Code.TARGETING_KEY_MISSING, "/context/targetingKey is missing or blank; expected the user's id.");
        if (!(key instanceof String userId))
            throw Refused.badRequest(Code.INVALID_CONTEXT, "/context/targetingKey is no text; expected the user's id.");
        if (userId.length() > Evaluation.LONGEST_ID)
            throw Refused.badRequest(
                    Code.INVALID_CONTEXT,
                    "/context/targetingKey has %d characters; expected at most %d."
                            .formatted(userId.length(), Evaluation.LONGEST_ID));
        return userId;
    }

    private Overrides overrides(Map<?, ?> context) {
        if (overridable.isEmpty()) return Overrides.NONE;
        var traits = new HashMap<String, @Nullable Object>();
        for (var name : overridable) if (context.get(name) != null) traits.put(name, context.get(name));
        try {
            return Overrides.read(traits);
        } catch (Evaluation.Faulty e) {
            throw Refused.badRequest(
                    Code.INVALID_CONTEXT,
                    e.faults().stream()
                            .map(fault -> "/context%s %s.".formatted(fault.pointer(), fault.detail()))
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
    }

    private Map<String, @Nullable Object> body(HttpServletRequest request) {
        isJson(request);
        try {
            Map<String, @Nullable Object> body =
                    json.readValue(request.getInputStream().readAllBytes(), OBJECT);
            if (body != null) return body;
        } catch (JacksonException e) {
            throw unreadable(
                    e instanceof DatabindException || e.getLocation() == null
                            ? "expected one object"
                            : "line %d, column %d: %s"
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr(),
                                            e.getOriginalMessage()));
        } catch (IOException e) {
            throw unreadable("it did not arrive whole");
        }
        throw unreadable("expected one object");
    }

    private static void isJson(HttpServletRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity"))
            throw unreadable("its encoding is %s; expected none".formatted(encoding));
        var type = request.getContentType();
        if (type == null) return;
        try {
            var media = MediaType.parseMediaType(type);
            Charset charset = media.getCharset();
            if (media.getSubtype().equals("json") || media.getSubtype().endsWith("+json"))
                if (charset == null || charset.equals(StandardCharsets.UTF_8)) return;
        } catch (InvalidMediaTypeException e) {
            // told below
        }
        throw unreadable("its type is %s; expected application/json, in UTF-8".formatted(type));
    }

    private static Refused unreadable(String why) {
        return Refused.badRequest(Code.PARSE_ERROR, "The body can't be read: " + why + ".");
    }
}
