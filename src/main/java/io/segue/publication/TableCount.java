package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.publication.RehearsalReport.RowPrice;
import io.segue.publication.RehearsalReport.TablePrice;
import io.segue.rules.DecisionTable;
import io.segue.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the users whom the rows of one table match. Used by one thread, but for what is static. */
final class TableCount {
    private final DecisionTable table;
    private final int first;
    private final int[] matched;
    private final int[] taken;
    private int users;
    private int none;
    private int several;

    TableCount(DecisionTable table) {
        this.table = table;
        this.first = table.rules().isEmpty() ? 0 : table.rules().get(0).number();
        this.matched = new int[table.rules().size()];
        this.taken = new int[table.rules().size()];
    }

    /** What a table made of one user. */
    record Hits(List<Rule> matching, List<Rule> taken) {}

    /**
     * What a table made of a user.
     *
     * @param matching its rows that match, in its order
     * @param reasons  names of the rules that the decision gives as reasons; empty when there was none in the end
     */
    static Hits hits(DecisionTable table, List<Rule> matching, Set<String> reasons) {
        return new Hits(
                matching,
                table.policy().single()
                        ? matching.subList(0, Math.min(1, matching.size()))
                        : matching.stream()
                                .filter(rule -> reasons.contains(rule.name()))
                                .toList());
    }

    /** Names of all rules that the decision gives as reasons. */
    static Set<String> reasons(Decision decision) {
        return decision.why().stream().map(Decision.Reason::rule).collect(Collectors.toCollection(HashSet::new));
    }

    void add(Hits hits) {
        users++;
        if (hits.matching().isEmpty()) none++;
        if (hits.matching().stream().filter(rule -> !rule.always()).count() > 1) several++;
        for (var rule : hits.matching()) matched[rule.number() - first]++;
        for (var rule : hits.taken()) taken[rule.number() - first]++;
    }

    TablePrice price() {
        return new TablePrice(
                table.rules().isEmpty()
                        ? table.sheet().workbook()
                        : table.rules().get(0).source().file(),
                table.sheet().name(),
                table.topic().name(),
                table.policy().kind().name().toLowerCase(Locale.ROOT),
                users,
                none,
                several,
                table.rules().stream()
                        .map(rule -> new RowPrice(
                                rule.name(),
                                rule.source().row(),
                                matched[rule.number() - first],
                                taken[rule.number() - first]))
                        .toList());
    }
}
