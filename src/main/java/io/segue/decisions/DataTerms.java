package io.segue.decisions;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What {@code rules/data-rights.yaml} says.
 *
 * @param prohibited each attribute once, in the order of the file
 */
public record DataTerms(List<Prohibited> prohibited, Consents consent) {
    public DataTerms {
        prohibited = List.copyOf(prohibited);
    }

    /**
     * An attribute that may not be used.
     *
     * @param attribute a trait, metric or account figure, in any case; with {@code traits.}, {@code metrics.} or
     *     {@code account.} before it of that part alone
     * @param because   why, for whoever asks
     * @param line      1-based line of the file
     */
    public record Prohibited(String attribute, String because, int line) {}

    /**
     * What needs consent.
     *
     * @param profiling to decide by what is known of the user, and to count it in
     * @param marketing to reach the user by email
     */
    public record Consents(Consent profiling, Consent marketing) {}

    /**
     * Where users say whether they consent.
     *
     * @param trait      name of the trait
     * @param whenAbsent what it means that a user said nothing
     * @param line       1-based line of the file
     */
    public record Consent(String trait, Silence whenAbsent, int line) {}

    /** What saying nothing means. */
    public enum Silence {
        @JsonProperty("allowed")
        ALLOWED,
        @JsonProperty("refused")
        REFUSED
    }
}
