package io.segue.profiles;

/** What is counted by date: a kind of signal, with the feature, milestone or action it speaks of and its mark. */
record Thing(Signal.Kind kind, String key, boolean marked) {
    static Thing of(Signal signal) {
        return new Thing(signal.kind(), signal.key(), signal.marked());
    }
}
