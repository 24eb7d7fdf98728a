package io.segue.profiles;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What someone did, by date in the workspace's time zone; sessions, payments and scores by instant. Immutable. One that came
 * with a {@link Person} knows of no event after the instant asked for. Dates given are inclusive on both ends.
 */
public final class Ledger {
    /** A pause longer than this ends a session. */
    static final long PAUSE_MILLIS = 30 * 60_000L;

    /** Active dates further apart than this belong to two runs. */
    static final int RUN_GAP = 7;

    /** For how long before the last active date a ledger answers, in dates. */
    static final int ANSWERS_FOR = 400;

    /** How far back the longest window reaches, in dates. */
    static final int REACH = 90;

    /** How far back from the last active date the baseline of someone who left is counted, in dates. */
    static final int BASELINE = 28;

    /** An epoch day, or a point in milliseconds, that lies before all others. */
    static final int NEVER = Integer.MIN_VALUE / 2;

    /** Before all instants. */
    static final long NOTHING_YET = Long.MIN_VALUE;

    final ZoneId zone;
    final List<Thing> things;
    final int[] firstDates;
    final int[] lastEarlyDates;
    final List<Day> days;
    final long[] starts;
    final long[] ends;
    final Timeline scores;
    final List<Payment> payments;
    final @Nullable Early early;
    final long latest;

    /**
     * @param things         what is counted; a day's codes are places in this list
     * @param firstDates     of each thing its first date ever, as an epoch day
     * @param lastEarlyDates of each thing its last date before those kept; NEVER when there is none
     * @param days           ascending
     * @param starts         of each session kept its first event, ascending
     * @param ends           of each session its last event
     * @param payments       ascending
     * @param early          what went before the dates kept; null when nothing was let go
     * @param latest         when the last of the events was, in milliseconds; NOTHING_YET when there was none
     */
    Ledger(
            ZoneId zone,
            List<Thing> things,
            int[] firstDates,
            int[] lastEarlyDates,
            List<Day> days,
            long[] starts,
            long[] ends,
            Timeline scores,
            List<Payment> payments,
            @Nullable Early early,
            long latest) {
        this.zone = zone;
        this.things = things;
        this.firstDates = firstDates;
        this.lastEarlyDates = lastEarlyDates;
        this.days = days;
        this.starts = starts;
        this.ends = ends;
        this.scores = scores;
        this.payments = payments;
        this.early = early;
        this.latest = latest;
    }

    /** The ledger of someone who did nothing. */
    public static Ledger empty(ZoneId zone) {
        return new Ledger(
                zone,
                List.of(),
                new int[0],
                new int[0],
                List.of(),
                new long[0],
                new long[0],
                Timeline.EMPTY,
                List.of(),
                null,
                NOTHING_YET);
    }

    boolean isEmpty() {
        return days.isEmpty() && early == null;
    }

    /** The time zone that dates are counted in. */
    public ZoneId zone() {
        return zone;
    }

    /** How often a kind of signal was seen on those dates. */
    public int count(Signal.Kind kind, LocalDate from, LocalDate to) {
        return count(from, to, thing -> thing.kind() == kind);
    }

    /** How often a marked signal of that kind was seen: of a SHARE those to the outside, of a TICKET the negative ones. */
    public int countMarked(Signal.Kind kind, LocalDate from, LocalDate to) {
        return count(from, to, thing -> thing.kind() == kind && thing.marked());
    }

    /** How often a kind of signal was seen of that feature, milestone or action. */
    public int count(Signal.Kind kind, String key, LocalDate from, LocalDate to) {
        return count(from, to, thing -> thing.kind() == kind && thing.key().equals(key));
    }

    /** How often one of those features was used on those dates. */
    public int uses(Set<String> features, LocalDate from, LocalDate to) {
        return count(from, to, thing -> thing.kind() == Signal.Kind.FEATURE && features.contains(thing.key()));
    }

