package io.segue.publication;

import io.segue.decisions.Decision;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Something that a decision has sent to its user.
 *
 * @param kind action or campaign
 */
record Sending(String kind, String key, String channel) implements Comparable<Sending> {
    private static final Comparator<Sending> ORDER =
            Comparator.comparing(Sending::kind).thenComparing(Sending::key).thenComparing(Sending::channel);

    /** Who does not agree to mails, or is in the control group, is sent nothing: decisions see to that. */
    static Set<Sending> by(Decision decision) {
        var sent = new HashSet<Sending>();
        var next = decision.nextBestAction();
        if (!next.action().equals(Aspect.NONE)) sent.add(new Sending("action", next.action(), next.channel()));
        var campaign = decision.actions().emailCampaign();
        if (campaign.allowed() && campaign.cadence() != null)
            sent.add(new Sending("campaign", campaign.key(), "email"));
        return sent;
    }

    @Override
    public int compareTo(Sending other) {
        return ORDER.compare(this, other);
    }
}
