package io.segue.publication;

import io.segue.rules.Source;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of the knowledge: sheets whose values do, however they are formatted, and files of other kinds.
 *
 * @param files  paths, ascending
 * @param places those files, and their sheets where they have any
 */
record ChangedSheets(List<String> files, Set<Place> places) {
    /** @param sheet null for a file without sheets */
    record Place(String file, @Nullable String sheet) {}

    static ChangedSheets between(KnowledgeFiles before, KnowledgeFiles now) {
        var older = before.matching("", "");
        var newer = now.matching("", "");
        var paths = new TreeSet<>(older.keySet());
        paths.addAll(newer.keySet());
        var places = new HashSet<Place>();
        for (var path : paths) {
            var was = older.get(path);
            var is = newer.get(path);
            if (Arrays.equals(was, is)) continue;
            if (!path.endsWith(".xlsx")) places.add(new Place(path, null));
            else {
                var sheetsBefore = sheets(path, was);
                var sheetsNow = sheets(path, is);
                var names = new TreeSet<>(sheetsBefore.keySet());
                names.addAll(sheetsNow.keySet());
                for (var name : names)
                    if (!sheetsBefore.getOrDefault(name, List.of()).equals(sheetsNow.getOrDefault(name, List.of())))
                        places.add(new Place(path, name));
            }
        }
        return new ChangedSheets(
                places.stream().map(Place::file).distinct().sorted().toList(), Set.copyOf(places));
    }

    /** Whether a row that stands there may say something else, or be new or gone. */
    boolean has(Source source) {
        return places.contains(new Place(source.file(), source.sheet()));
    }

    private static Map<String, List<List<@Nullable Object>>> sheets(String path, byte @Nullable [] content) {
        var sheets = new HashMap<String, List<List<@Nullable Object>>>();
        if (content != null)
            for (var sheet : Workbook.read(path, content, new Problems()).sheets())
                sheets.put(
                        sheet.name(),
                        sheet.rows().stream().map(ChangedSheets::values).toList());
        return sheets;
    }

    private static List<@Nullable Object> values(Sheet.Row row) {
        var values = new ArrayList<@Nullable Object>();
        for (var cell : row.cells()) values.add(cell.value());
        // cells that only look like something
        while (!values.isEmpty() && values.get(values.size() - 1) == null) values.remove(values.size() - 1);
        return values;
    }
}
