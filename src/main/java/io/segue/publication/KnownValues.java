package io.segue.publication;

import io.segue.decisions.ListSheets;
import io.segue.publication.TableContents.Page;
import io.segue.rules.Rulebook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The words that tables and rules conclude and other tables may ask for: segments, tiers, memberships. */
final class KnownValues {
    private static final String UNKNOWN = "UNKNOWN";

    /** Reading all workbooks takes seconds, and whoever asks for one workbook asks for others. */
    private static final AtomicReference<@Nullable Gathered> LAST = new AtomicReference<>();

    private record Gathered(String version, KnownValues values) {}

    private final Map<String, Set<String>> byOperand = new HashMap<>();

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
        known.byOperand.putAll(Rulebook.read(files, new Problems()).concluded());
        ListSheets.synonyms().forEach((dimension, list) -> {
            var path = KnowledgeFiles.TABLES + list.workbook();
            var content = files.matching(path, "").get(path);
            if (content != null)
                TableContents.read(KnowledgeFiles.tableOf(path), content, new Problems())
                        .sheet(list.name())
                        .ifPresent(sheet -> known.take("segments." + dimension, sheet));
        });
        return known;
    }

    private void take(String operand, Page sheet) {
        var values = new LinkedHashSet<>(cells(sheet, sheet.columns().get(0)));
        values.add(UNKNOWN);
        byOperand.put(operand, values);
    }

    /** The words a value may have, by its path in the facts, in the order the tables give them; empty when any may come. */
    List<String> of(String path) {
        return List.copyOf(byOperand.getOrDefault(path, Set.of()));
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
