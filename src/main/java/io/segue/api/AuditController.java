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
     * @param cursor what the next page is asked for with; null on the last
     */
    record Page(List<Entry> entries, @Nullable String cursor) {}

    /** An entry; see {@link AuditEntry}. */
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

    @GetMapping("/v1/admin/audit")
    Page audit(@RequestParam(required = false) @Nullable Long cursor, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        var entries = audit.latest(cursor, limit).stream().map(Entry::of).toList();
        return new Page(
                entries,
                entries.size() < limit
                        ? null
                        : String.valueOf(entries.get(entries.size() - 1).seq()));
    }
}
