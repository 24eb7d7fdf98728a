package io.segue.profiles;

import io.segue.journal.Event;

/** Says what a track, page or screen event means; the company's tracking plan. A pure function. */
public interface SignalReader {
    Reading read(Event event);

    /** Changes whenever the meaning of any event may have changed; records folded under another one are folded anew. */
    String version();
}
