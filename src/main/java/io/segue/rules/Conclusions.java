package io.segue.rules;

import java.util.Map;

/**
 * What has fired in one session so far: the one thing that consequences write to. A row of a table calls {@link #row}, a rule
 * of a file {@link #rule}. Which rules fired is all there is to know, for what each concludes is fixed when it is compiled;
 * so the order of firing can't matter. For one thread.
 */
public final class Conclusions {
    private final long[] fired;
    private final Map<String, Integer> numbers;

    /** For that many rules; {@code numbers} gives those of rule files by name. */
    public Conclusions(int rules, Map<String, Integer> numbers) {
        this.fired = new long[(rules + 63) / 64];
        this.numbers = numbers;
    }

    /** Says that the row of that number fired. */
    public void row(int number) {
        fired[number >> 6] |= 1L << number;
    }

    /** Says that the rule of that name fired; rules pass {@code drools.getRule().getName()}. */
    public void rule(String name) {
        var number = numbers.get(name);
        if (number == null) throw new IllegalArgumentException("no rule is named " + name);
        row(number);
    }

    boolean has(int number) {
        return (fired[number >> 6] & 1L << number) != 0;
    }
}
