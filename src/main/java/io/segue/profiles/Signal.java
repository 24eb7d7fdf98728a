package io.segue.profiles;

/**
 * What an event tells, in Segue's words.
 *
 * @param key    the feature, milestone or action that the kind speaks of; empty for kinds that speak of none
 * @param score  of NPS the score given; 0 for other kinds
 * @param marked of a SHARE whether it went outside, of a TICKET whether it is negative; false for other kinds
 */
public record Signal(Kind kind, String key, double score, boolean marked) {
    /** The signals of the tracking plan. The four that begin with ACTION are feedback on what Segue proposed. */
    public enum Kind {
        FEATURE,
        CONTENT,
        SHARE,
        INVITE,
        MEMBER_ADDED,
        PRICING_VIEW,
        DOCS_VIEW,
        COMPARISON,
        LOCKED_CLICK,
        SALES_CONTACT,
        QUOTE,
        ADMIN,
        TICKET,
        PAYMENT_FAILED,
        PAYMENT_SUCCEEDED,
        DOWNGRADE,
        CANCEL_VIEW,
        NPS,
        COMMUNITY,
        MILESTONE,
        ACTION_SHOWN,
        ACTION_CLICKED,
        ACTION_DISMISSED,
        ACTION_CONVERTED
    }
}
