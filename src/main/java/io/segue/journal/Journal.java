package io.segue.journal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log of accepted events. What asks it throws {@link JournalUnavailable} when it can't tell. Safe for use by many threads. */
public interface Journal {
    /**
     * Commits those of the events whose messageId never came before; of several with one messageId the first. Completes when
     * they are durable and the follower has followed, also where another process committed them; fails with
     * {@link JournalUnavailable} when the store refuses, with nothing kept, or when it can't be made sure that events that came
     * before count, so that the call is to be repeated; with {@link JournalFull} when too many events are under way already, and
     * with {@link NotAWriter} when this process may not write, both with nothing kept. What depends on the stage must not block.
     */
    CompletionStage<Appended> append(List<Event> events);

    /** @param stored events that are new, {@code duplicates} those that were there already or came twice in the call */
    record Appended(int stored, int duplicates) {}

    /** Told of every commit of this process, in the order of seq, by one thread at a time; set once, before the first append. */
    void follow(Follower follower);

    /** What keeps up with the journal. */
    interface Follower {
        /** Completes when the entries are taken in. A failure is the follower's to mend: the entries stay committed. */
        CompletionStage<?> follow(List<Entry> committed);

        /**
         * Entries came again that another process may have committed, and may not have brought to their place. Completes when
         * nothing is used anymore that lacks them; a failure means that something still may.
         */
        default CompletionStage<?> repeated(List<Entry> entries) {
            return CompletableFuture.completedFuture(null);
        }

        /**
         * Events of these records are in the journal no more. Completes when nothing made of them is used anymore.
         *
         * @param keys null for any record
         * @param seq  what was read of the journal up to a smaller one may have them in it
         */
        default CompletionStage<?> takenOut(@Nullable Collection<RecordKey> keys, long seq) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /**
     * The entries that belong in each of the records, each list in the order of seq. Keys without entries are present with an
     * empty list.
     *
     * @param until only events whose timestamp is not after it; null for all
     */
    Map<RecordKey, Slice> read(Collection<RecordKey> keys, @Nullable Instant until);

    /**
     * The same of all entries, but where a digest of that version is kept, it comes in place of those it was made of.
     *
     * @see #keep
     */
    Map<RecordKey, Slice> readOn(Collection<RecordKey> keys, long digestVersion);

    /** The same as {@link #read}, but of few records at a time, so that not all of their events are in memory together. */
    default void readEach(Collection<RecordKey> keys, @Nullable Instant until, BiConsumer<RecordKey, Slice> taker) {
        few(keys, some -> read(some, until).forEach(taker));
    }

    /** The same as {@link #readOn}, of few records at a time. */
    default void readEachOn(Collection<RecordKey> keys, long digestVersion, BiConsumer<RecordKey, Slice> taker) {
        few(keys, some -> readOn(some, digestVersion).forEach(taker));
    }

    private static void few(Collection<RecordKey> keys, Consumer<List<RecordKey>> reader) {
        int few = 50;
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += few)
            reader.accept(all.subList(from, Math.min(from + few, all.size())));
    }

    /**
     * Part of the journal at one moment.
     *
     * @param digest  stands for the entries up to its {@code through}, which are then not among the entries; null when there is none
     * @param through every entry of the record with a seq up to this one was looked at, none beyond it
     */
    record Slice(@Nullable Digest digest, List<Entry> entries, long through) {}

    /**
     * What all entries of one record up to {@code through} add up to, in the reader's own form.
     *
     * @param version names the way in which it was made; one made in another way is as good as none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Digest(long through, long version, byte[] content) {}

    /**
     * Keeps digests for later reads. Each must be made of what was read of the journal through that seq. They may be gone at any
     * time, as when events that they were made of are taken out.
     */
    void keep(Map<RecordKey, Digest> digests);

    /** Drops the digests of those records. */
    void dropDigests(Collection<RecordKey> keys);

    /**
     * Takes out all that users and visitors did and all that was said of them, and completes when nothing is made of it
     * anymore. Their messageIds stay known, so that none comes back by being sent again. Group calls of theirs lose who made
     * them and when they did not name an account of their own, since the account's traits are not theirs.
     *
     * @param subjects of users and anonymous visitors
     * @return how many events are gone or name nobody anymore
     */
    int erase(Collection<RecordKey> subjects);

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
