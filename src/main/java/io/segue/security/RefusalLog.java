package io.segue.security;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes refusals to the audit: those alike within a few seconds as one entry with their number, so that whoever sends a million wrong
 * keys fills neither the audit nor the memory.
 */
final class RefusalLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MOST_KINDS = 1_000;
    private static final int LONGEST_DOOR = 60;

    private final Audit audit;
    private final Clock clock;
    private Map<Kind, Seen> seen = new HashMap<>(); // guarded by this

    private record Kind(String actor, String address, String action, String door) {}

    private record Seen(int count, Instant last) {}

    RefusalLog(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param action what it was refused for, such as {@code refused.key} */
    void note(HttpServletRequest request, Caller caller, String action) {
        var kind = new Kind(caller.id(), request.getRemoteAddr(), action, door(request));
        synchronized (this) {
            // beyond that many kinds who and where from is not told apart any more
            var as = seen.containsKey(kind) || seen.size() < MOST_KINDS
                    ? kind
                    : new Kind("several", "several", action, "several");
            var before = seen.get(as);
            seen.put(as, new Seen(before == null ? 1 : before.count() + 1, clock.instant()));
        }
    }

    /** The door asked for, without what of a path names somebody. */
    private static String door(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var path = pattern == null ? Doors.nameOf(request) : pattern.toString();
        var door = request.getMethod() + " " + path;
        return door.length() <= LONGEST_DOOR ? door : door.substring(0, LONGEST_DOOR);
    }

    /** Brings what was noted to the audit; what it can't take is kept for the next time. */
    void flush() {
        Map<Kind, Seen> taken;
        synchronized (this) {
            taken = seen;
            seen = new HashMap<>();
        }
        taken.forEach((kind, refusals) -> {
            try {
                audit.record(new AuditEntry(
                        refusals.last(),
                        kind.actor(),
                        kind.address(),
                        kind.action(),
                        kind.door(),
                        AuditEntry.Outcome.REFUSED,
                        refusals.count(),
                        ""));
            } catch (RuntimeException e) {
                LOG.error("{} refusals could not be audited; they are tried again", refusals.count(), e);
                synchronized (this) {
                    seen.merge(kind, refusals, (one, other) -> new Seen(one.count() + other.count(), other.last()));
                }
            }
        });
    }

    @Override
    public void close() {
        flush();
    }
}
