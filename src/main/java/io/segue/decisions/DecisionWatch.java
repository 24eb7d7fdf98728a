package io.segue.decisions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches decisions being made: counts them, times them, counts those that fail, and tells of them in a trace that is being recorded,
 * from the question to the rules that fired. What decides knows nothing of it. Safe for use by many threads.
 *
 * <p>Meters: {@code segue.decisions} by action and knowledge version, of the latest versions only; {@code segue.decision.duration} by
 * where the facts came from; {@code segue.decision.failures} by the step that failed.
 */
public final class DecisionWatch {
    /** So many versions are told apart: the live one, and those that decisions under way may have begun with. */
    private static final int VERSIONS = 3;

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
    };

    /** Of the rules that fired so many are told in a trace. */
    private static final int RULES_TOLD = 200;

    private final MeterRegistry meters;
    private final Tracer tracer;
    private final Timer remembered;
    private final Timer given;
    private final LongAdder underWay = new LongAdder();
    private final Map<Step, Counter> failures = new EnumMap<>(Step.class);
    /** By version, the counters of its actions. Replaced as a whole, so that reading takes no lock. */
    private volatile Map<String, Map<String, Counter>> decisions = Map.of();

    /** What a decision goes through, one after the other. */
    enum Step {
        /** What is remembered of the user, its account and the population is read. */
        FACTS,
        /** It is added up. */
        MEASURE,
        /** Rules conclude and the arbiter chooses. */
        RULES
    }

    public DecisionWatch(MeterRegistry meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
        this.remembered = timer("remembered");
        this.given = timer("given");
        for (var step : Step.values())
            failures.put(
                    step,
                    Counter.builder("segue.decision.failures")
                            .description("decisions that could not be made")
                            .tag("step", word(step))
                            .register(meters));
    }

    private Timer timer(String facts) {
        return Timer.builder("segue.decision.duration")
                .description("from the question to the decision")
                .tag("facts", facts)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** Decisions that began and did not end yet. */
    long underWay() {
        return underWay.sum();
    }

    /** A decision on what is remembered begins. To be closed; it counts as failed unless it was made or there was nobody to decide on. */
    Course remembered() {
        return new Course(remembered, Step.FACTS);
    }

    /** A decision on facts that were given begins. */
    Course given() {
        return new Course(given, Step.RULES);
    }

    /** One of many decisions made together, for which facts were read and measured before. */
    Decision oneOfMany(Supplier<Decision> reasoning) {
        try {
            var decision = reasoning.get();
            count(decision);
            return decision;
        } catch (RuntimeException | Error e) {
            failed(Step.RULES);
            throw e;
        }
    }

    private void failed(Step step) {
        var counter = failures.get(step);
        if (counter != null) counter.increment();
    }

    private void count(Decision decision) {
        var version = decision.knowledge().version();
        var actions = decisions.get(version);
        if (actions == null) actions = actionsOf(version);
        var action = decision.nextBestAction().action();
        var counter = actions.get(action);
        if (counter == null) counter = actions.computeIfAbsent(action, name -> counter(version, name));
        counter.increment();
    }

    private Counter counter(String version, String action) {
        return Counter.builder("segue.decisions")
                .description("decisions made")
                .tag("action", action)
                .tag("knowledge", version)
                .register(meters);
    }

    /** Makes room for a version that is new; the meters of the one known longest are gone with it. */
    private synchronized Map<String, Counter> actionsOf(String version) {
        var known = decisions.get(version);
        if (known != null) return known;
        var all = new LinkedHashMap<>(decisions);
        while (all.size() >= VERSIONS) {
            var oldest = all.remove(all.keySet().iterator().next());
            if (oldest != null) oldest.values().forEach(meters::remove);
        }
        var actions = new ConcurrentHashMap<String, Counter>();
        all.put(version, actions);
        decisions = all;
        return actions;
    }

    /** One decision on its way. Used by one thread. */
    final class Course implements AutoCloseable {
        private final Timer timer;
        private final long begun = System.nanoTime();
        private final @Nullable Trace trace;
        private Step step;
        private boolean ended;

        private Course(Timer timer, Step step) {
            this.timer = timer;
            this.step = step;
            // looking for a span is all that a decision pays that nobody traces
            var request = tracer.currentSpan();
            trace = request == null || request.isNoop() ? null : new Trace(request, step);
            underWay.increment();
        }

        /** The next step begins. */
        void to(Step next) {
            step = next;
            if (trace != null) trace.to(next);
        }

        /** It was made. */
        Decision made(Decision decision) {
            ended = true;
            timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            count(decision);
            if (trace != null) trace.made(decision);
            return decision;
        }

        /** There is nobody to decide on. */
        void nobody() {
            ended = true;
        }

        @Override
        public void close() {
            underWay.decrement();
            if (!ended) failed(step);
            if (trace != null) trace.end(ended ? null : step);
        }
    }

    /** A decision as spans: one for itself, under it one for each step. Nothing of whom it is about is in them. */
    private final class Trace {
        private final Span whole;
        private Span part;

        Trace(Span request, Step first) {
            whole = under(request, "decide");
            part = under(whole, word(first));
        }

        private Span under(Span parent, String name) {
            return tracer.spanBuilder().setParent(parent.context()).name(name).start();
        }

        void to(Step next) {
            part.end();
            part = under(whole, word(next));
        }

        void made(Decision decision) {
            whole.tag("segue.knowledge", decision.knowledge().version());
            whole.tag("segue.action", decision.nextBestAction().action());
            part.tagOfStrings(
                    "segue.rules",
                    decision.why().stream()
                            .map(Decision.Reason::rule)
                            .distinct()
                            .limit(RULES_TOLD)
                            .toList());
        }

        void end(@Nullable Step failed) {
            if (failed != null) whole.tag("segue.failed", word(failed));
            part.end();
            whole.end();
        }
    }

    private static String word(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
