package io.segue.population;

import io.segue.journal.Journal;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Pages through the ids in the journal, in their order, reading each page when it is asked for. Used by one thread. */
final class Everyone implements Iterator<List<String>> {
    private final Journal journal;
    private final int page;
    private List<String> next;

    /** @param page ids at a time */
    Everyone(Journal journal, int page) {
        this.journal = journal;
        this.page = page;
        this.next = journal.users(null, null, page);
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty();
    }

    @Override
    public List<String> next() {
        if (next.isEmpty()) throw new NoSuchElementException();
        var ids = next;
        next = journal.users(null, ids.get(ids.size() - 1), page);
        return ids;
    }
}
