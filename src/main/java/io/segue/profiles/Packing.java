package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a memory. Stamps come first, since the traits of one call share theirs; then traits, links, and the ledger: a
 * date is a step from the one before, a session a pause and a length.
 */
final class Packing {
    /** Raised whenever the bytes or their meaning change. */
    static final int FORMAT = 2;

    private static final int SECOND = 1000;

    private Packing() {}

    static byte[] pack(Memory memory) {
        var out = new PackedOutput();
        var stamps = stamps(memory);
        var places = new HashMap<Stamp, Integer>();
        out.count(stamps.size());
        long previous = 0;
        for (var stamp : stamps) {
            places.put(stamp, places.size());
            out.signed(stamp.millis() - previous);
            out.text(stamp.messageId());
            previous = stamp.millis();
        }
        out.instant(memory.first);
        out.instant(memory.paidFrom);
        out.count(memory.traits.size());
        memory.traits.forEach((name, timeline) -> {
            out.text(name);
            write(out, timeline, places);
        });
        write(out, memory.groups, places);
        write(out, memory.aliases, places);
        write(out, memory.links, places);
        out.count(memory.others.size());
        for (var key : memory.others) {
            out.count(key.kind().ordinal());
            out.text(key.id());
        }
        write(out, memory.ledger, places);
        return out.bytes();
    }

    static Memory unpack(byte[] packed, ZoneId zone) {
        var in = new PackedInput(packed);
        var stamps = new Stamp[in.count()];
        long millis = 0;
        for (int i = 0; i < stamps.length; i++) {
            millis += in.signed();
            stamps[i] = new Stamp(millis, in.text());
        }
        long first = in.instant();
        long paidFrom = in.instant();
        int traitCount = in.count();
        Map<String, Timeline> traits = new HashMap<>();
        for (int i = 0; i < traitCount; i++) traits.put(in.text(), timeline(in, stamps));
        var groups = timeline(in, stamps);
        var aliases = timeline(in, stamps);
        var links = timeline(in, stamps);
        var others = new RecordKey[in.count()];
        for (int i = 0; i < others.length; i++) others[i] = new RecordKey(KINDS[in.count()], in.text());
        return new Memory(first, paidFrom, traits, groups, aliases, links, Set.of(others), ledger(in, stamps, zone));
    }

    private static final RecordKey.Kind[] KINDS = RecordKey.Kind.values();
    private static final Signal.Kind[] SIGNALS = Signal.Kind.values();

    private static TreeSet<Stamp> stamps(Memory memory) {
        var stamps = new TreeSet<Stamp>();
        var timelines = new ArrayList<>(memory.traits.values());
        timelines.addAll(List.of(memory.groups, memory.aliases, memory.links, memory.ledger.scores));
        for (var timeline : timelines) for (var word : timeline.words()) stamps.add(word.stamp());
        for (var payment : memory.ledger.payments) stamps.add(payment.stamp());
        return stamps;
    }

    private static void write(PackedOutput out, Timeline timeline, Map<Stamp, Integer> places) {
        boolean cut = timeline.exactFrom() != Long.MIN_VALUE;
        out.count(2 * timeline.words().size() + (cut ? 1 : 0));
        if (cut) out.signed(timeline.exactFrom());
        Timeline.Word previous = null;
        for (var word : timeline.words()) {
            boolean same = previous != null && previous.saysAs(word);
            out.count(4 * place(places, word.stamp()) + (word.gap() ? 2 : 0) + (same ? 1 : 0));
            if (!same) out.value(word.value());
            previous = word;
        }
    }

    private static Timeline timeline(PackedInput in, Stamp[] stamps) {
        int head = in.count();
        if (head == 0) return Timeline.EMPTY;
        long exactFrom = (head & 1) == 1 ? in.signed() : Long.MIN_VALUE;
        var words = new Timeline.Word[head >> 1];
        for (int i = 0; i < words.length; i++) {
            int place = in.count();
            var value = (place & 1) == 1 ? words[i - 1].value() : in.value();
            words[i] = new Timeline.Word(stamps[place >> 2], value, (place & 2) != 0);
        }
        return new Timeline(List.of(words), exactFrom);
    }

