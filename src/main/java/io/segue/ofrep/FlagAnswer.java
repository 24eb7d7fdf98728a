package io.segue.ofrep;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flag as clients read it. Its components are the fields of the JSON answer; none is ever null or missing. */
record FlagAnswer(String key, Object value, String reason, String variant, Metadata metadata) {
    /**
     * Where the value comes from, flat as clients need it.
     *
     * @param decisionId tells the question again: {@link Evaluated#decisionId}
     * @param ruleId     name of the row or rule; absent where none spoke
     * @param source     where that stands: file, sheet and row, or file and line
     * @param details    more about the value, by name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metadata(
            String decisionId,
            @Nullable String ruleId,
            @Nullable String source,
            String knowledgeVersion,
            String evaluatedAt,
            boolean profileKnown,
            @JsonAnyGetter Map<String, ?> details) {}
}
