package io.segue.decisions;

import io.segue.tables.ListSheet;
import io.segue.tables.Listing.Column;
import io.segue.tables.ValueType;
import io.segue.tracking.TrackingPlanSheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every sheet of the workbooks that is no decision table: what it is called and which columns it has. */
public final class ListSheets {
    static final ListSheet FEATURES = new ListSheet(
            "features.xlsx",
            "Features",
            List.of(
                    Column.required("Key", new ValueType.Text(200)),
                    Column.required("Name", new ValueType.Text(200)),
                    Column.required("Collaborative", new ValueType.YesNo()),
                    Column.required("Advanced", new ValueType.YesNo()),
                    Column.required("Benefit", new ValueType.Text(500))),
            List.of("Key"));

    static final ListSheet PRODUCT = new ListSheet(
            "product.xlsx",
            "Product",
            List.of(
                    Column.optional("Product name", new ValueType.Text(100)),
                    Column.required("Cadence", new ValueType.OneOf(List.of("DAILY", "WEEKLY", "MONTHLY")))),
            List.of());

    private static final ValueType DAYS = new ValueType.Whole(0, 3650);

    static final ListSheet CONTACT_POLICY = new ListSheet(
            "contact-policy.xlsx",
            "Contact policy",
            List.of(
                    Column.required("Rest days after dismissed", DAYS),
                    Column.required("Rest days after converted", DAYS),
                    Column.required("Shown at most", new ValueType.Whole(1, 1_000_000)),
                    Column.required("In days", new ValueType.Whole(1, 400)),
                    Column.required("Control group percent", new ValueType.Number(0, 100)),
                    Column.optional(
                            "Exempt channels",
                            new ValueType.ListOf(new ValueType.OneOf(List.of("in-app", "email", "sales", "csm"))))),
            List.of());

    /** The columns of each sheet of synonyms. */
    static final List<Column> SYNONYMS = List.of(
            Column.required("Segment", new ValueType.Text(60)),
            Column.optional("Synonyms", new ValueType.ListOf(new ValueType.Text(100))));

    /** The sheets of synonyms in {@code firmographics.xlsx}, by the dimension whose segments they name. */
    private static final Map<String, String> DIMENSIONS = new LinkedHashMap<>();

    static {
        DIMENSIONS.put("useCase", "Use case");
        DIMENSIONS.put("industry", "Industry");
        DIMENSIONS.put("role", "Role");
        DIMENSIONS.put("region", "Region");
    }

    private ListSheets() {}

    /** All of them, the tracking plan too. */
    public static List<ListSheet> all() {
        var all = new ArrayList<>(List.of(FEATURES, PRODUCT, CONTACT_POLICY, TrackingPlanSheet.LAYOUT));
        all.addAll(synonyms().values());
        return List.copyOf(all);
    }

    /** The sheets whose first column lists the segments of a dimension, by the dimension. A value no row lists is UNKNOWN. */
    public static Map<String, ListSheet> synonyms() {
        var sheets = new LinkedHashMap<String, ListSheet>();
        DIMENSIONS.forEach((dimension, name) ->
                sheets.put(dimension, new ListSheet("firmographics.xlsx", name, SYNONYMS, List.of("Segment"))));
        return sheets;
    }
}
