package io.segue.profiles;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Turns events into what is remembered of them. Safe for use by many threads. */
public final class Folding {
    private static final Reading NOTHING = new Reading(false, null);

    private final SignalReader signals;
    private final ZoneId zone;

    public Folding(SignalReader signals, ZoneId zone) {
        this.signals = signals;
        this.zone = zone;
    }

    /** The time zone that dates are counted in. */
    public ZoneId zone() {
        return zone;
    }

    /** Equal for memories that may be compared and joined: folded under one tracking plan, zone and format. */
    public long version() {
        var text = "%d %s %s".formatted(Packing.FORMAT, zone.getId(), signals.version());
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** What the entries add up to for that record, each counted once; exact as of any instant from the last of them on. */
    public Memory whole(RecordKey self, List<Entry> entries) {
        return stable(() -> fold(self, entries).whole()).memory();
    }

    /** What is to be kept of the entries for that record, each counted once. */
    public Folded kept(RecordKey self, List<Entry> entries) {
        return stable(() -> fold(self, entries).bounded().orElseThrow());
    }

    /** @param version the folding's version while it folded */
    public record Folded(Memory memory, long version) {}

    private MemoryFold fold(RecordKey self, List<Entry> entries) {
        var fold = new MemoryFold(zone);
        for (var entry : entries) fold.add(self, entry.event(), reading(entry.event()));
        return fold;
    }

    /** A tracking plan that is replaced halfway would leave a memory of two minds. */
    private Folded stable(Supplier<Memory> folding) {
        while (true) {
            long before = version();
            var memory = folding.get();
            if (version() == before) return new Folded(memory, before);
        }
    }

    private Reading reading(Event event) {
        return event.type() == EventType.TRACK || event.type() == EventType.PAGE || event.type() == EventType.SCREEN
                ? signals.read(event)
                : NOTHING;
    }
}