    /** On how many of those dates one of those features was used. */
    public int daysOfUse(Set<String> features, LocalDate from, LocalDate to) {
        var wanted = codes(thing -> thing.kind() == Signal.Kind.FEATURE && features.contains(thing.key()));
        int dates = 0;
        for (int i = firstDayFrom(from); i < days.size() && days.get(i).date() <= to.toEpochDay(); i++)
            if (total(days.get(i), wanted) > 0) dates++;
        return dates;
    }

    /** The features used on those dates, by key. */
    public Set<String> features(LocalDate from, LocalDate to) {
        var used = new HashSet<String>();
        for (int i = firstDayFrom(from); i < days.size() && days.get(i).date() <= to.toEpochDay(); i++)
            for (int code : days.get(i).codes())
                if (things.get(code).kind() == Signal.Kind.FEATURE)
                    used.add(things.get(code).key());
        return used;
    }

    /** Every feature ever used, by key, in the order of code points. */
    public Set<String> featuresEver() {
        return keysEver(Signal.Kind.FEATURE);
    }

    /** Every milestone reached, by key, in the order of code points. */
    public Set<String> milestones() {
        return keysEver(Signal.Kind.MILESTONE);
    }

    /** Dates from the latest signal of that kind about that action to the given date; empty when there was none. */
    public OptionalInt daysSince(Signal.Kind kind, String key, LocalDate date) {
        int latest = NEVER;
        for (int code = 0; code < things.size(); code++) {
            var thing = things.get(code);
            if (thing.kind() == kind && thing.key().equals(key)) latest = Math.max(latest, lastDate(code));
        }
        return latest == NEVER ? OptionalInt.empty() : OptionalInt.of((int) date.toEpochDay() - latest);
    }

    /** Activity events on those dates. */
    public int activities(LocalDate from, LocalDate to) {
        int sum = 0;
        for (int i = firstDayFrom(from); i < days.size() && days.get(i).date() <= to.toEpochDay(); i++)
            sum += days.get(i).activities();
        return sum;
    }

    /** The dates with activity among those, ascending, as epoch days. */
    public int[] activeDays(LocalDate from, LocalDate to) {
        return days.subList(Math.min(firstDayFrom(from), days.size()), days.size()).stream()
                .filter(day -> day.activities() > 0 && day.date() <= to.toEpochDay())
                .mapToInt(Day::date)
                .toArray();
    }

    /** The last date with activity; empty when there was none. */
    public Optional<LocalDate> lastActive() {
        for (int i = days.size() - 1; i >= 0; i--)
            if (days.get(i).activities() > 0)
                return Optional.of(LocalDate.ofEpochDay(days.get(i).date()));
        return early == null || early.lastActive() == NEVER
                ? Optional.empty()
                : Optional.of(LocalDate.ofEpochDay(early.lastActive()));
    }

    /** The first date of the run of activity that holds the last active one; a pause of more than 7 dates breaks a run. */
    public Optional<LocalDate> runStart() {
        var last = lastActive();
        if (last.isEmpty()) return last;
        int start = (int) last.get().toEpochDay();
        for (int i = days.size() - 1; i >= 0; i--) {
            if (days.get(i).activities() == 0) continue;
            if (start - days.get(i).date() > RUN_GAP) return Optional.of(LocalDate.ofEpochDay(start));
            start = days.get(i).date();
        }
        if (early != null && early.lastActive() != NEVER && start - early.lastActive() <= RUN_GAP)
            start = early.runStart();
        return Optional.of(LocalDate.ofEpochDay(start));
    }

    /** Sessions that began on those dates. */
    public int sessions(LocalDate from, LocalDate to) {
        return firstSessionFrom(to.plusDays(1)) - firstSessionFrom(from);
    }

    /** The summed length of the sessions that began on those dates, in milliseconds. */
    public long sessionMillis(LocalDate from, LocalDate to) {
        long sum = 0;
        int end = firstSessionFrom(to.plusDays(1));
        for (int i = firstSessionFrom(from); i < end; i++) sum += ends[i] - starts[i];
        return sum;
    }

