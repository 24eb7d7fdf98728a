package io.segue.api;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import io.segue.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask. */
@RestController
@RequestMapping("/v1/admin")
class AdminController {
    private static final int MOST_NAMED = 100;
    private static final int MOST = 5000;
    private static final int LONGEST_ID = 256;

    private final Journal journal;
    private final Profiles profiles;
    private final Audit audit;
    private final Clock clock;

    AdminController(Journal journal, Profiles profiles, Audit audit, Clock clock) {
        this.journal = journal;
        this.profiles = profiles;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The journal of events.
     *
     * @param events how many are kept
     */
    record JournalState(long events) {}

    /** How much the journal holds. */
    @GetMapping("/journal")
    JournalState getJournal() {
        return new JournalState(journal.count());
    }

    /**
     * What memory told of users, compared with the journal.
     *
     * @param users          how many ids were looked at, merged ones among them
     * @param different      ids of whom memory told something else than the journal, at most 100
     * @param differentCount how many those were
     * @param repaired       how many of these it tells right of now
     * @param next           what the next page is asked for with, as {@code after}; null on the last
     */
    record Verification(
            int users,
            List<String> different,
            int differentCount,
            int repaired,
            @Nullable String next) {}

    /**
     * Compare memory with the journal. Reads all events of a page of users, or of those named, and compares what decisions
     * would use. Where memory tells something else it is made anew from the journal. Something that comes in meanwhile is no difference.
     *
     * @param user  ids to look at, 100 at most; everybody, page by page, if missing
     * @param after only ids greater than it; from the first if missing
     * @param limit how many ids a page has, 1 to 5000
     */
    @GetMapping("/verify")
    Verification verifyMemories(
            @RequestParam(required = false) @Nullable List<String> user,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "500") int limit,
            HttpServletRequest request) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        if (after != null) checkId("after", after);
        // a lone id with a comma in it must not become two
        var ids = user == null ? journal.users(null, after, limit) : named(request.getParameterValues("user"));
        var verified = profiles.verify(ids);
        int different = verified.different().size();
        if (verified.repaired() > 0)
            audit.record(new AuditEntry(
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    Caller.current().id(),
                    request.getRemoteAddr(),
                    "memories.repaired",
                    null,
                    AuditEntry.Outcome.DONE,
                    1,
                    "memory of %d of %d users was made anew".formatted(verified.repaired(), verified.users())));
        return new Verification(
                verified.users(),
                verified.different().subList(0, Math.min(different, MOST_NAMED)),
                different,
                verified.repaired(),
                user != null || ids.size() < limit ? null : ids.get(ids.size() - 1));
    }

    private static List<String> named(String[] userIds) {
        if (userIds.length > MOST_NAMED)
            throw BadRequest.of("user", "names %d users; expected %d at most".formatted(userIds.length, MOST_NAMED));
        for (var userId : userIds) checkId("user", userId);
        return List.of(userIds);
    }

    private static void checkId(String parameter, String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0)
            throw BadRequest.of(parameter, "is no id; expected a text of 1 to %d characters".formatted(LONGEST_ID));
    }
}
