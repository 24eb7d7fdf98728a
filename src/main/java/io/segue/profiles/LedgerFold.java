package io.segue.profiles;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up what happened, in any order, and whole ledgers with it. Used once, by one thread. */
final class LedgerFold {
    private final ZoneId zone;
    private final Map<Thing, Integer> codes = new HashMap<>();
    private final List<Thing> things = new ArrayList<>();
    private int[] firstDates = new int[16];
    private int[] lastEarlyDates = new int[16];
    /** The first ledger taken in; its days are taken over as they are unless something is added to them. */
    private Ledger base;

    private final Map<Integer, Sum> changedDays = new HashMap<>();
    private final List<long[]> newSessions = new ArrayList<>();
    private final List<Timeline.Word> words = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private Timeline scores = Timeline.EMPTY;
    private @Nullable Early early;
    private boolean undecided;
    private long latest = Ledger.NOTHING_YET;

    LedgerFold(ZoneId zone) {
        this.zone = zone;
        this.base = Ledger.empty(zone);
    }

    /** Takes in one event. */
    void add(Stamp stamp, Reading reading) {
        var signal = reading.signal();
        if (!reading.activity() && signal == null) return;
        long millis = stamp.millis();
        latest = Math.max(latest, millis);
        var date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        long sinceStart = millis - date.atStartOfDay(zone).toInstant().toEpochMilli();
        var day = day((int) date.toEpochDay());
        day.lastSlot = Math.max(day.lastSlot, (int) (sinceStart / Day.SLOT_MILLIS));
        if (reading.activity()) {
            day.activities++;
            newSessions.add(new long[] {millis, millis});
        }
        if (signal == null) return;
        day.add(code(Thing.of(signal), day.date, Ledger.NEVER), 1);
        switch (signal.kind()) {
            case NPS -> words.add(new Timeline.Word(stamp, signal.score()));
            case PAYMENT_FAILED -> payments.add(new Payment(stamp, false));
            case PAYMENT_SUCCEEDED -> payments.add(new Payment(stamp, true));
            default -> {}
        }
    }

    /** Takes in all of another ledger. */
    void add(Ledger ledger) {
        var newCodes = new int[ledger.things.size()];
        for (int code = 0; code < newCodes.length; code++)
            newCodes[code] = code(ledger.things.get(code), ledger.firstDates[code], ledger.lastEarlyDates[code]);
        if (base.isEmpty() && changedDays.isEmpty()) base = ledger;
        else addDays(ledger, newCodes);
        latest = Math.max(latest, ledger.latest);
        payments.addAll(ledger.payments);
        var both = scores.with(ledger.scores);
        if (both.isPresent()) scores = both.get();
        else undecided = true;
        if (ledger.early != null && early != null) undecided = true;
        if (ledger.early != null) early = ledger.early;
    }

    private void addDays(Ledger ledger, int[] newCodes) {
        for (var other : ledger.days) {
            var day = day(other.date());
            day.activities += other.activities();
            day.lastSlot = Math.max(day.lastSlot, other.lastSlot());
            for (int i = 0; i < other.codes().length; i++) day.add(newCodes[other.codes()[i]], other.counts()[i]);
        }
        for (int i = 0; i < ledger.starts.length; i++) newSessions.add(new long[] {ledger.starts[i], ledger.ends[i]});
    }

    /** All of it; empty when something falls into time that was let go, so that only the journal can tell. */
    Optional<Ledger> whole() {
        var both = scores.with(Timeline.whole(words));
        if (undecided || both.isEmpty()) return Optional.empty();
        var joined = new Sessions(base.starts.length + newSessions.size());
        joined.merge(base, newSessions);
        var allDays = days();
        int daysBefore = 0;
        int sessionsBefore = 0;
        if (early != null) {
            while (daysBefore < allDays.size() && allDays.get(daysBefore).date() < early.before()) daysBefore++;
            while (sessionsBefore < joined.size && joined.starts[sessionsBefore] <= early.until() + Ledger.PAUSE_MILLIS)
                sessionsBefore++;
            if (daysBefore > 0 || sessionsBefore > 0) {
                var longer = preceded(early, allDays.subList(0, daysBefore), joined, sessionsBefore);
                if (longer == null) return Optional.empty();
                early = longer;
            }
        }
        payments.sort(Comparator.comparing(Payment::stamp));
        return Optional.of(new Ledger(
                zone,
                List.copyOf(things),
                Arrays.copyOf(firstDates, things.size()),
                Arrays.copyOf(lastEarlyDates, things.size()),
                List.copyOf(allDays.subList(daysBefore, allDays.size())),
                Arrays.copyOfRange(joined.starts, sessionsBefore, joined.size),
                Arrays.copyOfRange(joined.ends, sessionsBefore, joined.size),
                both.get(),
                List.copyOf(payments),
                early,
                latest));
    }