    private static void write(PackedOutput out, Ledger ledger, Map<Stamp, Integer> places) {
        int firstDate = ledger.days.isEmpty() ? 0 : ledger.days.get(0).date();
        out.count(ledger.days.size());
        out.signed(firstDate);
        out.count(ledger.things.size());
        for (int code = 0; code < ledger.things.size(); code++) {
            var thing = ledger.things.get(code);
            boolean early = ledger.lastEarlyDates[code] != Ledger.NEVER;
            out.count(4 * thing.kind().ordinal() + (thing.marked() ? 2 : 0) + (early ? 1 : 0));
            out.text(thing.key());
            out.signed(ledger.firstDates[code] - firstDate);
            if (early) out.signed(firstDate - ledger.lastEarlyDates[code]);
        }
        int date = firstDate;
        for (var day : ledger.days) {
            out.count(day.date() - date);
            date = day.date();
            out.count(day.activities());
            out.octet(day.lastSlot());
            out.count(day.codes().length);
            for (int i = 0; i < day.codes().length; i++) {
                boolean many = day.counts()[i] > 1;
                out.count(2 * day.codes()[i] + (many ? 1 : 0));
                if (many) out.count(day.counts()[i]);
            }
        }
        writeSessions(out, ledger);
        write(out, ledger.scores, places);
        out.count(ledger.payments.size());
        for (var payment : ledger.payments)
            out.count(2 * place(places, payment.stamp()) + (payment.succeeded() ? 1 : 0));
        write(out, ledger.early);
        // mostly the end of the last session itself
        if (!ledger.isEmpty()) out.signed(ledger.latest - lastEnd(ledger.ends));
    }

    private static long lastEnd(long[] ends) {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    private static Ledger ledger(PackedInput in, Stamp[] stamps, ZoneId zone) {
        var days = new Day[in.count()];
        int firstDate = (int) in.signed();
        var things = new Thing[in.count()];
        var firstDates = new int[things.length];
        var lastEarlyDates = new int[things.length];
        for (int code = 0; code < things.length; code++) {
            int head = in.count();
            things[code] = new Thing(SIGNALS[head >> 2], in.text(), (head & 2) != 0);
            firstDates[code] = firstDate + (int) in.signed();
            lastEarlyDates[code] = (head & 1) != 0 ? firstDate - (int) in.signed() : Ledger.NEVER;
        }
        int date = firstDate;
        for (int i = 0; i < days.length; i++) {
            date += in.count();
            int activities = in.count();
            int lastSlot = in.octet();
            var codes = new int[in.count()];
            var counts = new int[codes.length];
            for (int j = 0; j < codes.length; j++) {
                int code = in.count();
                codes[j] = code >> 1;
                counts[j] = (code & 1) == 1 ? in.count() : 1;
            }
            days[i] = new Day(date, activities, lastSlot, codes, counts);
        }
        int head = in.count();
        long unit = (head & 1) == 1 ? SECOND : 1;
        var starts = new long[head >> 1];
        var ends = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i == 0 ? in.signed() * unit : ends[i - 1] + in.size() * unit;
            ends[i] = starts[i] + in.size() * unit;
        }
        var scores = timeline(in, stamps);
        var payments = new Payment[in.count()];
        for (int i = 0; i < payments.length; i++) {
            int place = in.count();
            payments[i] = new Payment(stamps[place >> 1], (place & 1) == 1);
        }
        var early = early(in);
        long latest = days.length == 0 && early == null ? Ledger.NOTHING_YET : lastEnd(ends) + in.signed();
        return new Ledger(
                zone,
                List.of(things),
                firstDates,
                lastEarlyDates,
                List.of(days),
                starts,
                ends,
                scores,
                List.of(payments),
                early,
                latest);
    }

    /** In seconds where all are whole ones, as those of many senders are. */
    private static void writeSessions(PackedOutput out, Ledger ledger) {
        boolean whole = true;
        for (int i = 0; i < ledger.starts.length && whole; i++)
            whole = ledger.starts[i] % SECOND == 0 && ledger.ends[i] % SECOND == 0;
        long unit = whole ? SECOND : 1;
        out.count(2 * ledger.starts.length + (whole ? 1 : 0));
        if (ledger.starts.length > 0) out.signed(ledger.starts[0] / unit);
        for (int i = 0; i < ledger.starts.length; i++) {
            if (i > 0) out.size((ledger.starts[i] - ledger.ends[i - 1]) / unit);
            out.size((ledger.ends[i] - ledger.starts[i]) / unit);
        }
    }

    private static void write(PackedOutput out, @Nullable Early early) {
        out.count(early == null ? 0 : 1);
        if (early == null) return;
        out.signed(early.before());
        out.count(early.sessions());
        out.signed(early.from());
        out.signed(early.until());
        out.signed(early.lastActive());
        out.signed(early.runStart());
    }

    private static @Nullable Early early(PackedInput in) {
        if (in.count() == 0) return null;
        return new Early((int) in.signed(), in.count(), in.signed(), in.signed(), (int) in.signed(), (int) in.signed());
    }

    private static int place(Map<Stamp, Integer> places, Stamp stamp) {
        var place = places.get(stamp);
        if (place == null) throw new IllegalStateException("stamp %s was not collected".formatted(stamp));
        return place;
    }
}
