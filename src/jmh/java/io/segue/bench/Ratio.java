package io.segue.bench;

import java.util.HashMap;
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
        var means = new HashMap<String, Double>();
        for (var result : new Runner(options).run()) {
            var name = result.getParams().getBenchmark();
            if (result.getParams().getMode() == Mode.AverageTime)
                means.put(
                        name.substring(name.lastIndexOf('.') + 1),
                        result.getPrimaryResult().getScore());
        }
        var byHand = means.remove("handWritten");
        if (byHand != null)
            means.forEach((name, mean) -> System.out.printf(
                    "%n%s %.2f µs, plain Java %.3f µs: %.1f times%n", name, mean, byHand, mean / byHand));
    }
}
