package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is who among users that were ever merged with one another, as of an instant. */
final class Identity {
    private final Map<String, String> successors = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private boolean exact = true;

    private record Alias(String previousId, String userId, Stamp stamp) {}

    /** Applies, in order of time, the aliases of those ids that are users by then. */
    Identity(Collection<String> userIds, Gathered records, long millis) {
        var aliases = new ArrayList<Alias>();
        boolean gaps = false;
        for (var id : userIds) {
            var memory = records.get(RecordKey.user(id));
            if (!memory.knownBy(millis)) continue;
            if (!memory.aliases.knowsValueAt(millis)) exact = false;
            gaps |= memory.aliases.hasGaps();
            for (var word : memory.aliases.words())
                if (word.stamp().millis() <= millis) aliases.add(new Alias(id, word.id(), word.stamp()));
        }
        aliases.sort(Comparator.comparing(Alias::stamp));
        for (var alias : aliases) {
            if (canonical(alias.userId(), alias.previousId()).equals(alias.previousId())) notices.add(circular(alias));
            else successors.put(alias.previousId(), alias.userId());
        }
        // words left out change nothing unless they might have been refused, or accepted, at another moment
        if (gaps && !notices.isEmpty()) exact = false;
    }

    /** Whether nothing that was let go could change the answers. */
    boolean exact() {
        return exact;
    }

    /** The user that the id's events count for. */
    String canonical(String userId) {
        var id = userId;
        for (var next = successors.get(id); next != null; next = successors.get(id)) id = next;
        return id;
    }

    /** What was wrong with the aliases, in order of time. */
    List<Notice> notices() {
        return notices;
    }

    private String canonical(String userId, String stop) {
        var id = userId;
        while (!id.equals(stop)) {
            var next = successors.get(id);
            if (next == null) return id;
            id = next;
        }
        return id;
    }

    private static Notice circular(Alias alias) {
        return new Notice(
                Notice.Kind.CIRCULAR_ALIAS,
                "alias %s of %s to %s would close a circle and has no effect"
                        .formatted(alias.stamp().messageId(), alias.previousId(), alias.userId()));
    }
}
