package io.segue.rules;

import io.segue.rules.Condition.Shape;
import io.segue.tables.Cell;
import io.segue.tables.Listing.Column;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sheet laid out as a Drools decision table: properties, the word RuleTable, then a row of column kinds (NAME,
 * CONDITION, ACTION), a row that names the fact, a row of code, a row of headers, and the data.
 *
 * <p>Nothing of it is taken as code. The code cells must be of Segue's small grammar, the others are values of the type that
 * the code cell calls for; a sheet with a problem anywhere gives no table.
 */
final class TableReader {
    private static final Pattern OUTPUT = Pattern.compile("conclusions\\.set\\(\"([A-Za-z]+)\", \\$param\\);");
    private static final Pattern ROW_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ,.'()&/+:%_-]{0,79}");

    /** Names of sheets and workbooks stand in the generated rules, and between the slashes of a rule's name. */
    private static final Pattern PLACE_NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ,.'()&+%_-]{1,80}");

    private final Sheet sheet;
    private final String folder;
    private final Problems problems;
    private final Map<String, String> properties = new HashMap<>();
    private int nameColumn = -1;
    private final Map<Integer, Shape> conditions = new LinkedHashMap<>();
    private final Map<Integer, Column> outputs = new LinkedHashMap<>();
    private @Nullable Topic topic;
    private @Nullable Stage stage;

    private TableReader(String folder, Sheet sheet, Problems problems) {
        this.folder = folder;
        this.sheet = sheet;
        this.problems = problems;
    }

    /** Whether a sheet is laid out as a rule table: its first cell says RuleSet. */
    static boolean isTable(Sheet sheet) {
        return !sheet.rows().isEmpty()
                && sheet.rows().get(0).at(0).text().strip().equalsIgnoreCase("RuleSet");
    }

    /**
     * Reads a sheet for which {@link #isTable} holds.
     *
     * @param folder where its workbook lies, for the source of its rules
     * @param first  the number of its first rule
     */
    static Optional<DecisionTable> read(String folder, Sheet sheet, int first, Problems problems) {
        var own = new Problems();
        var table = new TableReader(folder, sheet, own).read(first);
        own.all().forEach(problem -> problems.add(problem.file(), problem.place(), problem.detail()));
        return own.isEmpty() ? table : Optional.empty();
    }

    private Optional<DecisionTable> read(int first) {
        named();
        int start = properties();
        if (start < 0) return Optional.empty();
        var policy = topicAndPolicy();
        if (sheet.rows().size() < start + 5) {
            problems.add(sheet, "needs four header rows below RuleTable and at least one row of data");
            return Optional.empty();
        }
        columns(start);
        if (policy.isEmpty() || topic == null || stage == null || !problems.isEmpty()) return Optional.empty();
        var rules = new ArrayList<Rule>();
        var names = new HashMap<String, Integer>();
        int expected = sheet.rows().get(start + 5).number();
        sheet.refuseMerged(expected, problems);
        for (var row : sheet.rows().subList(start + 5, sheet.rows().size())) {
            if (row.number() != expected)
                problems.add(sheet, row.at(0), "follows a blank row; delete row %d".formatted(row.number() - 1));
            expected = row.number() + 1;
            rule(row, first + rules.size(), names).ifPresent(rules::add);
        }
        return Optional.of(new DecisionTable(sheet, topic, policy.get(), stage, List.copyOf(rules)));
    }

    private void named() {
        for (var name : List.of(sheet.workbook(), sheet.name()))
            if (!PLACE_NAME.matcher(name).matches() || name.endsWith("..."))
                problems.add(
                        sheet,
                        "\"%s\" is no name for a sheet or workbook with rules; expected letters, digits and plain marks, at most 80"
                                .formatted(name));
    }

