package io.segue.decisions;

import io.segue.decisions.DataTerms.Consent;
import io.segue.decisions.DataTerms.Consents;
import io.segue.decisions.DataTerms.Prohibited;
import io.segue.decisions.DataTerms.Silence;
import io.segue.facts.Evidence;
import io.segue.rules.Operand;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code rules/data-rights.yaml}. Nothing in it has a default, and a key that is not known is a problem: a slip must not
 * allow what somebody meant to prohibit.
 */
final class DataRightsFile {
    private static final int LONGEST = 300;
    private static final String MARKETING_TRAIT = "marketingConsent";
    private static final String EXAMPLE =
            "prohibited: [] and consent: { profiling: { trait: profilingConsent, whenAbsent: allowed },"
                    + " marketing: { trait: marketingConsent, whenAbsent: refused } }";

    private final Problems problems;

    private DataRightsFile(Problems problems) {
        this.problems = problems;
    }

    /** What may be used of whom; empty when there are problems, all of which are then told. */
    static Optional<DataRights> read(KnowledgeFiles files, Problems problems) {
        var own = new Problems();
        var terms = new DataRightsFile(own).terms(files.text(KnowledgeFiles.DATA_RIGHTS));
        problems.addAll(own);
        return own.isEmpty() ? terms.map(DataRights::new) : Optional.empty();
    }

    private Optional<DataTerms> terms(Optional<String> text) {
        var root = text.flatMap(this::root);
        if (text.isEmpty()) tell(null, "is missing; to prohibit nothing it says " + EXAMPLE);
        if (root.isEmpty()) return Optional.empty();
        var parts = fields(root.get(), "the file", "prohibited", "consent");
        var consents = fields(parts.get("consent"), "consent", "profiling", "marketing");
        var profiling = consent(consents.get("profiling"), "profiling");
        var marketing = consent(consents.get("marketing"), "marketing");
        if (marketing != null
                && !(marketing.trait().equals(MARKETING_TRAIT) && marketing.whenAbsent() == Silence.REFUSED))
            tell(
                    consents.get("marketing"),
                    "marketing must be { trait: %s, whenAbsent: refused }; silence is no consent to it"
                            .formatted(MARKETING_TRAIT));
        var prohibited = prohibited(parts.get("prohibited"));
        if (profiling == null || marketing == null) return Optional.empty();
        for (var entry : prohibited)
            for (var trait : List.of(profiling.trait(), marketing.trait()))
                if (entry.attribute().equalsIgnoreCase(trait)
                        || entry.attribute().equalsIgnoreCase("traits." + trait))
                    problems.add(Problem.line(
                            KnowledgeFiles.DATA_RIGHTS,
                            entry.line(),
                            "prohibits \"%s\", by which users say whether they consent".formatted(entry.attribute())));
        return Optional.of(new DataTerms(prohibited, new Consents(profiling, marketing)));
    }

    private Optional<Node> root(String text) {
        try {
            var root = new Yaml().compose(new StringReader(text));
            if (root == null) tell(null, "is empty; to prohibit nothing it says " + EXAMPLE);
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.add(Problem.line(
                    KnowledgeFiles.DATA_RIGHTS,
                    mark == null ? null : (Integer) (mark.getLine() + 1),
                    "is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            tell(null, "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private List<Prohibited> prohibited(@Nullable Node node) {
        var entries = new ArrayList<Prohibited>();
        if (node != null && !(node instanceof SequenceNode))
            tell(node, "prohibited must be a list of { attribute: …, because: … }; [] prohibits nothing");
        if (!(node instanceof SequenceNode list)) return entries;
        var lines = new HashMap<String, Integer>();
        for (var item : list.getValue()) {
            var fields = fields(item, "an entry of prohibited", "attribute", "because");
            var attribute = text(fields.get("attribute"), "attribute");
            var because = text(fields.get("because"), "because");
            if (attribute == null || because == null) continue;
            wrong(attribute).ifPresent(detail -> tell(item, detail));
            var twin = lines.putIfAbsent(attribute.toLowerCase(Locale.ROOT), line(item));
            if (twin != null) tell(item, "\"%s\" stands in line %d already".formatted(attribute, twin));
            entries.add(new Prohibited(attribute, because, line(item)));
        }
        return entries;
    }

    /** A name with a dot says which part it means, and of metrics and figures it is known which there are. */
    private static Optional<String> wrong(String attribute) {
        var dot = attribute.indexOf('.');
        if (dot < 0) return Optional.empty();
        var part = attribute.substring(0, dot).toLowerCase(Locale.ROOT);
        if (!DataRights.PARTS.contains(part) || dot == attribute.length() - 1)
            return Optional.of(
                    "\"%s\" is no attribute; expected a plain name, or one after traits., metrics. or account."
                            .formatted(attribute));
        var known = part.equals("traits")
                || Operand.all(Evidence.class).stream()
                        .anyMatch(operand -> operand.path().equalsIgnoreCase(attribute));
        return known ? Optional.empty() : Optional.of("\"%s\" is nothing that rules could read".formatted(attribute));
    }

    private @Nullable Consent consent(@Nullable Node node, String purpose) {
        var fields = fields(node, purpose, "trait", "whenAbsent");
        var trait = text(fields.get("trait"), "trait");
        var silence = text(fields.get("whenAbsent"), "whenAbsent");
        if (node == null || trait == null || silence == null) return null;
        for (var known : Silence.values())
            if (known.name().toLowerCase(Locale.ROOT).equals(silence)) return new Consent(trait, known, line(node));
        tell(fields.get("whenAbsent"), "whenAbsent is \"%s\"; expected allowed or refused".formatted(silence));
        return null;
    }

    /** The values of an object that has exactly these keys; what is missing or too much is told. */
    private Map<String, Node> fields(@Nullable Node node, String what, String... keys) {
        var fields = new LinkedHashMap<String, Node>();
        if (node == null) return fields;
        var expected = String.join(" and ", keys);
        if (!(node instanceof MappingNode mapping)) {
            tell(node, "%s must have %s".formatted(what, expected));
            return fields;
        }
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!Set.of(keys).contains(key))
                tell(tuple.getKeyNode(), "\"%s\" is not known here; %s has %s".formatted(key, what, expected));
            else if (fields.putIfAbsent(key, tuple.getValueNode()) != null)
                tell(tuple.getKeyNode(), "%s stands here twice".formatted(key));
        }
        for (var key : keys)
            if (!fields.containsKey(key)) tell(node, "%s lacks %s; it has %s".formatted(what, key, expected));
        return fields;
    }

    private @Nullable String text(@Nullable Node node, String key) {
        if (node == null) return null;
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()
                && scalar.getValue().length() <= LONGEST)
            return scalar.getValue().strip();
        tell(node, "%s must be a text of at most %d characters".formatted(key, LONGEST));
        return null;
    }

    private void tell(@Nullable Node node, String detail) {
        problems.add(Problem.line(KnowledgeFiles.DATA_RIGHTS, node == null ? null : (Integer) line(node), detail));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
