package io.segue.publication;

import io.segue.publication.RehearsalReport.Change;
import io.segue.publication.RehearsalReport.Gap;
import io.segue.publication.RehearsalReport.Send;
import io.segue.publication.RehearsalReport.TablePrice;
import io.segue.publication.UserOutcome.Decided;
import io.segue.publication.UserOutcome.Failed;
import io.segue.publication.UserOutcome.InGap;
import io.segue.publication.UserOutcome.LeftOut;
import io.segue.rules.DecisionTable;
import io.segue.rules.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what came of users on one date. What it keeps does not grow with them. Used by one thread. */
final class Findings {
    private static final int ERRORS = 20;
    private static final int GAP_SAMPLES = 5;

    private final List<DecisionTable> all;
    private final List<ChangeCount> changes;
    private final List<TableCount> tables;
    private final Map<Topic, GapCount> gaps = new LinkedHashMap<>();
    private final TreeMap<Sending, int[]> sends = new TreeMap<>();
    private final List<String> errorSamples = new ArrayList<>();
    private int users;
    private int leftOut;
    private int errors;

    private static final class GapCount {
        private final List<String> samples = new ArrayList<>();
        private int users;
    }

    /** @param all tables of the draft; {@code priced} those of them to be counted */
    Findings(List<Aspect> aspects, List<DecisionTable> all, List<DecisionTable> priced) {
        this.all = all;
        this.changes =
                aspects.stream().map(aspect -> new ChangeCount(aspect.name())).toList();
        this.tables = priced.stream().map(TableCount::new).toList();
    }

    void add(UserOutcome outcome) {
        if (outcome instanceof LeftOut) leftOut++;
        else if (outcome instanceof Failed failed) failed(failed.detail());
        else if (outcome instanceof InGap gap) {
            var count = gaps.computeIfAbsent(gap.topic(), any -> new GapCount());
            count.users++;
            if (count.samples.size() < GAP_SAMPLES) count.samples.add(gap.userId());
            hits(gap.hits());
        } else if (outcome instanceof Decided decided) {
            users++;
            for (var difference : decided.differences())
                changes.get(difference.aspect()).add(decided.userId(), difference);
            hits(decided.hits());
            sends(decided.sends());
        }
    }

    /** @param error begins with the user's id */
    void failed(String error) {
        if (errors++ < ERRORS) errorSamples.add(error);
    }

    private void hits(List<TableCount.@Nullable Hits> hits) {
        for (int i = 0; i < hits.size(); i++) {
            var hit = hits.get(i);
            if (hit != null) tables.get(i).add(hit);
        }
    }

    private void sends(UserOutcome.Sends found) {
        for (var sending : found.now()) if (!found.before().contains(sending)) sent(sending)[0]++;
        for (var sending : found.before()) if (!found.now().contains(sending)) sent(sending)[1]++;
    }

    private int[] sent(Sending sending) {
        return sends.computeIfAbsent(sending, any -> new int[2]);
    }

    int users() {
        return users;
    }

    int leftOut() {
        return leftOut;
    }

    int errors() {
        return errors;
    }

    /** At most 20. */
    List<String> errorSamples() {
        return errorSamples;
    }

    List<Gap> gaps() {
        return gaps.entrySet().stream()
                .map(entry -> gap(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Gap gap(Topic topic, GapCount count) {
        Optional<DecisionTable> table =
                all.stream().filter(each -> each.topic().equals(topic)).findFirst();
        return new Gap(
                topic.name(),
                table.flatMap(each -> each.rules().stream().findFirst())
                        .map(rule -> rule.source().file())
                        .orElse(null),
                table.map(each -> each.sheet().name()).orElse(null),
                count.users,
                List.copyOf(count.samples));
    }

    List<Change> changes() {
        return changes.stream().map(count -> count.change(users)).toList();
    }

    List<Send> sends() {
        return sends.entrySet().stream()
                .map(entry -> new Send(
                        entry.getKey().kind(),
                        entry.getKey().key(),
                        entry.getKey().channel(),
                        entry.getValue()[0],
                        entry.getValue()[1]))
                .toList();
    }

    List<TablePrice> tables() {
        return tables.stream().map(TableCount::price).toList();
    }
}
