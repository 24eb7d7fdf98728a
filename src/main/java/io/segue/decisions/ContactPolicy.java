package io.segue.decisions;

import io.segue.decisions.Situation.Contacts;
import io.segue.rules.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * How often users are approached, from {@code contact-policy.xlsx}.
 *
 * @param restAfterDismissed  dates for which an action rests once dismissed
 * @param restAfterConverted  dates for which it rests once it led to what it was for
 * @param shownAtMost         how often an action is shown on {@code inDays} dates before it rests
 * @param controlGroupPercent share of users for whom nothing is done, 0..100
 * @param exemptChannels      channels whose actions never rest
 */
record ContactPolicy(
        int restAfterDismissed,
        int restAfterConverted,
        int shownAtMost,
        int inDays,
        double controlGroupPercent,
        List<String> exemptChannels,
        Source source) {

    /** Whether the user is in the control group: by a hash of the id, so the same users every time and everywhere. */
    boolean inControlGroup(String userId) {
        return controlGroupPercent > 0 && share(userId) * 100 < controlGroupPercent;
    }

    private static double share(String userId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getInt() & 0xffffffffL) / (double) (1L << 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why an action on a channel rests; empty when it may be proposed. */
    Optional<String> rests(String action, String channel, Contacts contacts) {
        if (action.equals(Arbiter.NONE) || exemptChannels.contains(channel)) return Optional.empty();
        var dismissed = contacts.daysSinceDismissed(action);
        if (dismissed != null && dismissed < restAfterDismissed) return Optional.of("dismissed");
        var converted = contacts.daysSinceConverted(action);
        if (converted != null && converted < restAfterConverted) return Optional.of("converted");
        return contacts.shown(action, inDays) >= shownAtMost ? Optional.of("shown-enough") : Optional.empty();
    }
}