    /** Takes in the properties; the index of the row that says RuleTable, or -1. */
    private int properties() {
        for (int i = 0; i < sheet.rows().size(); i++) {
            var row = sheet.rows().get(i);
            var word = row.at(0).text().strip();
            if (word.startsWith("RuleTable")) return i;
            if (!word.isEmpty())
                properties.put(word.toLowerCase(Locale.ROOT), row.at(1).text().strip());
        }
        problems.add(sheet, "says RuleSet but has no row that begins with RuleTable");
        return -1;
    }

    private Optional<HitPolicy> topicAndPolicy() {
        var name = properties.getOrDefault("decision", "");
        topic = Topic.named(name).orElse(null);
        if (topic == null)
            problems.add(
                    sheet,
                    "decides \"%s\", which is no decision; expected one of %s"
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            Topic.all().stream()
                                                    .map(Topic::name)
                                                    .toList())));
        var text = properties.getOrDefault("hit policy", "");
        var policy = HitPolicy.named(text);
        if (policy.isEmpty()
                || (topic != null && !topic.kinds().contains(policy.get().kind()))) {
            problems.add(
                    sheet,
                    "has the hit policy \"%s\"; expected %s".formatted(text, topic == null ? "one" : topic.kinds()));
            return Optional.empty();
        }
        return policy;
    }

    private void columns(int start) {
        var kinds = sheet.rows().get(start + 1);
        var facts = sheet.rows().get(start + 2);
        var codes = sheet.rows().get(start + 3);
        var fact = facts.cells().stream().filter(cell -> !cell.blank()).findFirst();
        stage = fact.flatMap(cell -> Stage.ofFact(cell.text().strip())).orElse(null);
        if (stage == null) {
            problems.add(
                    sheet,
                    "row %d names no fact; expected one of Evidence, Scores, Readiness, Standing"
                            .formatted(facts.number()));
            return;
        }
        if (topic != null && stage.compareTo(topic.latest()) > 0)
            problems.add(
                    sheet,
                    fact.orElseThrow(),
                    "is known too late for %s; the last fact it may read is %s"
                            .formatted(topic.name(), topic.latest().fact().getSimpleName()));
        for (var kind : kinds.cells()) {
            switch (kind.text().strip()) {
                case "" -> {}
                case "NAME" -> {
                    if (nameColumn >= 0) repeated(kind, nameColumn);
                    nameColumn = kind.column();
                }
                case "CONDITION" -> condition(facts.at(kind.column()), codes.at(kind.column()));
                case "ACTION" -> output(codes.at(kind.column()));
                default ->
                    problems.add(
                            sheet,
                            kind,
                            "\"%s\" is no kind of column; expected NAME, CONDITION or ACTION".formatted(kind.text()));
            }
        }
        if (nameColumn < 0) problems.add(sheet, kinds.at(0), "no column is a NAME");
        if (topic != null)
            for (var output : topic.outputs())
                if (output.required() && !outputs.containsValue(output))
                    problems.add(sheet, kinds.at(0), "no ACTION sets \"%s\"".formatted(output.header()));
    }

    private void condition(Cell fact, Cell code) {
        if (!fact.blank()
                && stage != null
                && !fact.text().strip().equals(stage.fact().getSimpleName()))
            problems.add(sheet, fact, "\"%s\" is a second fact; a table reads one".formatted(fact.text()));
        var shape = stage == null ? Optional.<Shape>empty() : Shape.parse(stage.fact(), code.text());
        if (shape.isPresent()) {
            conditions.forEach((column, known) -> {
                if (known.equals(shape.get())) repeated(code, column);
            });
            conditions.put(code.column(), shape.get());
        } else
            problems.add(
                    sheet,
                    code,
                    "\"%s\" is no condition on %s; expected a value of it, one of >= <= > < == in contains, and $param"
                            .formatted(
                                    code.text(),
                                    stage == null ? "a fact" : stage.fact().getSimpleName()));
    }

    private void output(Cell code) {
        var parts = OUTPUT.matcher(code.text().strip());
        var known = topic == null || !parts.matches()
                ? Optional.<Column>empty()
                : topic.outputs().stream()
                        .filter(column -> column.header().equals(parts.group(1)))
                        .findFirst();
        if (known.isPresent()) {
            outputs.forEach((column, output) -> {
                if (output.equals(known.get())) repeated(code, column);
            });
            outputs.put(code.column(), known.get());
        } else
            problems.add(
                    sheet,
                    code,
                    "\"%s\" sets nothing that %s knows; expected conclusions.set(\"NAME\", $param); with one of %s"
                            .formatted(
                                    code.text(),
                                    topic == null ? "the decision" : topic.name(),
                                    topic == null
                                            ? "its outputs"
                                            : topic.outputs().stream()
                                                    .map(Column::header)
                                                    .toList()));
    }

    private static List<Use> uses(List<Condition> demands) {
        return demands.stream()
                .map(demand -> demand.shape().operand())
                .flatMap(operand -> operand.attributes().stream().map(attribute -> new Use(attribute, operand.label())))
                .distinct()
                .toList();
    }

    private void repeated(Cell cell, int column) {
        var first = new Cell(column, cell.row(), null).address().replaceAll("\\d", "");
        problems.add(sheet, cell, "\"%s\" is what column %s says already".formatted(cell.text(), first));
    }

    private Optional<Rule> rule(Sheet.Row row, int number, Map<String, Integer> names) {
        var name = row.at(nameColumn);
        if (name.blank()) problems.add(sheet, name, "is blank; every row needs a name");
        else if (!ROW_NAME.matcher(name.text().strip()).matches())
            problems.add(
                    sheet,
                    name,
                    "\"%s\" is no name; expected letters, digits and plain marks, at most 80".formatted(name.text()));
        var twin = names.putIfAbsent(name.text().strip(), row.number());
        if (twin != null && !name.blank())
            problems.add(sheet, name, "\"%s\" names row %d already".formatted(name.text(), twin));
        for (var cell : row.cells())
            if (!cell.blank()
                    && cell.column() != nameColumn
                    && !conditions.containsKey(cell.column())
                    && !outputs.containsKey(cell.column()))
                problems.add(sheet, cell, "\"%s\" stands in no column of the table".formatted(cell.text()));

        var demands = new ArrayList<Condition>();
        conditions.forEach((column, shape) -> {
            var cell = row.at(column);
            if (cell.blank()) return;
            var reading = shape.cellType().read(cell);
            if (reading.wrong() != null) problems.add(sheet, cell, reading.wrong());
            else
                demands.add(
                        new Condition(shape, shape.operator() == Condition.Operator.MISSING ? null : reading.value()));
        });
        var concluded = new LinkedHashMap<String, Object>();
        outputs.forEach((column, output) -> {
            var cell = row.at(column);
            if (cell.blank()) {
                if (output.required()) problems.add(sheet, cell, "is blank; a value is needed");
                return;
            }
            var reading = output.type().read(cell);
            if (reading.value() != null) concluded.put(output.header(), reading.value());
            else problems.add(sheet, cell, String.valueOf(reading.wrong()));
        });
        if (topic == null || stage == null || !problems.isEmpty()) return Optional.empty();
        var operands = (demands.isEmpty()
                        ? conditions.values().stream()
                        : demands.stream().map(Condition::shape))
                .map(Shape::operand);
        var reads = new LinkedHashMap<String, Operand>();
        operands.forEach(operand -> reads.putIfAbsent(operand.path(), operand));
        var book = sheet.workbook().replaceFirst("\\.xlsx$", "");
        return Optional.of(new Rule(
                number,
                book + "/" + sheet.name() + "/" + name.text().strip(),
                topic,
                stage,
                new Source(folder + "/" + sheet.workbook(), sheet.name(), row.number()),
                List.copyOf(demands),
                List.copyOf(reads.values()),
                uses(demands),
                Map.copyOf(concluded)));
    }
}
