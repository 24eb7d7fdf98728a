package io.segue.publication;

import io.segue.decisions.ListSheets;
import io.segue.publication.TableContents.Page;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that tables and rules conclude and other tables may ask for: segments, tiers, memberships. */
final class KnownValues {
    private static final Pattern CONCLUDED =
            Pattern.compile("@decision\\(\\s*\"([^\"]+)\"\\s*\\)\\s*@result\\(\\s*\"([^\"]+)\"\\s*\\)");
    private static final String UNKNOWN = "UNKNOWN";

    /** Values of a fact whose words come from a decision that goes by another name. */
    private static final Map<String, String> TOPICS = Map.of(
            "tiers.engagement", "scores.engagement.tier",
            "tiers.activation", "scores.activation.tier",
            "tiers.expansionReadiness", "scores.expansionReadiness.tier",
            "tiers.churnRisk", "scores.churnRisk.tier",
            "companySizeSegment", "segments.companySize",
            "behaviorsThatHold", "segments.behavior");

    /** Reading all workbooks takes seconds, and whoever asks for one workbook asks for others. */
    private static final AtomicReference<@Nullable Gathered> LAST = new AtomicReference<>();

    private record Gathered(String version, KnownValues values) {}

    private final Map<String, Set<String>> byTopic = new HashMap<>();

    private KnownValues() {}

    /** Those of a whole knowledge; reads every workbook of it, unless it is the one asked for last. */
    static KnownValues of(KnowledgeFiles files) {
        var version = files.version();
        var before = LAST.get();
        if (before != null && before.version().equals(version)) return before.values();
        var known = gathered(files);
        LAST.set(new Gathered(version, known));
        return known;
    }

    private static KnownValues gathered(KnowledgeFiles files) {
        var known = new KnownValues();
        files.matching("decision-tables/", ".xlsx").forEach((path, content) -> {
            var table = path.substring(path.lastIndexOf('/') + 1).replace(".xlsx", "");
            for (var sheet : TableContents.read(table, content, new Problems()).sheets()) known.take(table, sheet);
        });
        for (var drl : files.matching("rules/", ".drl").values())
            CONCLUDED
                    .matcher(new String(drl, StandardCharsets.UTF_8))
                    .results()
                    .forEach(found -> known.add(found.group(1), List.of(found.group(2))));
        return known;
    }

    /** The words a value may have, by its path in the facts, in the order the tables give them; empty when any may come. */
    List<String> of(String path) {
        return List.copyOf(byTopic.getOrDefault(TOPICS.getOrDefault(path, path), Set.of()));
    }

    private void take(String table, Page sheet) {
        var topic = sheet.topic();
        if (topic != null) {
            var main = topic.outputs().get(0).header();
            for (var column : sheet.columns())
                if (main.equals(column.output())) add(topic.name(), cells(sheet, column));
        }
        ListSheets.synonyms().forEach((dimension, list) -> {
            if (list.workbook().equals(table + ".xlsx") && list.name().equals(sheet.name())) {
                add("segments." + dimension, cells(sheet, sheet.columns().get(0)));
                add("segments." + dimension, List.of(UNKNOWN));
            }
        });
    }

    private void add(String topic, Collection<String> values) {
        byTopic.computeIfAbsent(topic, any -> new LinkedHashSet<>()).addAll(values);
    }

    /** The different values of a column, in the order of the rows. */
    static Collection<String> cells(Page sheet, TableContents.Column column) {
        var place = sheet.columns().indexOf(column);
        var cells = new LinkedHashSet<String>();
        for (var row : sheet.rows())
            if (!row.cells().get(place).isEmpty()) cells.add(row.cells().get(place));
        return new ArrayList<>(cells);
    }
}
