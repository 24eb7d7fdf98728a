package io.segue.capacity;

import io.segue.support.Wire.Answer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came back to clients, and how long it took. Safe for use by many threads. */
public final class Tally {
    private static final int FIRST_SIZE = 1 << 16;

    private final Map<String, Integer> counts = new TreeMap<>();
    private int withoutRetryAfter;
    private long[] nanos = new long[FIRST_SIZE];
    private int size;

    /** Counts an answer; only of those that are 200 is it told how long they took. */
    public synchronized void add(Answer answer, long took) {
        count(String.valueOf(answer.status()));
        boolean later = answer.status() == 429 || answer.status() == 503;
        if (later && answer.header("Retry-After").isEmpty()) withoutRetryAfter++;
        if (answer.status() != 200) return;
        if (size == nanos.length) nanos = Arrays.copyOf(nanos, 2 * size);
        nanos[size++] = took;
    }

    public synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    public synchronized int count(int status) {
        return counts.getOrDefault(String.valueOf(status), 0);
    }

    /** Answers that were neither 200 nor told the sender to come again. */
    public synchronized int others() {
        return counts.entrySet().stream()
                .filter(each -> !each.getKey().matches("200|429|503"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    public synchronized int withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /** Of the 200s, how many milliseconds so large a share of them took at most; 0 when there was none. */
    public synchronized double millis(double share) {
        if (size == 0) return 0;
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) (share * size))] / 1e6;
    }

    @Override
    public synchronized String toString() {
        return "%s, of the 200s p50 %.1f ms, p99 %.1f ms".formatted(counts, millis(0.5), millis(0.99));
    }
}