    /** The same without the days no date of interest reaches back to, and with histories collapsed. */
    Optional<Ledger> bounded() {
        return whole().map(LedgerFold::bounded);
    }

    private static Ledger bounded(Ledger all) {
        var scores = Timeline.of(all.scores.words());
        var collapsed = new Timeline(scores.words(), Math.max(scores.exactFrom(), all.scores.exactFrom()));
        int before = all.lastActive().map(last -> (int) last.toEpochDay()).orElse(Ledger.NEVER)
                - Ledger.ANSWERS_FOR
                - Ledger.REACH;
        boolean cut = !all.days.isEmpty() && all.days.get(0).date() < before;
        if (!cut)
            return new Ledger(
                    all.zone,
                    all.things,
                    all.firstDates,
                    all.lastEarlyDates,
                    all.days,
                    all.starts,
                    all.ends,
                    collapsed,
                    all.payments,
                    all.early,
                    all.latest);

        long from =
                LocalDate.ofEpochDay(before).atStartOfDay(all.zone).toInstant().toEpochMilli();
        int kept = 0;
        while (kept < all.starts.length && all.starts[kept] < from) kept++;
        var early = all.early == null
                ? new Early(before, 0, Long.MAX_VALUE, Long.MIN_VALUE / 2, Ledger.NEVER, Ledger.NEVER)
                : all.early;
        int sessions = early.sessions() + kept;
        long first = kept == 0 ? early.from() : Math.min(early.from(), all.starts[0]);
        long until = kept == 0 ? early.until() : Math.max(early.until(), all.ends[kept - 1]);
        int lastActive = early.lastActive();
        int runStart = early.runStart();
        var lastEarlyDates = all.lastEarlyDates.clone();
        for (var day : all.days) {
            if (day.date() >= before) break;
            for (int code : day.codes()) lastEarlyDates[code] = day.date();
            if (day.activities() == 0) continue;
            if (lastActive == Ledger.NEVER || day.date() - lastActive > Ledger.RUN_GAP) runStart = day.date();
            lastActive = day.date();
        }
        return new Ledger(
                all.zone,
                all.things,
                all.firstDates,
                lastEarlyDates,
                all.days.stream().filter(day -> day.date() >= before).toList(),
                Arrays.copyOfRange(all.starts, kept, all.starts.length),
                Arrays.copyOfRange(all.ends, kept, all.ends.length),
                collapsed,
                all.payments.stream()
                        .filter(payment -> payment.stamp().millis() >= from)
                        .toList(),
                new Early(before, sessions, first, until, lastActive, runStart),
                all.latest);
    }

    /**
     * The early time with what went before its first session, such as the visits of someone who then signed up; null when some of
     * it lies later, among what was let go.
     */
    private @Nullable Early preceded(Early early, List<Day> before, Sessions joined, int sessions) {
        int firstActive = (int)
                Instant.ofEpochMilli(early.from()).atZone(zone).toLocalDate().toEpochDay();
        boolean later = early.sessions() == 0
                || (sessions > 0 && joined.ends[sessions - 1] >= early.from())
                || (!before.isEmpty() && before.get(before.size() - 1).date() > firstActive);
        if (later) return null;
        boolean runsOn = sessions > 0 && early.from() - joined.ends[sessions - 1] <= Ledger.PAUSE_MILLIS;
        int runStart = early.runStart();
        boolean firstRun = runStart == firstActive;
        for (int i = before.size() - 1; i >= 0; i--) {
            var day = before.get(i);
            for (int code : day.codes()) lastEarlyDates[code] = Math.max(lastEarlyDates[code], day.date());
            if (day.activities() == 0) continue;
            firstRun &= runStart - day.date() <= Ledger.RUN_GAP;
            if (firstRun) runStart = day.date();
        }
        return new Early(
                early.before(),
                early.sessions() + sessions - (runsOn ? 1 : 0),
                sessions > 0 ? joined.starts[0] : early.from(),
                early.until(),
                early.lastActive(),
                runStart);
    }

