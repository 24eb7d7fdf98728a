package io.segue.publication;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks.Held;
import io.segue.decisions.Standings;
import io.segue.population.Population;
import io.segue.profiles.Person;
import io.segue.publication.BothVersions.Version;
import io.segue.publication.RehearsalReport.DaySends;
import io.segue.rules.DecisionTable;
import io.segue.rules.Source;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tracking.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The work of one rehearsal: compiles the draft, and decides about everyone with it and the live version. Used by one thread. */
final class RehearsalRun {
    private static final long GIVE_WAY_NANOS = 5_000_000;
    private static final long LOOK_AGAIN_NANOS = 200_000;

    private final Rehearsal rehearsal;
    private final KnowledgeFiles files;
    private final Surroundings around;
    private final RehearsalStore store;
    private final ExecutorService workers;
    private final int atOnce;
    private final Stop stop;

    private final List<String> notes = new ArrayList<>();
    private final Problems uncovered = new Problems();
    private int done;

    /** @param atOnce how many of the workers there are */
    RehearsalRun(
            Rehearsal rehearsal,
            KnowledgeFiles files,
            Surroundings around,
            RehearsalStore store,
            ExecutorService workers,
            int atOnce,
            Stop stop) {
        this.rehearsal = rehearsal;
        this.files = files;
        this.around = around;
        this.store = store;
        this.workers = workers;
        this.atOnce = atOnce;
        this.stop = stop;
    }

    /** Compiles the draft. To be closed when nobody decides with it anymore. */
    Held compiled() {
        var problems = new Problems();
        return Held.timed(
                () -> Playbook.readUncovered(files, uncovered, problems).orElseThrow(() -> new Refused(problems)));
    }

    /** @throws Stop.Stopped, or something else, when it was ordered to stop */
    RehearsalReport run(Playbook live, Playbook draft) {
        stop.goOn();
        var chosen = Chosen.of(around.journal(), rehearsal.sample(), stop::goOn);
        int total = chosen.size() * rehearsal.days();
        tell(0, total);
        var changed = ChangedSheets.between(live.files(), draft.files());
        var priced = draft.knowledge().tables().stream()
                .filter(table -> changed.has(source(table)))
                .toList();
        var aspects = Aspect.of(live, draft);
        var standing = around.standings().at(rehearsal.asOf());
        tellOf(standing, chosen);
        var plan = live.trackingPlan().version().equals(draft.trackingPlan().version()) ? null : plan(draft);

        var found = new Findings(aspects, draft.knowledge().tables(), priced);
        var both = both(live, draft, plan, rehearsal.asOf(), aspects, changed, priced);
        walk(rehearsal.asOf(), chosen, both, found, total);
        if (found.users() == 0 && found.errors() > 0)
            throw new Refused(problems("none of the users could be decided on", found));

        var sends = new ArrayList<DaySends>();
        var date = around.decisions().date(rehearsal.asOf());
        sends.add(new DaySends(date, found.sends()));
        for (int day = 1; day < rehearsal.days(); day++) {
            var earlier = date.minusDays(day);
            // at the end of a date, memory answers without the journal
            var asOf =
                    earlier.plusDays(1).atStartOfDay(around.zone()).toInstant().minusMillis(1);
            var then = new Findings(List.of(), List.of(), List.of());
            walk(asOf, chosen, both(live, draft, plan, asOf, List.of(), changed, List.of()), then, total);
            sends.add(new DaySends(earlier, then.sends()));
            if (then.errors() + gapUsers(then) > 0)
                notes.add("of %s, %d users are left out of what is sent, for they could not be decided on"
                        .formatted(earlier, then.errors() + gapUsers(then)));
        }
        return new RehearsalReport(
                live.knowledge().version(),
                draft.knowledge().version(),
                rehearsal.asOf(),
                found.users(),
                chosen.known(),
                rehearsal.sample(),
                found.leftOut(),
                found.errors(),
                found.errorSamples(),
                found.gaps(),
                uncovered.all().stream().map(Problem::toString).toList(),
                changed.files(),
                found.changes(),
                sends,
                found.tables(),
                notes);
    }

    private static Source source(DecisionTable table) {
        return new Source(
                KnowledgeFiles.TABLES + table.sheet().workbook(), table.sheet().name(), null);
    }

    private static int gapUsers(Findings findings) {
        return findings.gaps().stream().mapToInt(RehearsalReport.Gap::users).sum();
    }

    private void tellOf(Standings.View standing, Chosen chosen) {
        if (standing == Standings.View.NONE)
            notes.add(
                    "no refresh is finished as of then: percentiles are unknown and no feature is recommended, in both versions");
        if (rehearsal.sample() != null)
            notes.add("%d of %d ids were taken; the same ones each time, as long as no users come"
                    .formatted(chosen.size(), chosen.known()));
    }

    private TrackingPlan plan(Playbook draft) {
        notes.add(
                "the tracking plan differs: everyone was read anew from the events with the draft's; percentiles stay those of the "
                        + "last refresh until the next");
        return draft.trackingPlan();
    }

    /** @param plan the draft's, if what was sent means something else under it; null when it means the same */
    private BothVersions both(
            Playbook live,
            Playbook draft,
            @Nullable TrackingPlan plan,
            Instant asOf,
            List<Aspect> aspects,
            ChangedSheets changed,
            List<DecisionTable> priced) {
        DecisionService decisions = around.decisions();
        Function<Person, Person> person = Function.identity();
        if (plan != null) {
            var profiles = Refolded.profiles(around.journal(), plan, around.zone());
            decisions = decisions.over(profiles);
            // who is who is no matter of the plan
            person = known -> profiles.find(known.userId(), asOf).orElse(known);
        }
        return new BothVersions(
                Version.of(live, around.decisions(), Function.identity()),
                Version.of(draft, decisions, person),
                asOf,
                around.standings().at(asOf),
                aspects,
                changed,
                priced,
                around.settings().perUser(),
                stop);
    }

    private void walk(Instant asOf, Chosen chosen, BothVersions both, Findings found, int total) {
        var population = new Population(around.journal(), around.profiles(), asOf, workers, 2 * atOnce, this::giveWay);
        stop.waiting(() -> {
            if (chosen.userIds() == null) population.everyone(both::of, portion -> add(portion, found, total));
            else population.all(chosen.userIds(), both::of, portion -> add(portion, found, total));
        });
        stop.goOn();
    }

    private void add(Population.Portion<UserOutcome> portion, Findings found, int total) {
        portion.results().forEach(found::add);
        portion.errors().forEach(found::failed);
        done += portion.size();
        tell(done, Math.max(total, done));
        stop.goOn();
        int most = around.settings().mostErrors();
        if (found.errors() > most)
            throw new Refused(problems("more than %d users could not be decided on".formatted(most), found));
    }

    /** Says how far it is, and hears whether somebody wants it to end, perhaps by another member. */
    private void tell(int done, int total) {
        if (store.progress(rehearsal.id(), done, total)) stop.order(Rehearsal.State.CANCELLED, "");
    }

    private static List<String> problems(String first, Findings found) {
        var problems = new ArrayList<String>();
        problems.add(first);
        problems.addAll(found.errorSamples());
        return problems;
    }

    /** Before each user: ends when it is to, and lets those go first who wait for a decision, for a little while. */
    private void giveWay() {
        stop.goOn();
        long until = System.nanoTime() + GIVE_WAY_NANOS;
        while (around.decisions().underWay() > 0 && System.nanoTime() - until < 0)
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
}
