package io.segue.rules;

import io.segue.rules.Condition.Shape;
import io.segue.tables.Cell;
import io.segue.tables.Listing.Column;
import io.segue.tables.Nearest;
import io.segue.tables.Problem;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sheet laid out as a Drools decision table: properties, the word RuleTable, then a row of column kinds (NAME,
 * CONDITION, ACTION), a row that names the fact, a row of code, a row of headers, and the data.
 *
 * <p>Nothing of it is taken as code. The code cells must be of Segue's small grammar, the others are values of the type that
 * the code cell calls for; a sheet with a problem above its data gives no table, one with a problem in a row leaves that row out.
 */
final class TableReader {
    private static final Pattern OUTPUT = Pattern.compile("conclusions\\.set\\(\"([A-Za-z]+)\", \\$param\\);");
    private static final Pattern ROW_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ,.'()&/+:%_-]{0,79}");

    /** Names of sheets and workbooks stand in the generated rules, and between the slashes of a rule's name. */
    private static final Pattern PLACE_NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ,.'()&+%_-]{1,80}");

    private final Sheet sheet;
    private final String folder;
    private final Problems problems;
    private final Map<String, Cell> properties = new HashMap<>();
    private boolean complete = true;
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

    /**
     * Reads a sheet for which {@link Sheet#isRuleTable} holds.
     *
     * @param folder where its workbook lies, for the source of its rules
     * @param first  the number of its first rule
     */
    static Optional<DecisionTable> read(String folder, Sheet sheet, int first, Problems problems) {
        var own = new Problems();
        var table = new TableReader(folder, sheet, own).read(first);
        problems.addAll(own);
        return table;
    }

    private Optional<DecisionTable> read(int first) {
        named();
        int start = properties();
        if (start < 0) return Optional.empty();
        var policy = topicAndPolicy();
        if (sheet.rows().size() < start + 5) {
            problems.add(Problem.of(sheet, "lacks rows")
                    .expecting("four header rows below RuleTable and at least one row of data"));
            return Optional.empty();
        }
        columns(start);
        if (policy.isEmpty() || topic == null || stage == null || !problems.isEmpty()) return Optional.empty();
        var rules = new ArrayList<Rule>();
        var names = new HashMap<String, Integer>();
        int expected = sheet.rows().get(start + 5).number();
        sheet.refuseMerged(expected, problems);
        sheet.refuseHidden(expected, problems);
        for (var row : sheet.rows().subList(start + 5, sheet.rows().size())) {
            if (row.number() != expected)
                problems.add(Problem.at(sheet, row.at(0), "follows a blank row")
                        .suggesting("Delete row %d.".formatted(row.number() - 1)));
            expected = row.number() + 1;
            rule(row, first + rules.size(), names).ifPresent(rules::add);
        }
        return Optional.of(new DecisionTable(
                sheet, topic, policy.get(), stage, List.copyOf(rules), complete && problems.isEmpty()));
    }

    private void named() {
        for (var name : List.of(sheet.workbook(), sheet.name()))
            if (!PLACE_NAME.matcher(name).matches() || name.endsWith("..."))
                problems.add(Problem.of(sheet, "\"%s\" is no name for a sheet or workbook with rules".formatted(name))
                        .expecting("letters, digits and plain marks, at most 80"));
    }

    /** Takes in the properties; the index of the row that says RuleTable, or -1. */
    private int properties() {
        for (int i = 0; i < sheet.rows().size(); i++) {
            var row = sheet.rows().get(i);
            var word = row.at(0).text().strip();
            if (word.startsWith("RuleTable")) return i;
            if (!word.isEmpty()) properties.put(word.toLowerCase(Locale.ROOT), row.at(1));
        }
        problems.add(
                Problem.at(sheet, sheet.rows().get(0).at(0), "is RuleSet, but no row below begins with RuleTable"));
        return -1;
    }

    private Cell property(String name) {
        return properties.getOrDefault(name, sheet.rows().get(0).at(1));
    }