    /** All sessions ever. */
    public int sessionsEver() {
        return starts.length + (early == null ? 0 : early.sessions());
    }

    /** The last NPS score given; null when none was. */
    public @Nullable Double latestScore() {
        var word = scores.at(Long.MAX_VALUE);
        return word == null ? null : (Double) word.value();
    }

    /** Payments that failed on those dates, later than the last that succeeded. */
    public int unpaidFailures(LocalDate from, LocalDate to) {
        long begin = millisAtStartOf(from);
        long end = millisAtStartOf(to.plusDays(1));
        int failures = 0;
        for (int i = payments.size() - 1; i >= 0 && !payments.get(i).succeeded(); i--) {
            long millis = payments.get(i).stamp().millis();
            if (millis >= begin && millis < end) failures++;
        }
        return failures;
    }

    /**
     * What of it was so as of an instant; empty when that cannot be told from what is kept.
     *
     * @param alone whether no other ledger will be joined with it
     */
    Optional<Ledger> asOf(Instant asOf, boolean alone) {
        long millis = asOf.toEpochMilli();
        int date = (int) asOf.atZone(zone).toLocalDate().toEpochDay();
        if (isEmpty()) return Optional.of(this);
        if (!keptFor(date, millis)) return Optional.empty();
        if (!(alone ? scores.knowsValueAt(millis) : scores.knowsWordAt(millis))) return Optional.empty();
        if (latest <= millis) return Optional.of(this);

        int dayCount = days.size();
        while (dayCount > 0 && days.get(dayCount - 1).date() > date) dayCount--;
        if (dayCount > 0 && days.get(dayCount - 1).date() == date && endsAfter(days.get(dayCount - 1), millis))
            return Optional.empty();
        int sessionCount = starts.length;
        while (sessionCount > 0 && starts[sessionCount - 1] > millis) sessionCount--;
        if (sessionCount > 0 && ends[sessionCount - 1] > millis) return Optional.empty();
        if (dayCount == days.size()) return Optional.of(this);
        return Optional.of(cut(date, millis, dayCount, sessionCount));
    }

    /** Whether both answer alike, though one of them may have let more of the early time go. */
    boolean tellsAs(Ledger other) {
        int from = Math.max(keptFrom(), other.keptFrom());
        return zone.equals(other.zone)
                && sessionsEver() == other.sessionsEver()
                && lastActive().equals(other.lastActive())
                && runStart().equals(other.runStart())
                && Objects.equals(latestScore(), other.latestScore())
                && seen().equals(other.seen())
                && datesFrom(from).equals(other.datesFrom(from))
                && sessionsFrom(from).equals(other.sessionsFrom(from))
                && paymentsFrom(from).equals(other.paymentsFrom(from));
    }

    private int keptFrom() {
        return early == null ? NEVER : early.before();
    }

    /** Of each thing its first and last date. */
    private Map<Thing, List<Integer>> seen() {
        var seen = new HashMap<Thing, List<Integer>>();
        for (int code = 0; code < things.size(); code++)
            seen.put(things.get(code), List.of(firstDates[code], lastDate(code)));
        return seen;
    }

    /** Of each date how often each thing was seen, and under null the activities. */
    private Map<Integer, Map<@Nullable Thing, Integer>> datesFrom(int date) {
        var dates = new HashMap<Integer, Map<@Nullable Thing, Integer>>();
        for (var day : days.subList(firstDayFrom(date), days.size())) {
            var counts = new HashMap<@Nullable Thing, Integer>();
            counts.put(null, day.activities());
            for (int i = 0; i < day.codes().length; i++) counts.put(things.get(day.codes()[i]), day.counts()[i]);
            dates.put(day.date(), counts);
        }
        return dates;
    }

    private List<List<Long>> sessionsFrom(int date) {
        return IntStream.range(date == NEVER ? 0 : firstSessionFrom(LocalDate.ofEpochDay(date)), starts.length)
                .mapToObj(i -> List.of(starts[i], ends[i]))
                .toList();
    }

