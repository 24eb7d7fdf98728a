package io.segue.decisions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with what is known of a user.
 *
 * @param profiling whether it may be used at all
 * @param said      what the user said to profiling: true or false; the value as sent where that can't be read; null when nothing
 * @param withheld  prohibited attributes that were sent for the user and left out, as the list names them
 */
public record Permissions(boolean profiling, @Nullable Object said, List<String> withheld) {
    /** Of facts that somebody gives to be decided on, and of a user of whom nothing is known. */
    public static final Permissions ALL = new Permissions(true, null, List.of());

    public Permissions {
        withheld = List.copyOf(withheld);
    }
}
