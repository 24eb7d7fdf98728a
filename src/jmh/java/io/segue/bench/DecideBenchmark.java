package io.segue.bench;

import io.segue.decisions.Decision;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.decisions.Situation;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long one decision takes on one thread, knowledge already compiled, facts already gathered; and how long the same logic
 * takes in plain Java. Before anything is measured, both must have given the same answers. Run: mvn -P bench verify -DskipTests
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Threads(1)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecideBenchmark {
    private static final long SEED = 42;
    private static final int COMPARED = 10_000;
    private static final int USERS = 1_024;

    private Playbook playbook;
    private Decision.KnowledgeName knowledge;
    private Situation[] situations;
    private int next;

    /** Compiles the knowledge of the working directory and compares. */
    @Setup(Level.Trial)
    public void load() {
        var problems = new Problems();
        playbook = Playbook.read(KnowledgeFiles.under(Path.of("").toAbsolutePath()), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
        knowledge = new Decision.KnowledgeName(playbook.knowledge().version());
        compare(SampleSituations.seeded(SEED, COMPARED));
        situations = SampleSituations.seeded(SEED, USERS).toArray(Situation[]::new);
    }

    @TearDown(Level.Trial)
    public void retire() {
        playbook.knowledge().retire();
    }

    /** Rules and tables, with a reason for every conclusion. */
    @Benchmark
    public Decision rules() {
        return Reasoner.decide(nextSituation(), playbook);
    }

    /** The same, and reads every value of every reason, as writing the answer does. */
    @Benchmark
    public Decision rulesWithEveryValueRead(Blackhole sink) {
        var decision = rules();
        for (var reason : decision.why()) reason.because().forEach((name, value) -> sink.consume(value));
        return decision;
    }

    /** Plain Java, without reasons. */
    @Benchmark
    public Decision handWritten() {
        return HandWritten.decide(nextSituation(), knowledge);
    }

    /** Walks over all users, so that no single path is hot. */
    private Situation nextSituation() {
        return situations[next++ & USERS - 1];
    }

    private void compare(List<Situation> users) {
        var lifecycles = new HashSet<String>();
        var actions = new HashSet<String>();
        for (var situation : users) {
            var byRules = withoutWhy(Reasoner.decide(situation, playbook));
            var byHand = HandWritten.decide(situation, knowledge);
            if (!byRules.equals(byHand))
                throw new IllegalStateException("of %s%n%s%nrules decide%n%s%nplain Java decides%n%s"
                        .formatted(situation.userId(), situation, byRules, byHand));
            lifecycles.add(byHand.segments().lifecycle());
            actions.add(byHand.nextBestAction().action());
        }
        if (lifecycles.size() < 7 || actions.size() < 14)
            throw new IllegalStateException(
                    "the users are too much alike: lifecycles %s, actions %s".formatted(lifecycles, actions));
    }

    private static Decision withoutWhy(Decision decision) {
        return new Decision(
                decision.userId(),
                decision.asOf(),
                decision.knowledge(),
                decision.scores(),
                decision.segments(),
                decision.memberships(),
                decision.actions(),
                decision.nextBestAction(),
                decision.metrics(),
                decision.milestones(),
                decision.traits(),
                decision.account(),
                List.of(),
                decision.notices());
    }
}
