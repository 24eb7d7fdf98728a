package io.segue.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows how a refresh spread the users, as a table of plain text. */
final class Distribution {
    private record Row(String name, long users) {}

    private Distribution() {}

    /** One block a dimension, then memberships and next best actions; in each the largest first, then by name. */
    static List<String> lines(JsonNode segments) {
        var users = segments.path("users").asLong();
        var blocks = new ArrayList<Block>();
        segments.path("dimensions")
                .properties()
                .forEach(dimension -> blocks.add(Block.of(dimension.getKey(), dimension.getValue())));
        blocks.add(Block.of("memberships", segments.path("memberships")));
        blocks.add(Block.of("nextBestActions", segments.path("nextBestActions")));

        var width = blocks.stream()
                .flatMap(block -> block.rows().stream())
                .mapToInt(row -> row.name().length())
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, "%,d users as of %s", users, segments.path("asOf").asString("?")));
        for (var block : blocks) {
            lines.add("");
            lines.add(block.name());
            for (var row : block.rows())
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-" + Math.max(1, width) + "s %,10d %6.1f %%",
                        row.name(),
                        row.users(),
                        users == 0 ? 0.0 : 100.0 * row.users() / users));
        }
        return lines;
    }

    private record Block(String name, List<Row> rows) {
        static Block of(String name, JsonNode counts) {
            var rows = new ArrayList<Row>();
            counts.properties()
                    .forEach(count ->
                            rows.add(new Row(count.getKey(), count.getValue().asLong())));
            rows.sort(Comparator.comparingLong(Row::users).reversed().thenComparing(Row::name));
            return new Block(name, rows);
        }
    }
}
