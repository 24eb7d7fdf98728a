package io.segue.decisions;

import io.segue.decisions.DataTerms.Prohibited;
import io.segue.rules.Rule;
import io.segue.rules.Use;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tracking.TrackingPlanSheet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Finds what reads a prohibited attribute: rows and rules, words of lists, and what the tracking plan takes from events. */
final class ProhibitedReads {
    private static final String TABLES = "decision-tables/";

    /** The traits that lists of synonyms are looked up by; region may be meant by either name. */
    private static final Map<String, List<String>> LOOKED_UP = Map.of(
            "useCase", List.of("useCase"),
            "industry", List.of("industry"),
            "role", List.of("role"),
            "region", List.of("country", "region"));

    private final DataRights rights;

    ProhibitedReads(DataRights rights) {
        this.rights = rights;
    }

    /** A row of a table or a rule of a file, by its conditions and by what its message is filled with. */
    void in(Rule rule, Problems problems) {
        var told = new HashSet<Prohibited>();
        for (var use : rule.uses())
            rights.prohibiting(use.attribute())
                    .filter(told::add)
                    .ifPresent(entry -> problems.add(reading(rule, use, entry)));
        var message = rule.textOrNull("message");
        if (message != null && Messages.placeholders(message).contains("plan"))
            rights.prohibiting("traits.plan")
                    .filter(told::add)
                    .ifPresent(entry -> problems.add(rule.problem("message", detail(rule.name(), "{plan}", entry))));
    }

    /** Told at the condition that reads it; at the row or the line where none can be named. */
    private static Problem reading(Rule rule, Use use, Prohibited entry) {
        var detail = detail(rule.name(), use.by(), entry);
        var place = rule.place();
        if (place != null)
            for (var condition : rule.conditions()) {
                var operand = condition.shape().operand();
                if (operand.label().equals(use.by()) && operand.attributes().contains(use.attribute()))
                    return place.condition(condition.shape(), detail);
            }
        return rule.problem(detail);
    }

    /** The rows of the lists that say which words mean a segment. */
    void in(Map<String, Synonyms> synonyms, Problems problems) {
        synonyms.forEach((dimension, list) -> {
            for (var trait : LOOKED_UP.getOrDefault(dimension, List.of()))
                rights.prohibiting("traits." + trait).ifPresent(entry -> list.entries().values().stream()
                        .distinct()
                        .sorted(Comparator.comparing(row -> row.source().row()))
                        .forEach(row -> problems.add(told(row, detail(row.rule(), trait, entry)))));
        });
    }

    /** The rows of the tracking plan that take a value from a property of that name. */
    void inTrackingPlan(KnowledgeFiles files, Problems problems) {
        for (var row : TrackingPlanSheet.valued(files))
            rights.prohibitingName(row.property())
                    .ifPresent(entry -> problems.add(
                            row.sheet(),
                            row.cell(),
                            "takes its value from the property \"%s\"%s".formatted(row.property(), because(entry))));
    }

    private static Problem told(Synonyms.Entry row, String detail) {
        var problem = Problem.of(row.source().file().replace(TABLES, ""), detail);
        return row.cell() == null
                ? problem
                : new Problem(
                        problem.file(),
                        row.source().sheet(),
                        row.cell().address(),
                        null,
                        row.cell().text(),
                        detail,
                        null,
                        null);
    }

    private static String detail(String name, String by, Prohibited entry) {
        var plain = entry.attribute().substring(entry.attribute().lastIndexOf('.') + 1);
        var read = by.equalsIgnoreCase(plain) ? by : "%s by %s".formatted(entry.attribute(), by);
        return "\"%s\" reads %s%s".formatted(name, read, because(entry));
    }

    private static String because(Prohibited entry) {
        return ", which %s line %d prohibits: %s".formatted(KnowledgeFiles.DATA_RIGHTS, entry.line(), entry.because());
    }
}
