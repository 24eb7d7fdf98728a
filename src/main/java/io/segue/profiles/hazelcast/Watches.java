package io.segue.profiles.hazelcast;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.segue.profiles.Memories.Watch;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who waits on this member for changes under which keys. There is one listener on the map for all of them, and none while nobody
 * waits: a listener for each key would have every change, wherever it happens, compared with every key that somebody waits for.
 */
final class Watches
        implements EntryAddedListener<String, Cell>,
                EntryUpdatedListener<String, Cell>,
                EntryRemovedListener<String, Cell> {
    private final IMap<String, Cell> map;
    private final Map<String, Set<Runnable>> waiting = new ConcurrentHashMap<>();
    private int open; // guarded by this
    private @Nullable UUID listener; // guarded by this

    Watches(IMap<String, Cell> map) {
        this.map = map;
    }

    /** From now on it is run after a change under one of the keys, on a thread of Hazelcast's, until the watch is closed. */
    Watch watch(Set<String> keys, Runnable touched) {
        var watch = new OneWatch(Set.copyOf(keys), touched);
        for (var key : watch.keys)
            waiting.compute(key, (any, others) -> {
                var all = others == null ? ConcurrentHashMap.<Runnable>newKeySet() : others;
                all.add(watch);
                return all;
            });
        opened();
        return watch;
    }

    private synchronized void opened() {
        if (open++ == 0) listener = map.addEntryListener(this, false);
    }

    private synchronized void closed() {
        if (--open > 0 || listener == null) return;
        map.removeEntryListener(listener);
        listener = null;
    }

    /** How many keys somebody waits for. */
    int keys() {
        return waiting.size();
    }

    @Override
    public void entryAdded(EntryEvent<String, Cell> event) {
        touched(event.getKey());
    }

    @Override
    public void entryUpdated(EntryEvent<String, Cell> event) {
        touched(event.getKey());
    }

    @Override
    public void entryRemoved(EntryEvent<String, Cell> event) {
        touched(event.getKey());
    }

    private void touched(String key) {
        var those = waiting.get(key);
        if (those != null) those.forEach(Runnable::run);
    }

    private final class OneWatch implements Watch, Runnable {
        private final Set<String> keys;
        private final Runnable touched;
        private boolean over; // guarded by this

        OneWatch(Set<String> keys, Runnable touched) {
            this.keys = keys;
            this.touched = touched;
        }

        @Override
        public void run() {
            touched.run();
        }

        @Override
        public void close() {
            synchronized (this) {
                if (over) return;
                over = true;
            }
            for (var key : keys)
                waiting.computeIfPresent(key, (any, those) -> {
                    those.remove(this);
                    return those.isEmpty() ? null : those;
                });
            closed();
        }
    }
}
