package io.segue.decisions;

import io.segue.rules.Cases;
import io.segue.rules.Rule;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The examples beside a rule file, {@code rules/memberships/champions.cases.yaml}: at least one that fires and one that doesn't. */
public final class RuleCases {
    private static final String EXAMPLE = "cases: [ { name: …, given: { … }, fires: true }, … ]";

    private RuleCases() {}

    private record Case(String name, Map<String, Object> given, boolean fires, int line) {}

    /** Runs the examples of every rule of a file; what fails is reported with its line. */
    public static void check(KnowledgeFiles files, Playbook playbook, Problems problems) {
        for (var rule : playbook.knowledge().rules()) if (rule.place() == null) check(rule, files, playbook, problems);
    }

    private static void check(Rule rule, KnowledgeFiles files, Playbook playbook, Problems problems) {
        var file = rule.source().file().replace(".drl", KnowledgeFiles.CASES);
        var text = files.text(file);
        if (text.isEmpty()) {
            problems.add(Problem.of(file, "is missing beside its rule").expecting(EXAMPLE));
            return;
        }
        var cases = read(file, text.get(), problems);
        if (cases.stream().noneMatch(Case::fires) || cases.stream().allMatch(Case::fires))
            problems.add(Problem.of(file, "needs a case that fires and one that does not")
                    .expecting(EXAMPLE));
        for (var example : cases) {
            try {
                if (Cases.fires(rule, example.given(), playbook.knowledge()) != example.fires())
                    problems.add(Problem.line(
                            file,
                            example.line(),
                            "the case \"%s\" expects that \"%s\" %s, and it %s"
                                    .formatted(
                                            example.name(),
                                            rule.name(),
                                            example.fires() ? "fires" : "does not fire",
                                            example.fires() ? "does not" : "does")));
            } catch (IllegalArgumentException e) {
                problems.add(Problem.line(file, example.line(), String.valueOf(e.getMessage())));
            }
        }
    }

    private static List<Case> read(String file, String text, Problems problems) {
        var cases = new ArrayList<Case>();
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            var lines = lines(yaml.compose(new StringReader(text)));
            if (yaml.load(text) instanceof Map<?, ?> root && root.get("cases") instanceof List<?> items)
                for (int i = 0; i < items.size(); i++) {
                    int line = i < lines.size() ? lines.get(i) : 1;
                    if (items.get(i) instanceof Map<?, ?> item
                            && item.get("given") instanceof Map<?, ?> given
                            && item.get("fires") instanceof Boolean fires)
                        cases.add(new Case(String.valueOf(item.get("name")), values(given), fires, line));
                    else
                        problems.add(Problem.line(file, line, "is no case")
                                .expecting("{ name: …, given: { … }, fires: true }"));
                }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.add(Problem.line(
                    file, mark == null ? null : (Integer) (mark.getLine() + 1), "is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(Problem.of(file, "is not YAML: " + e.getMessage()));
        }
        return cases;
    }

    private static Map<String, Object> values(Map<?, ?> given) {
        var values = new HashMap<String, Object>();
        given.forEach((name, value) -> {
            if (name != null && value != null) values.put(name.toString(), value);
        });
        return values;
    }

    /** The line of each case, 1-based; fewer or none where the text is of another shape. */
    private static List<Integer> lines(@Nullable Node root) {
        if (!(root instanceof MappingNode mapping)) return List.of();
        for (var field : mapping.getValue())
            if (field.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("cases")
                    && field.getValueNode() instanceof SequenceNode list)
                return list.getValue().stream()
                        .map(item -> item.getStartMark().getLine() + 1)
                        .toList();
        return List.of();
    }
}