    private List<Day> days() {
        var changed = new ArrayList<>(changedDays.values());
        changed.sort(Comparator.comparingInt(day -> day.date));
        var all = new ArrayList<Day>(base.days.size() + changed.size());
        int next = 0;
        for (var day : base.days) {
            while (next < changed.size() && changed.get(next).date < day.date())
                all.add(changed.get(next++).day());
            if (next < changed.size() && changed.get(next).date == day.date())
                all.add(changed.get(next++).day());
            else all.add(day);
        }
        while (next < changed.size()) all.add(changed.get(next++).day());
        return Collections.unmodifiableList(all);
    }

    private Sum day(int date) {
        var known = changedDays.get(date);
        if (known != null) return known;
        int place = base.firstDayFrom(date);
        boolean there = place < base.days.size() && base.days.get(place).date() == date;
        var sum = there ? new Sum(base.days.get(place)) : new Sum(date);
        changedDays.put(date, sum);
        return sum;
    }

    private int code(Thing thing, int firstDate, int lastEarlyDate) {
        var known = codes.get(thing);
        if (known != null) {
            firstDates[known] = Math.min(firstDates[known], firstDate);
            lastEarlyDates[known] = Math.max(lastEarlyDates[known], lastEarlyDate);
            return known;
        }
        int code = things.size();
        if (code == firstDates.length) {
            firstDates = Arrays.copyOf(firstDates, 2 * code);
            lastEarlyDates = Arrays.copyOf(lastEarlyDates, 2 * code);
        }
        things.add(thing);
        firstDates[code] = firstDate;
        lastEarlyDates[code] = lastEarlyDate;
        codes.put(thing, code);
        return code;
    }

    /** A date that is being added up. */
    private static final class Sum {
        private final int date;
        private int activities;
        private int lastSlot;
        private int size;
        private int[] codes;
        private int[] counts;

        Sum(int date) {
            this.date = date;
            this.codes = new int[6];
            this.counts = new int[6];
        }

        Sum(Day day) {
            this.date = day.date();
            this.activities = day.activities();
            this.lastSlot = day.lastSlot();
            this.size = day.codes().length;
            this.codes = Arrays.copyOf(day.codes(), size + 2);
            this.counts = Arrays.copyOf(day.counts(), size + 2);
        }

        /** Adds in place, keeping codes ascending. */
        void add(int code, int count) {
            int place = Arrays.binarySearch(codes, 0, size, code);
            if (place >= 0) {
                counts[place] += count;
                return;
            }
            place = -place - 1;
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            System.arraycopy(codes, place, codes, place + 1, size - place);
            System.arraycopy(counts, place, counts, place + 1, size - place);
            codes[place] = code;
            counts[place] = count;
            size++;
        }

        Day day() {
            return new Day(date, activities, lastSlot, Arrays.copyOf(codes, size), Arrays.copyOf(counts, size));
        }
    }

    /** Sessions in order, joined where the pause between them is none. */
    private static final class Sessions {
        private final long[] starts;
        private final long[] ends;
        private int size;

        Sessions(int most) {
            starts = new long[most];
            ends = new long[most];
        }

        void merge(Ledger base, List<long[]> others) {
            others.sort(Comparator.comparingLong(session -> session[0]));
            int next = 0;
            for (int i = 0; i < base.starts.length; i++) {
                while (next < others.size() && others.get(next)[0] <= base.starts[i]) add(others.get(next++));
                add(base.starts[i], base.ends[i]);
            }
            while (next < others.size()) add(others.get(next++));
        }

        private void add(long[] session) {
            add(session[0], session[1]);
        }

        private void add(long start, long end) {
            if (size > 0 && start - ends[size - 1] <= Ledger.PAUSE_MILLIS) {
                ends[size - 1] = Math.max(ends[size - 1], end);
                return;
            }
            starts[size] = start;
            ends[size] = end;
            size++;
        }
    }
}