    private Optional<HitPolicy> topicAndPolicy() {
        var decision = property("decision");
        topic = Topic.named(decision.text().strip()).orElse(null);
        var names = Topic.all().stream().map(Topic::name).toList();
        if (topic == null)
            problems.add(Problem.at(sheet, decision, "%s is no decision".formatted(decision.quoted()))
                    .expecting("one of " + String.join(", ", names))
                    .suggesting(Nearest.advice(decision.text(), names)));
        var hits = property("hit policy");
        var policy = HitPolicy.named(hits.text());
        if (policy.isEmpty()
                || (topic != null && !topic.kinds().contains(policy.get().kind()))) {
            problems.add(Problem.at(sheet, hits, "%s is no hit policy of this decision".formatted(hits.quoted()))
                    .expecting(topic == null ? "one" : HitPolicy.written(topic.kinds())));
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
            var cell = fact.orElse(facts.at(1));
            problems.add(Problem.at(sheet, cell, "%s is no fact".formatted(cell.quoted()))
                    .expecting("one of " + String.join(", ", Stage.names()))
                    .suggesting(Nearest.advice(cell.text(), Stage.names())));
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
                    problems.add(Problem.at(sheet, kind, "%s is no kind of column".formatted(kind.quoted()))
                            .expecting("NAME, CONDITION or ACTION")
                            .suggesting(Nearest.advice(kind.text(), List.of("NAME", "CONDITION", "ACTION"))));
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
            problems.add(Problem.at(sheet, fact, "%s is a second fact; a table reads one".formatted(fact.quoted()))
                    .expecting(stage.fact().getSimpleName()));
        var shape = stage == null ? Optional.<Shape>empty() : Shape.parse(stage.fact(), code.text());
        if (shape.isPresent()) {
            conditions.forEach((column, known) -> {
                if (known.equals(shape.get())) repeated(code, column);
            });
            conditions.put(code.column(), shape.get());
        } else
            problems.add(Problem.at(
                            sheet,
                            code,
                            "%s is no condition on %s"
                                    .formatted(
                                            code.quoted(),
                                            stage == null
                                                    ? "a fact"
                                                    : stage.fact().getSimpleName()))
                    .expecting("a value of it, one of >= <= > < == in contains, and $param"));
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
            problems.add(Problem.at(
                            sheet,
                            code,
                            "%s sets nothing that %s knows"
                                    .formatted(code.quoted(), topic == null ? "the decision" : topic.name()))
                    .expecting("conclusions.set(\"NAME\", $param); with one of "
                            + (topic == null
                                    ? "its outputs"
                                    : topic.outputs().stream()
                                            .map(Column::header)
                                            .collect(Collectors.joining(", ")))));
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
        problems.add(sheet, cell, "%s is what column %s says already".formatted(cell.quoted(), first));
    }

    private Optional<Rule> rule(Sheet.Row row, int number, Map<String, Integer> names) {
        var own = new Problems();
        var name = row.at(nameColumn);
        named(row, names, own);
        for (var cell : row.cells())
            if (!cell.blank()
                    && cell.column() != nameColumn
                    && !conditions.containsKey(cell.column())
                    && !outputs.containsKey(cell.column()))
                own.add(Problem.at(sheet, cell, "%s stands in no column of the table".formatted(cell.quoted()))
                        .suggesting("Delete it; notes belong on the sheet About."));
        var demands = demands(row, own);
        var concluded = concluded(row, own);
        problems.addAll(own);
        var unread = row.cells().stream().anyMatch(Cell::unread);
        complete &= own.isEmpty() && !unread;
        if (topic == null || stage == null || unread || !own.isEmpty()) return Optional.empty();
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
                Map.copyOf(concluded),
                demands.stream().flatMap(demand -> demand.asks().stream()).toList(),
                place(row)));
    }

    private void named(Sheet.Row row, Map<String, Integer> names, Problems own) {
        var name = row.at(nameColumn);
        if (name.blank()) {
            own.add(Problem.at(sheet, name, "is blank; every row needs a name")
                    .expecting("a name that no other row has"));
            return;
        }
        if (name.unread()) return;
        if (!ROW_NAME.matcher(name.text().strip()).matches())
            own.add(Problem.at(sheet, name, "%s is no name of a row".formatted(name.quoted()))
                    .expecting("letters, digits and plain marks, at most 80"));
        var twin = names.putIfAbsent(name.text().strip(), row.number());
        if (twin != null)
            own.add(Problem.at(sheet, name, "%s names row %d already".formatted(name.quoted(), twin))
                    .expecting("a name that no other row has"));
    }

    private List<Condition> demands(Sheet.Row row, Problems own) {
        var demands = new ArrayList<Condition>();
        conditions.forEach((column, shape) -> {
            var cell = row.at(column);
            if (cell.blank() || cell.unread()) return;
            var reading = shape.cellType().read(cell);
            if (reading.wrong() != null) own.add(sheet, cell, reading.wrong());
            else
                demands.add(
                        new Condition(shape, shape.operator() == Condition.Operator.MISSING ? null : reading.value()));
        });
        return demands;
    }

    private Map<String, Object> concluded(Sheet.Row row, Problems own) {
        var concluded = new LinkedHashMap<String, Object>();
        outputs.forEach((column, output) -> {
            var cell = row.at(column);
            if (cell.unread()) return;
            if (cell.blank()) {
                if (output.required())
                    own.add(Problem.at(sheet, cell, "is blank; a value is needed")
                            .expecting(output.type().expected()));
                return;
            }
            var reading = output.type().read(cell);
            if (reading.value() != null) concluded.put(output.header(), reading.value());
            else if (reading.wrong() != null) own.add(sheet, cell, reading.wrong());
        });
        return concluded;
    }

    private Place place(Sheet.Row row) {
        var asking = new HashMap<Shape, Cell>();
        conditions.forEach((column, shape) -> asking.put(shape, row.at(column)));
        var setting = new HashMap<String, Cell>();
        outputs.forEach((column, output) -> setting.put(output.header(), row.at(column)));
        return new Place(sheet, row.at(nameColumn), Map.copyOf(asking), Map.copyOf(setting));
    }
}