    private List<Payment> paymentsFrom(int date) {
        if (date == NEVER) return payments;
        long from = millisAtStartOf(LocalDate.ofEpochDay(date));
        return payments.stream()
                .filter(payment -> payment.stamp().millis() >= from)
                .toList();
    }

    Ledger withScores(Timeline other) {
        return new Ledger(zone, things, firstDates, lastEarlyDates, days, starts, ends, other, payments, early, latest);
    }

    private Ledger cut(int date, long millis, int dayCount, int sessionCount) {
        var known = IntStream.range(0, things.size())
                .filter(code -> firstDates[code] <= date)
                .toArray();
        var places = new int[things.size()];
        for (int place = 0; place < known.length; place++) places[known[place]] = place;
        var latest = scores.at(millis);
        return new Ledger(
                zone,
                IntStream.of(known).mapToObj(things::get).toList(),
                IntStream.of(known).map(code -> firstDates[code]).toArray(),
                IntStream.of(known).map(code -> lastEarlyDates[code]).toArray(),
                days.subList(0, dayCount).stream()
                        .map(day -> new Day(
                                day.date(),
                                day.activities(),
                                day.lastSlot(),
                                IntStream.of(day.codes())
                                        .map(code -> places[code])
                                        .toArray(),
                                day.counts()))
                        .toList(),
                Arrays.copyOf(starts, sessionCount),
                Arrays.copyOf(ends, sessionCount),
                latest == null ? Timeline.EMPTY : Timeline.of(List.of(latest)),
                payments.stream()
                        .filter(payment -> payment.stamp().millis() <= millis)
                        .toList(),
                early,
                millis);
    }

    /** Whether every window that ends on that date lies within the dates kept, that of the last active date too. */
    private boolean keptFor(int date, long millis) {
        if (early == null) return true;
        if (date - REACH < early.before() || early.until() > millis) return false;
        for (int i = days.size() - 1; i >= 0; i--)
            if (days.get(i).date() <= date && days.get(i).activities() > 0)
                return days.get(i).date() - BASELINE >= early.before();
        return early.lastActive() == NEVER;
    }

    private boolean endsAfter(Day day, long millis) {
        return millisAtStartOf(LocalDate.ofEpochDay(day.date())) + (day.lastSlot() + 1) * Day.SLOT_MILLIS - 1 > millis;
    }

    private Set<String> keysEver(Signal.Kind kind) {
        var keys = new TreeSet<>(CodePoints.ORDER);
        for (var thing : things) if (thing.kind() == kind) keys.add(thing.key());
        return keys;
    }

    private int lastDate(int code) {
        for (int i = days.size() - 1; i >= 0; i--)
            if (Arrays.binarySearch(days.get(i).codes(), code) >= 0)
                return days.get(i).date();
        return lastEarlyDates[code];
    }

    private int count(LocalDate from, LocalDate to, Predicate<Thing> wanted) {
        var codes = codes(wanted);
        int sum = 0;
        for (int i = firstDayFrom(from); i < days.size() && days.get(i).date() <= to.toEpochDay(); i++)
            sum += total(days.get(i), codes);
        return sum;
    }

    private boolean[] codes(Predicate<Thing> wanted) {
        var codes = new boolean[things.size()];
        for (int code = 0; code < codes.length; code++) codes[code] = wanted.test(things.get(code));
        return codes;
    }

    private static int total(Day day, boolean[] wanted) {
        int sum = 0;
        for (int i = 0; i < day.codes().length; i++) if (wanted[day.codes()[i]]) sum += day.counts()[i];
        return sum;
    }

    private int firstDayFrom(LocalDate date) {
        return firstDayFrom((int) date.toEpochDay());
    }

    int firstDayFrom(int date) {
        int low = 0;
        int high = days.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days.get(middle).date() < date) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int firstSessionFrom(LocalDate date) {
        int place = Arrays.binarySearch(starts, millisAtStartOf(date));
        return place < 0 ? -place - 1 : place;
    }

    private long millisAtStartOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
