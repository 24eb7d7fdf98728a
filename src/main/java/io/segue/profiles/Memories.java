package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.util.Collection;
import java.util.Map;

/** Where memories are kept. Safe for use by many threads. */
public interface Memories {
    /** What is remembered under each of the keys, every event committed before the call in it; nothing is a memory too. */
    Map<RecordKey, Memory> read(Collection<RecordKey> keys);
}
