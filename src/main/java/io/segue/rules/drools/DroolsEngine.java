package io.segue.rules.drools;

import io.segue.rules.Conclusions;
import io.segue.rules.DecisionTable;
import io.segue.rules.Engine;
import io.segue.rules.Rule;
import io.segue.rules.RulesLoop;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.drools.compiler.kie.builder.impl.DrlProject;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieContainerSessionsPool;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.DirectFiringOption;

/** A compiled base with a pool of its sessions. */
public final class DroolsEngine implements Engine {
    /** Far above what rules that only conclude can reach; a rule that loops is stopped instead of hanging its caller. */
    private static final int MOST_FIRINGS = 10_000;

    private static final AtomicLong BUILDS = new AtomicLong();

    private final KieServices services;
    private final ReleaseId release;
    private final KieContainer container;
    private final KieContainerSessionsPool pool;
    private final KieSessionConfiguration direct;
    private final Supplier<Conclusions> conclusions;

    private DroolsEngine(KieServices services, ReleaseId release, Supplier<Conclusions> conclusions) {
        this.services = services;
        this.release = release;
        this.container = services.newKieContainer(release);
        this.pool = container.newKieSessionsPool(1);
        this.direct = services.newKieSessionConfiguration();
        // order can't matter here, and firing without an agenda takes a third less time
        direct.setOption(DirectFiringOption.YES);
        this.conclusions = conclusions;
    }

    /** Compiles tables and rule files; empty when Drools finds problems, all of which are then told. */
    public static Optional<Engine> compile(
            String version, List<DecisionTable> tables, List<DrlFile> drls, List<Rule> rules, Problems problems) {
        return withOwnLoader(() -> {
            var services = KieServices.get();
            // the repository remembers by release, so each build has its own
            var build = "v" + version + "_" + BUILDS.incrementAndGet();
            var release = services.newReleaseId("io.segue", "knowledge", build);
            var files = services.newKieFileSystem().generateAndWritePomXML(release);
            var origins = new HashMap<String, String>();
            for (int i = 0; i < tables.size(); i++) {
                if (tables.get(i).rules().stream().allMatch(Rule::always)) continue;
                // packages are named the same in each build: loaders keep a lock for every name of a class that they
                // were ever
                // asked for, and the compiler asks for many in each package
                var path = "src/main/resources/io/segue/knowledge/table%d/table.drl".formatted(i);
                origins.put(path, tables.get(i).sheet().workbook());
                files.write(path, CanonicalTable.drl(tables.get(i), "io.segue.knowledge.table" + i));
            }
            for (var drl : drls) {
                var path = "src/main/resources/" + drl.path().substring("rules/".length());
                origins.put(path, drl.path());
                files.write(path, drl.text());
            }
            var builder = services.newKieBuilder(files).buildAll(DrlProject.class);
            for (var message : builder.getResults().getMessages(Message.Level.ERROR))
                problems.add(Problem.line(
                        origins.getOrDefault(
                                "src/main/resources/" + message.getPath(), String.valueOf(message.getPath())),
                        message.getLine(),
                        DrlFile.oneLine(message.getText())));
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                services.getRepository().removeKieModule(release);
                return Optional.empty();
            }
            Map<String, Integer> numbers = new HashMap<>();
            drls.forEach(drl -> drl.rules().forEach(rule -> numbers.put(rule.name(), rule.number())));
            return Optional.of(new DroolsEngine(services, release, () -> new Conclusions(rules.size(), numbers)));
        });
    }

    /** The first call into Drools looks for its services through the thread's loader, and never looks again. */
    private static <T> T withOwnLoader(Supplier<T> work) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(DroolsEngine.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Session open() {
        return new DroolsSession(pool.newKieSession(direct), conclusions.get());
    }

    @Override
    public void retire() {
        pool.shutdown();
        container.dispose();
        services.getRepository().removeKieModule(release);
    }

    private record DroolsSession(KieSession session, Conclusions conclusions) implements Session {
        DroolsSession {
            session.setGlobal("conclusions", conclusions);
        }

        @Override
        public void tell(Object fact) {
            session.insert(fact);
            if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) throw new RulesLoop(MOST_FIRINGS);
        }

        @Override
        public void close() {
            session.dispose();
        }
    }
}
