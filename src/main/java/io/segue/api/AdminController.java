package io.segue.api;

import io.segue.journal.Journal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask. */
@RestController
@RequestMapping("/v1/admin")
class AdminController {
    private final Journal journal;

    AdminController(Journal journal) {
        this.journal = journal;
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
}
