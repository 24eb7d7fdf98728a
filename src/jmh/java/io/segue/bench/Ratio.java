package io.segue.bench;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DecideBenchmark} and tells how many times the time of plain Java the rules take. Takes JMH's own options. */
public final class Ratio {
    private Ratio() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(DecideBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        double rules = 0;
        double handWritten = 0;
        for (var result : new Runner(options).run()) {
            if (result.getParams().getMode() != Mode.AverageTime) continue;
            if (result.getParams().getBenchmark().endsWith(".rules"))
                rules = result.getPrimaryResult().getScore();
            else handWritten = result.getPrimaryResult().getScore();
        }
        if (rules > 0 && handWritten > 0)
            System.out.printf(
                    "%nrules %.2f µs, plain Java %.3f µs: %.1f times%n", rules, handWritten, rules / handWritten);
    }
}
