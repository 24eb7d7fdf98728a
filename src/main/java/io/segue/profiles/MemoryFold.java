package io.segue.profiles;

import io.segue.facts.Plan;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.RecordKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up the events of one record, in any order, and whole memories of it with them. Used once, by one thread. */
final class MemoryFold {
    private long first = Memory.NO_EVENT;
    private long paidFrom = Memory.NO_EVENT;
    private final Map<String, Story> traits = new HashMap<>();
    private final Story groups = new Story();
    private final Story aliases = new Story();
    private final Story links = new Story();
    private final Set<RecordKey> others = new LinkedHashSet<>();
    private final LedgerFold ledger;

    MemoryFold(ZoneId zone) {
        ledger = new LedgerFold(zone);
    }

    /**
     * Takes in what the event says of the record.
     *
     * @param reading what the event means; looked at when the event is the record's own track, page or screen
     */
    void add(RecordKey self, Event event, Reading reading) {
        var stamp = new Stamp(event.timestamp().toEpochMilli(), event.messageId());
        var userId = event.userId();
        if (self.equals(RecordKey.subject(event))) {
            first = Math.min(first, stamp.millis());
            addOwn(event, stamp, reading);
        }
        switch (self.kind()) {
            case ANONYMOUS -> {
                if (userId != null
                        && event.type() == EventType.IDENTIFY
                        && self.id().equals(event.anonymousId())) links.add(stamp, userId);
                addAlias(self, event, stamp);
            }
            case USER -> addAlias(self, event, stamp);
            case ACCOUNT -> {
                if (event.type() != EventType.GROUP || !self.id().equals(event.groupId())) return;
                first = Math.min(first, stamp.millis());
                others.add(RecordKey.subject(event));
                addTraits(event, stamp);
            }
        }
    }

    private void addOwn(Event event, Stamp stamp, Reading reading) {
        switch (event.type()) {
            case TRACK, PAGE, SCREEN -> ledger.add(stamp, reading);
            case IDENTIFY -> {
                addTraits(event, stamp);
                if (event.userId() != null && event.anonymousId() != null)
                    others.add(RecordKey.anonymous(event.anonymousId()));
            }
            case GROUP -> {
                if (event.groupId() != null) groups.add(stamp, event.groupId());
            }
            case ALIAS -> {
                if (event.userId() == null || event.previousId() == null) return;
                others.add(RecordKey.user(event.previousId()));
                others.add(RecordKey.anonymous(event.previousId()));
            }
        }
    }

    private void addAlias(RecordKey self, Event event, Stamp stamp) {
        if (event.type() == EventType.ALIAS
                && event.userId() != null
                && self.id().equals(event.previousId())) aliases.add(stamp, event.userId());
    }

    private void addTraits(Event event, Stamp stamp) {
        event.traits().forEach((name, value) -> trait(name).add(stamp, Values.kept(value)));
        if (event.traits().get("plan") instanceof String plan
                && Plan.named(plan).filter(Plan::paid).isPresent()) paidFrom = Math.min(paidFrom, stamp.millis());
    }

    /** Takes in all of another memory. */
    void add(Memory memory) {
        first = Math.min(first, memory.first);
        paidFrom = Math.min(paidFrom, memory.paidFrom);
        memory.traits.forEach((name, timeline) -> trait(name).add(timeline));
        groups.add(memory.groups);
        aliases.add(memory.aliases);
        links.add(memory.links);
        others.addAll(memory.others);
        ledger.add(memory.ledger);
    }

    /** All of it, exact as of any instant; only for a fold of events. */
    Memory whole() {
        return outcome(Story::whole, ledger.whole()).orElseThrow();
    }

    /** What is kept of it; empty when only the journal can tell. */
    Optional<Memory> bounded() {
        return outcome(Story::bounded, ledger.bounded());
    }

    private Optional<Memory> outcome(Function<Story, Optional<Timeline>> form, Optional<Ledger> days) {
        var timelines = new HashMap<String, Timeline>();
        for (var trait : traits.entrySet()) {
            var timeline = form.apply(trait.getValue());
            if (timeline.isEmpty()) return Optional.empty();
            timelines.put(trait.getKey(), timeline.get());
        }
        var group = form.apply(groups);
        var alias = form.apply(aliases);
        var link = form.apply(links);
        if (group.isEmpty() || alias.isEmpty() || link.isEmpty() || days.isEmpty()) return Optional.empty();
        return Optional.of(new Memory(
                first, paidFrom, timelines, group.get(), alias.get(), link.get(), Set.copyOf(others), days.get()));
    }

    private Story trait(String name) {
        return traits.computeIfAbsent(name, any -> new Story());
    }

    /** Words that come in by themselves and in whole timelines. */
    private static final class Story {
        private final List<Timeline.Word> words = new ArrayList<>(2);
        private Timeline told = Timeline.EMPTY;
        private boolean undecided;

        void add(Stamp stamp, @Nullable Object value) {
            words.add(new Timeline.Word(stamp, value));
        }

        void add(Timeline timeline) {
            var both = told.with(timeline);
            if (both.isPresent()) told = both.get();
            else undecided = true;
        }

        Optional<Timeline> whole() {
            return Optional.of(Timeline.whole(words));
        }

        Optional<Timeline> bounded() {
            return undecided ? Optional.empty() : told.with(Timeline.of(words));
        }
    }
}
