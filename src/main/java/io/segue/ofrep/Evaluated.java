package io.segue.ofrep;

import io.segue.decisions.Decision;
import io.segue.rules.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All flags of one user, read off one decision. For one thread. */
final class Evaluated {
    private static final String TARGETING_MATCH = "TARGETING_MATCH";
    private static final String DEFAULT = "DEFAULT";
    private static final String SPLIT = "SPLIT";
    private static final int TAG_BYTES = 12;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String userId;
    private final Flags flags;
    private final Decision decision;
    private final Reasons reasons;
    private final boolean known;
    private final String decisionId;
    private final String evaluatedAt;

    /** @param known whether the user was ever seen; of one who was not, or refuses profiling, every answer is a default */
    Evaluated(String userId, Flags flags, Decision decision, boolean known) {
        this.userId = userId;
        this.flags = flags;
        this.decision = decision;
        this.known = known;
        this.reasons = new Reasons(decision);
        this.decisionId = decisionId(decision.asOf(), flags.version(), userId);
        this.evaluatedAt = decision.asOf().toString();
    }

    /**
     * Names the question, so that it can be asked again and explained: milliseconds of the instant, knowledge version and user
     * asked for, each but the last followed by a space, in unpadded URL-safe Base64 of UTF-8. It is the same for all flags.
     */
    private static String decisionId(Instant asOf, String version, String userId) {
        return BASE64.encodeToString(
                (asOf.toEpochMilli() + " " + version + " " + userId).getBytes(StandardCharsets.UTF_8));
    }

    String decisionId() {
        return decisionId;
    }

    String evaluatedAt() {
        return evaluatedAt;
    }

    String knowledgeVersion() {
        return flags.version();
    }

    boolean profileKnown() {
        return known;
    }

    FlagAnswer answer(Flag flag) {
        return answer(flag, flag.read(decision, reasons));
    }

    private FlagAnswer answer(Flag flag, Outcome outcome) {
        var because = outcome.because();
        return new FlagAnswer(
                flag.key(),
                outcome.value(),
                reason(outcome),
                outcome.variant(),
                new FlagAnswer.Metadata(
                        decisionId,
                        because == null ? null : because.rule(),
                        because == null ? null : place(because.source()),
                        flags.version(),
                        evaluatedAt,
                        known,
                        outcome.details()));
    }

    private String reason(Outcome outcome) {
        if (!known || reasons.of("consent.profiling") != null) return DEFAULT;
        if (outcome.split()) return SPLIT;
        var because = outcome.because();
        return because == null || flags.fallBack(because) ? DEFAULT : TARGETING_MATCH;
    }

    private static String place(Source source) {
        var place = new StringBuilder(source.file());
        if (source.sheet() != null) place.append(' ').append(source.sheet());
        if (source.row() != null)
            place.append(source.sheet() == null ? " line " : " row ")
                    .append(source.row().intValue());
        return place.toString();
    }

    List<FlagAnswer> all() {
        var answers = new ArrayList<FlagAnswer>(flags.count());
        for (var flag : flags.all()) answers.add(answer(flag));
        return answers;
    }

    /**
     * Equal for the same user as long as the answers are, whenever and on whichever member they were given: a hash of all values,
     * variants, reasons, rules and details, and of the knowledge version.
     */
    String fingerprint(List<FlagAnswer> answers) {
        var text = new StringBuilder(8_192);
        add(text, userId);
        add(text, flags.version());
        add(text, known);
        for (var answer : answers) {
            add(text, answer.key());
            add(text, answer.value());
            add(text, answer.variant());
            add(text, answer.reason());
            add(text, answer.metadata().ruleId());
            add(text, answer.metadata().details());
        }
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(StringBuilder text, @Nullable Object part) {
        text.append(part).append('\0');
    }
}
