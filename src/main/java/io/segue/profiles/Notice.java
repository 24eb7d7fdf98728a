package io.segue.profiles;

/**
 * Something in what was sent that could not be taken as it stands; the answer says how it was taken instead.
 *
 * @param detail a sentence for whoever sends the data
 */
public record Notice(Kind kind, String detail) {
    /** What was wrong. */
    public enum Kind {
        /** An alias that would have made a user its own successor; it has no effect. */
        CIRCULAR_ALIAS,
        /** A plan of no known name; it counts as free. */
        UNKNOWN_PLAN,
        /** A value that is not of the trait's type; it counts as absent. */
        UNREADABLE_TRAIT,
        /** A number outside the trait's range; a share above 1 counts as 1, a number below 0 as absent. */
        OUT_OF_RANGE
    }
}
