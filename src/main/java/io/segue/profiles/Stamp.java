package io.segue.profiles;

import java.util.Comparator;

/** The place of an event in time: of equal instants the greater messageId is the later. */
record Stamp(long millis, String messageId) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::millis).thenComparing(Stamp::messageId, CodePoints.ORDER);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
