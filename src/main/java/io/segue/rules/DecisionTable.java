package io.segue.rules;

import io.segue.tables.Sheet;
import java.util.List;

/**
 * A sheet of rows that answer one question.
 *
 * @param rules    a row each, in the order of the sheet, numbered without gaps
 * @param complete whether every row could be read; when not, nothing can be said of values that no row matches
 */
public record DecisionTable(
        Sheet sheet, Topic topic, HitPolicy policy, Stage stage, List<Rule> rules, boolean complete) {}
