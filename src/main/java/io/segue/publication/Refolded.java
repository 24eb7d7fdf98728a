package io.segue.publication;

import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.profiles.Folding;
import io.segue.profiles.Memories;
import io.segue.profiles.Memory;
import io.segue.profiles.Profiles;
import io.segue.tracking.TrackingPlan;
import java.time.ZoneId;
import java.util.HashMap;

/** What is known of users had events another meaning. */
final class Refolded {
    private Refolded() {}

    /** Profiles that are folded from the journal each time they are asked for. */
    static Profiles profiles(Journal journal, TrackingPlan plan, ZoneId zone) {
        var folding = new Folding(plan, zone);
        Memories anew = keys -> {
            var folded = new HashMap<RecordKey, Memory>();
            journal.readEach(keys, null, (key, slice) -> folded.put(key, folding.whole(key, slice.entries())));
            return folded;
        };
        return new Profiles(anew, journal, folding);
    }
}
