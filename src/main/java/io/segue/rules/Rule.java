package io.segue.rules;

import io.segue.tables.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule: a row of a table or a rule of a file.
 *
 * @param number     its place in its knowledge version; within a table ascending with the rows
 * @param name       {@code workbook/sheet/row name}, or the path of the rule
 * @param stage      whose fact it reads
 * @param conditions of a row, all of which must hold; empty for a row that always matches and for rules of a file
 * @param reads      the values that made it true when it fires
 * @param uses       every attribute that its conditions depend on, in whatever way
 * @param outputs    what it concludes, by name of output; absent where the cell is blank
 * @param asks       the values that its conditions ask for by name, of text, sets and whole numbers
 * @param place      the cells of a row; null for a rule of a file
 */
public record Rule(
        int number,
        String name,
        Topic topic,
        Stage stage,
        Source source,
        List<Condition> conditions,
        List<Operand> reads,
        List<Use> uses,
        Map<String, Object> outputs,
        List<Asked> asks,
        @Nullable Place place) {

    /** Whether it is a row without conditions. It holds of every fact, so the engine is not asked about it. */
    public boolean always() {
        return conditions.isEmpty() && source.sheet() != null;
    }

    /** What the row is called on its sheet; the whole name for a rule of a file. */
    public String rowName() {
        return place == null ? name : place.name().text().strip();
    }

    /** Something wrong with it as a whole, told where it stands: at its name, or at its line. */
    public Problem problem(String detail) {
        return place == null ? Problem.line(source.file(), source.row(), detail) : place.problem(detail);
    }

    /** Something wrong with one of its outputs. */
    public Problem problem(String output, String detail) {
        return place == null ? problem(detail) : place.output(output, detail);
    }

    /** The main conclusion, such as the segment or the points. */
    public Object result() {
        var result = outputs.get(topic.outputs().get(0).header());
        if (result == null) throw new IllegalStateException(name + " concludes nothing");
        return result;
    }

    public String text(String output) {
        return String.valueOf(outputs.get(output));
    }

    public @Nullable String textOrNull(String output) {
        return (String) outputs.get(output);
    }

    public int whole(String output) {
        return (Integer) outputs.getOrDefault(output, 0);
    }
}
