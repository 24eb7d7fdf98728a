package io.segue.api;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was done and refused, and by whom. */
@RestController
class AuditController {
    private static final int MOST = 500;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /**
     * A page of entries, latest first.
     *
     * @param entries as many as were asked for; fewer on the last page
     * @param cursor what the next page is asked for with; null on the last
     */
    record Page(List<Entry> entries, @Nullable String cursor) {}

    /**
     * Something that was done or refused; see {@link AuditEntry}.
     *
     * @param seq     counts up with every entry
     * @param at      when; of refusals that were counted together, the last
     * @param actor   who: {@code key:ID}, {@code person:NAME}, {@code user-token}, {@code configured:admin}, {@code set-up token}, or
     *                {@code nobody}
     * @param address where from, an IP address; null for what the service does by itself
     * @param action  what, such as {@code key.created}
     * @param target  to what, such as a key's id or the door asked for; null where there is nothing to name
     * @param outcome whether it was done
     * @param count   how often, 1 or more; refusals alike within a few seconds are one entry
     * @param detail  more of it, in a sentence
     */
    record Entry(
            long seq,
            Instant at,
            String actor,
            @Nullable String address,
            String action,
            @Nullable String target,
            AuditEntry.Outcome outcome,
            int count,
            String detail) {
        static Entry of(Audit.Recorded recorded) {
            var entry = recorded.entry();
            return new Entry(
                    recorded.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.address(),
                    entry.action(),
                    entry.target(),
                    entry.outcome(),
                    entry.count(),
                    entry.detail());
        }
    }

    /**
     * What was done and refused, and by whom. Entries are listed latest first, a page at a time.
     *
     * @param cursor from the page before; the latest entries if missing
     * @param limit how many entries a page has
     */
    @GetMapping("/v1/admin/audit")
    Page listAuditEntries(
            @RequestParam(required = false) @Nullable Long cursor, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        var entries = audit.latest(cursor, limit).stream().map(Entry::of).toList();
        return new Page(
                entries,
                entries.size() < limit
                        ? null
                        : String.valueOf(entries.get(entries.size() - 1).seq()));
    }
}
