package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.util.Collection;
import java.util.Map;

/** Where memories are kept. Safe for use by many threads. */
public interface Memories {
    /** What is remembered under each of the keys, every event committed before the call in it; nothing is a memory too. */
    Map<RecordKey, Memory> read(Collection<RecordKey> keys);

    /**
     * Has it run soon after events came under any of the keys, wherever in the cluster, until the watch is closed. It is run more
     * often than needed, and not once for each event; it must be quick. Where nothing changes, it is never run.
     */
    default Watch watch(Collection<RecordKey> keys, Runnable touched) {
        return () -> {};
    }

    /** Has the records, and whatever was kept to load them quickly, made anew from all events when they are next asked for. */
    default void forget(Collection<RecordKey> keys) {}

    /** Someone waits for changes. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
