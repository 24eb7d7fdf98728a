package io.segue.publication;

import io.segue.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The users that are decided on.
 *
 * @param userIds ascending; null for everyone
 * @param known   how many ids there are to choose from
 */
record Chosen(@Nullable List<String> userIds, int known) {
    private static final int PAGE = 5_000;

    /** So that these are not the users of the control group, which is made by the plain hash of the id. */
    private static final String SALT = "rehearsal:";

    private static final Comparator<Ranked> LARGEST_FIRST =
            Comparator.comparingLong(Ranked::rank).thenComparing(Ranked::userId).reversed();

    private record Ranked(String userId, long rank) {}

    /**
     * Chooses those whose ids hash to the least.
     *
     * @param size  null for everyone
     * @param pulse called now and then; what it throws ends the work
     */
    static Chosen of(Journal journal, @Nullable Integer size, Runnable pulse) {
        var chosen = new PriorityQueue<>(LARGEST_FIRST);
        int known = 0;
        var page = journal.users(null, null, PAGE);
        while (!page.isEmpty()) {
            pulse.run();
            known += page.size();
            if (size != null)
                for (var userId : page) {
                    chosen.add(new Ranked(userId, rank(userId)));
                    if (chosen.size() > size) chosen.remove();
                }
            page = journal.users(null, page.get(page.size() - 1), PAGE);
        }
        return new Chosen(
                size == null
                        ? null
                        : chosen.stream().map(Ranked::userId).sorted().toList(),
                known);
    }

    /** How many ids are worked on. */
    int size() {
        return userIds == null ? known : userIds.size();
    }

    private static long rank(String userId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((SALT + userId).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
