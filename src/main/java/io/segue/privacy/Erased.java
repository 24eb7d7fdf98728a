package io.segue.privacy;

import java.time.Instant;
import java.util.List;

/**
 * Who was erased.
 *
 * @param userId   the user that the id asked for stood for
 * @param ids      every id that was merged into the user, this one among them, in alphabetical order; none of them is known anymore
 * @param events   how many events are gone, or name nobody anymore
 * @param erasedAt when it was done; an event that came later begins a new user
 */
public record Erased(String userId, List<String> ids, int events, Instant erasedAt) {
    public Erased {
        ids = List.copyOf(ids);
    }
}
