package io.segue.journal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The log of accepted events. Safe for use by many threads. */
public interface Journal {
    /**
     * Commits those of the events whose messageId is not there yet; of several with one messageId the first. Completes when
     * they are durable and the follower has followed; fails, with nothing kept, when the store refuses, and with
     * {@link JournalFull} when too many events are under way already. What depends on the stage must not block.
     */
    CompletionStage<Appended> append(List<Event> events);

    /** @param stored events that are new, {@code duplicates} those that were there already or came twice in the call */
    record Appended(int stored, int duplicates) {}

    /** Told of every commit, in the order of seq, by one thread at a time; set once, before the first append. */
    void follow(Follower follower);

    /** What keeps up with the journal. */
    interface Follower {
        /** Completes when the entries are taken in. A failure is the follower's to mend: the entries stay committed. */
        CompletionStage<?> follow(List<Entry> committed);
    }

    /**
     * The entries that belong in each of the records, each list in the order of seq. Keys without entries are present with an
     * empty list.
     *
     * @param until only events whose timestamp is not after it; null for all
     */
    Map<RecordKey, Slice> read(Collection<RecordKey> keys, @Nullable Instant until);

    /**
     * Part of the journal at one moment.
     *
     * @param through every entry of the record with a seq up to this one was looked at, none beyond it
     */
    record Slice(List<Entry> entries, long through) {}

    /**
     * Ids that some call carried as userId, ascending by code point, those of merged users among them.
     *
     * @param query part of the id, or of an email or name ever sent for it, in any case; null or blank for all
     * @param after only ids greater than it; null from the start
     * @param limit at most so many, 1 or more
     */
    List<String> users(@Nullable String query, @Nullable String after, int limit);

    /** How many events are kept. */
    long count();
}
