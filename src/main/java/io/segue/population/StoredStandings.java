package io.segue.population;

import io.segue.decisions.Situation.Recommendation;
import io.segue.decisions.Standings;
import io.segue.metrics.Percentiles;
import io.segue.profiles.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Standings of the finished refreshes. Which there are is held in memory; so are the percentiles at the three latest
 * instants, once asked for, while those of others are looked up one user at a time. Safe for use by many threads.
 */
public final class StoredStandings implements Standings {
    private static final int HELD = 3;

    private final RefreshStore store;
    private volatile List<StoredView> finished = List.of();
    private volatile long lastFinished;
    private volatile long takenOut;

    public StoredStandings(RefreshStore store) {
        this.store = store;
        reload();
    }

    @Override
    public View at(Instant asOf) {
        var views = finished;
        int low = 0;
        int high = views.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (views.get(middle).refresh.asOf().isAfter(asOf)) high = middle;
            else low = middle + 1;
        }
        return low == 0 ? View.NONE : views.get(low - 1);
    }

    /** The finished refresh with the latest asOf; empty before the first. */
    public Optional<Refresh> latest() {
        var views = finished;
        return views.isEmpty() ? Optional.empty() : Optional.of(views.get(views.size() - 1).refresh);
    }

    /**
     * Takes note of refreshes that finished meanwhile on whatever member, and of users who were taken out of their results. Costs two
     * small questions when there were none.
     */
    void look() {
        if (store.lastFinished() != lastFinished) reload();
        long now = store.takenOut();
        if (now == takenOut) return;
        // what is held is read again when it is next asked for
        for (var view : finished) view.drop();
        takenOut = now;
    }

    /** Takes note of refreshes that finished meanwhile. */
    synchronized void reload() {
        // one that finishes while this reads is found at the next look, if not now
        long last = store.lastFinished();
        var known = new HashMap<Long, StoredView>();
        for (var view : finished) known.put(view.refresh.id(), view);
        // of one instant the last finished hides the others
        var refreshes = new TreeMap<Instant, Refresh>();
        for (var refresh : store.finished()) refreshes.put(refresh.asOf(), refresh);
        var views = new ArrayList<StoredView>();
        for (var refresh : refreshes.values()) {
            var view = known.get(refresh.id());
            views.add(view == null ? new StoredView(store, refresh) : view);
        }
        for (int i = 0; i < views.size(); i++) views.get(i).hold(i >= views.size() - HELD);
        finished = List.copyOf(views);
        lastFinished = last;
    }

    private static final class StoredView implements View {
        private final RefreshStore store;
        private final Refresh refresh;
        private boolean held; // guarded by this
        private volatile @Nullable Placings placings;
        private volatile @Nullable Lifts lifts;

        StoredView(RefreshStore store, Refresh refresh) {
            this.store = store;
            this.refresh = refresh;
        }

        synchronized void hold(boolean held) {
            this.held = held;
            if (!held) drop();
        }

        /** Not while it is read, lest what was read before is held. */
        synchronized void drop() {
            placings = null;
        }

        @Override
        public Percentiles percentiles(String userId) {
            var loaded = placings;
            if (loaded == null) loaded = load();
            return loaded == null ? store.percentiles(refresh.id(), userId) : loaded.of(userId);
        }

        /** Null for one that is not held. */
        private synchronized @Nullable Placings load() {
            if (held && placings == null) placings = new Placings(store.placings(refresh.id()));
            return placings;
        }

        @Override
        public List<Recommendation> recommendations(Ledger ledger, LocalDate date) {
            var loaded = lifts;
            if (loaded == null) lifts = loaded = new Lifts(store.lifts(refresh.id()));
            return FoundStanding.offers(loaded, ledger, date);
        }
    }
}
