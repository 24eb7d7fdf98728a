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

    /** @param events how many are kept */
    record JournalState(long events) {}

    @GetMapping("/journal")
    JournalState journal() {
        return new JournalState(journal.count());
    }
}
