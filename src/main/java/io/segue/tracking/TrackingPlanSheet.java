package io.segue.tracking;

import io.segue.journal.EventType;
import io.segue.profiles.Signal;
import io.segue.tables.Cell;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.ListSheet;
import io.segue.tables.Listing;
import io.segue.tables.Listing.Column;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tracking plan from {@code tracking-plan.xlsx}. */
public final class TrackingPlanSheet {
    /** What the sheet is called and which columns it has. */
    public static final ListSheet LAYOUT = new ListSheet(
            "tracking-plan.xlsx",
            "Tracking plan",
            List.of(
                    Column.required("Kind", new ValueType.OneOf(List.of("track", "page", "screen"))),
                    Column.required("Name", new ValueType.Text(200)),
                    Column.optional(
                            "Signal",
                            new ValueType.OneOf(Arrays.stream(Signal.Kind.values())
                                    .map(Enum::name)
                                    .toList())),
                    Column.required("Activity", new ValueType.YesNo()),
                    Column.optional("Property", new ValueType.Text(200))),
            List.of("Kind", "Name"));

    private static final String WORKBOOK = LAYOUT.workbook();
    private static final String SHEET = LAYOUT.name();

    private TrackingPlanSheet() {}

    /**
     * A row whose signal takes its value from a property.
     *
     * @param sheet where it stands
     * @param cell  where the property is named
     */
    public record Valued(Sheet sheet, Cell cell, String property) {}

    /** Those of a plan, as far as it can be read; {@link #read} tells what can't. */
    public static List<Valued> valued(KnowledgeFiles files) {
        var told = new Problems();
        var valued = new ArrayList<Valued>();
        files.workbook(WORKBOOK, told)
                .flatMap(workbook -> workbook.sheet(SHEET))
                .ifPresent(sheet -> Listing.read(sheet, LAYOUT.columns(), null, told)
                        .items()
                        .forEach(item -> {
                            var property = item.textOrNull("Property");
                            if (property != null) valued.add(new Valued(sheet, item.cell("Property"), property));
                        }));
        return valued;
    }

    /** The plan; empty when there are problems, all of which are then told. */
    public static Optional<TrackingPlan> read(KnowledgeFiles files, Problems problems) {
        var own = new Problems();
        var rows = new ArrayList<TrackingPlan.Row>();
        files.workbook(WORKBOOK, own).ifPresent(workbook -> workbook.sheet(SHEET)
                .ifPresentOrElse(
                        sheet -> rows(sheet, rows, own),
                        () -> own.add(WORKBOOK, "has no sheet \"%s\"".formatted(SHEET))));
        problems.addAll(own);
        return own.isEmpty()
                ? Optional.of(new TrackingPlan(rows, files.version("decision-tables/" + WORKBOOK)))
                : Optional.empty();
    }

    private static void rows(Sheet sheet, List<TrackingPlan.Row> rows, Problems problems) {
        var seen = new HashMap<String, Integer>();
        for (var item : Listing.read(sheet, LAYOUT.columns(), null, problems).items()) {
            var twin =
                    seen.putIfAbsent(item.text("Kind") + " " + item.text("Name").toLowerCase(Locale.ROOT), item.row());
            if (twin != null) {
                problems.add(io.segue.tables.Problem.at(
                                sheet,
                                item.cell("Name"),
                                "names the %s \"%s\", as row %d does"
                                        .formatted(item.text("Kind"), item.text("Name"), twin))
                        .suggesting("Delete one of the two rows."));
                continue;
            }
            try {
                rows.add(new TrackingPlan.Row(
                        EventType.valueOf(item.text("Kind").toUpperCase(Locale.ROOT)),
                        item.text("Name"),
                        signal(item.textOrNull("Signal")),
                        item.flag("Activity"),
                        item.textOrNull("Property")));
            } catch (IllegalArgumentException e) {
                problems.add(io.segue.tables.Problem.at(sheet, item.cell("Property"), String.valueOf(e.getMessage()))
                        .expecting("the name of a property"));
            }
        }
    }

    private static Signal.@Nullable Kind signal(@Nullable String name) {
        return name == null ? null : Signal.Kind.valueOf(name);
    }
}
