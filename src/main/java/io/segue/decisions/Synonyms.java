package io.segue.decisions;

import io.segue.rules.Source;
import io.segue.tables.Cell;
import io.segue.tables.Listing;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which written values mean the same segment of a dimension; one sheet of {@code firmographics.xlsx}.
 *
 * @param unknown where a value that is not listed leads
 */
record Synonyms(Map<String, Entry> entries, Entry unknown) {
    /** A segment and where it stands; the cell is null where no row lists it. */
    record Entry(
            String segment,
            String rule,
            Source source,
            @Nullable Cell cell) {}

    /** The segment of a value in any case; UNKNOWN for null and for a value that is not listed. */
    Entry of(@Nullable String value) {
        return value == null ? unknown : entries.getOrDefault(value.strip().toLowerCase(Locale.ROOT), unknown);
    }

    static Synonyms read(Sheet sheet, String folder, Problems problems) {
        var entries = new HashMap<String, Entry>();
        var file = folder + "/" + sheet.workbook();
        var rule = sheet.workbook().replace(".xlsx", "") + "/" + sheet.name() + "/";
        for (var item :
                Listing.read(sheet, ListSheets.SYNONYMS, "Segment", problems).items()) {
            var segment = item.text("Segment");
            var entry = new Entry(
                    segment, rule + segment, new Source(file, sheet.name(), item.row()), item.cell("Segment"));
            var words = new ArrayList<>(item.texts("Synonyms"));
            words.add(segment);
            for (var synonym : words) {
                var other = entries.putIfAbsent(synonym.toLowerCase(Locale.ROOT), entry);
                if (other != null && !other.equals(entry))
                    problems.add(Problem.at(
                                    sheet,
                                    item.cell(synonym.equals(segment) ? "Segment" : "Synonyms"),
                                    "\"%s\" means %s already".formatted(synonym, other.segment()))
                            .suggesting("Take it out of row %d or of row %d."
                                    .formatted(other.source().row(), item.row())));
            }
        }
        return new Synonyms(
                entries, new Entry("UNKNOWN", rule + "not listed", new Source(file, sheet.name(), null), null));
    }
}
