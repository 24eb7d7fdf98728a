package io.segue.rules;

import io.segue.rules.Condition.Shape;
import io.segue.tables.Cell;
import io.segue.tables.Problem;
import io.segue.tables.Sheet;
import java.util.Map;

/**
 * The cells of a row, so that what is wrong with the row is told where it stands.
 *
 * @param name       the cell that names the row
 * @param conditions by what they ask
 * @param outputs    by output, blank cells too
 */
public record Place(Sheet sheet, Cell name, Map<Shape, Cell> conditions, Map<String, Cell> outputs) {
    /** About the row as a whole, told at its name. */
    public Problem problem(String detail) {
        return Problem.at(sheet, name, detail);
    }

    /** About one of its conditions. */
    public Problem condition(Shape shape, String detail) {
        return Problem.at(sheet, conditions.getOrDefault(shape, name), detail);
    }

    /** About one of its outputs. */
    public Problem output(String output, String detail) {
        return Problem.at(sheet, outputs.getOrDefault(output, name), detail);
    }
}
