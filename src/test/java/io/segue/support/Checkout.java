package io.segue.support;

import io.segue.metrics.FeatureCatalogue;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Listing;
import io.segue.tables.Listing.Column;
import io.segue.tables.Problems;
import io.segue.tables.ValueType;
import io.segue.tracking.TrackingPlan;
import io.segue.tracking.TrackingPlanSheet;
import java.nio.file.Path;
import java.util.List;

/** What the workbooks of the checkout say, for tests that need no rules compiled. */
public final class Checkout {
    private Checkout() {}

    public static TrackingPlan plan() {
        var problems = new Problems();
        return TrackingPlanSheet.read(files(), problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    public static FeatureCatalogue catalogue() {
        var problems = new Problems();
        var sheet = files().workbook("features.xlsx", problems)
                .flatMap(workbook -> workbook.sheet("Features"))
                .orElseThrow();
        var columns = List.of(
                Column.required("Key", new ValueType.Text(200)),
                Column.required("Name", new ValueType.Text(200)),
                Column.required("Collaborative", new ValueType.YesNo()),
                Column.required("Advanced", new ValueType.YesNo()),
                Column.required("Benefit", new ValueType.Text(500)));
        var features = Listing.read(sheet, columns, "Key", problems).items().stream()
                .map(item -> new FeatureCatalogue.Feature(
                        item.text("Key"),
                        item.text("Name"),
                        item.flag("Collaborative"),
                        item.flag("Advanced"),
                        item.text("Benefit")))
                .toList();
        if (!problems.isEmpty()) throw new AssertionError(problems.all().toString());
        return new FeatureCatalogue(features);
    }

    private static KnowledgeFiles files() {
        return KnowledgeFiles.under(Path.of("").toAbsolutePath());
    }
}
