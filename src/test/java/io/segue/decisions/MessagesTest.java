package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    private static final Map<String, String> VALUES = Map.of("plan", "pro", "product", "Work{bench}");

    @ParameterizedTest
    @CsvSource({
        "no placeholders, no placeholders",
        "{plan}, pro",
        "{product} and {plan}., Work{bench} and pro.",
        "{plan}{plan}, propro",
        "{feature} for {plan}, said instead",
        "{plan} for {feature}, said instead",
        "a brace } that closes nothing, a brace } that closes nothing",
        "{ in } {plan}, said instead",
        "open { and {plan}, open { and pro",
        "{plan} and { open, pro and { open"
    })
    void placeholders_are_filled_or_the_fallback_is_said(String template, String message) {
        assertThat(Messages.fill(template, "said instead", VALUES)).isEqualTo(message);
    }
}
