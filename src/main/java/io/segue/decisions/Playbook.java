package io.segue.decisions;

import io.segue.facts.Cadence;
import io.segue.metrics.FeatureCatalogue;
import io.segue.rules.Knowledge;
import io.segue.rules.Rule;
import io.segue.rules.Rulebook;
import io.segue.rules.Source;
import io.segue.rules.Topic;
import io.segue.tables.Cell;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Listing;
import io.segue.tables.Listing.Column;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.Workbook;
import io.segue.tracking.TrackingPlan;
import io.segue.tracking.TrackingPlanSheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of everything that decides: compiled rules, and the lists that are looked up beside them. Immutable.
 *
 * @param files       what it was read from
 * @param productName null when the workbook names none
 * @param features    by key, with where each stands
 * @param synonyms    by dimension: useCase, industry, role and region
 * @param rights      what may be used of whom
 * @param trackingPlan what events mean
 */
public record Playbook(
        KnowledgeFiles files,
        Knowledge knowledge,
        FeatureCatalogue catalogue,
        Map<String, Source> features,
        @Nullable String productName,
        Cadence cadence,
        ContactPolicy contactPolicy,
        Map<String, Synonyms> synonyms,
        DataRights rights,
        TrackingPlan trackingPlan) {

    private static final String FOLDER = "decision-tables";

    /** Reads, checks and compiles; empty when there are problems, all of which are then told. Takes seconds. */
    public static Optional<Playbook> read(KnowledgeFiles files, Problems problems) {
        return read(files, problems, new Problems());
    }

    /**
     * The same.
     *
     * @param hints takes what is worth a look and no reason to refuse
     */
    public static Optional<Playbook> read(KnowledgeFiles files, Problems problems, Problems hints) {
        return read(files, Rulebook.read(files, problems), problems, hints);
    }

    /**
     * The same with rules that were read from those files already. Nothing is compiled when there are problems before.
     *
     * @param book with its problems told
     */
    public static Optional<Playbook> read(KnowledgeFiles files, Rulebook book, Problems problems, Problems hints) {
        return readUncovered(files, book, problems, problems, hints);
    }

    /**
     * The same, but a table with gaps or overlaps is compiled all the same, so that one can see whom they hit. Such a playbook
     * must not come live: {@link Reasoner} throws {@link io.segue.rules.NoRowMatches} where it has a gap.
     *
     * @param uncovered is told the gaps and overlaps
     */
    public static Optional<Playbook> readUncovered(KnowledgeFiles files, Problems uncovered, Problems problems) {
        return readUncovered(files, Rulebook.read(files, problems), uncovered, problems, new Problems());
    }

    /**
     * The same of rules that were read already.
     *
     * @param uncovered is told the gaps and overlaps, which keep nothing from being compiled
     */
    public static Optional<Playbook> readUncovered(
            KnowledgeFiles files, Rulebook book, Problems uncovered, Problems problems, Problems hints) {
        var own = new Problems();
        var rights = DataRightsFile.read(files, own);
        var prohibited = rights.map(ProhibitedReads::new);
        var catalogue = new ArrayList<FeatureCatalogue.Feature>();
        var features = new HashMap<String, Source>();
        sheet(files, "features.xlsx", "Features", own).ifPresent(sheet -> features(sheet, catalogue, features, own));
        var product = sheet(files, "product.xlsx", "Product", own)
                .flatMap(sheet -> settings(sheet, ListSheets.PRODUCT.columns(), own));
        var policy = sheet(files, "contact-policy.xlsx", "Contact policy", own).flatMap(sheet -> policy(sheet, own));
        var synonyms = files.workbook("firmographics.xlsx", own)
                .map(workbook -> synonyms(workbook, own))
                .orElse(Map.of());
        var plan = TrackingPlanSheet.read(files, own);
        prohibited.ifPresent(reads -> {
            reads.in(synonyms, own);
            reads.inTrackingPlan(files, own);
        });
        book.check(looked(synonyms), uncovered, own, hints);
        for (var rule : book.rules()) {
            prohibited.ifPresent(reads -> reads.in(rule, own));
            messages(rule, own);
        }
        nothingToDo(book, own);
        problems.addAll(own);
        var knowledge = problems.isEmpty() ? book.compile(problems) : Optional.<Knowledge>empty();
        if (knowledge.isEmpty()) return Optional.empty();
        return Optional.of(new Playbook(
                files,
                knowledge.orElseThrow(),
                new FeatureCatalogue(catalogue),
                Map.copyOf(features),
                product.orElseThrow().textOrNull("Product name"),
                Cadence.valueOf(product.orElseThrow().text("Cadence")),
                policy.orElseThrow(),
                synonyms,
                rights.orElseThrow(),
                plan.orElseThrow()));
    }

    /** The segments that lists of synonyms lead to, by what conditions call them. */
    private static Map<String, Set<String>> looked(Map<String, Synonyms> synonyms) {
        var looked = new HashMap<String, Set<String>>();
        synonyms.forEach((dimension, list) -> {
            var segments = new TreeSet<String>();
            segments.add(list.unknown().segment());
            list.entries().values().forEach(entry -> segments.add(entry.segment()));
            looked.put("segments." + dimension, segments);
        });
        return looked;
    }

    private static Optional<Sheet> sheet(KnowledgeFiles files, String workbook, String name, Problems problems) {
        return files.workbook(workbook, problems).flatMap(book -> sheet(book, name, problems));
    }

    private static Optional<Sheet> sheet(Workbook book, String name, Problems problems) {
        var sheet = book.sheet(name);
        if (sheet.isEmpty()) problems.add(book.name(), "has no sheet \"%s\"".formatted(name));
        return sheet;
    }

    private static void features(
            Sheet sheet, List<FeatureCatalogue.Feature> catalogue, Map<String, Source> features, Problems problems) {
        for (var item : Listing.read(sheet, ListSheets.FEATURES.columns(), "Key", problems)
                .items()) {
            catalogue.add(new FeatureCatalogue.Feature(
                    item.text("Key"),
                    item.text("Name"),
                    item.flag("Collaborative"),
                    item.flag("Advanced"),
                    item.text("Benefit")));
            features.put(item.text("Key"), new Source(FOLDER + "/" + sheet.workbook(), sheet.name(), item.row()));
        }
    }

    private static Optional<Listing.Item> settings(Sheet sheet, List<Column> columns, Problems problems) {
        var items = Listing.read(sheet, columns, null, problems).items();
        if (items.size() > 1)
            problems.add(Problem.at(
                            sheet,
                            new Cell(0, items.get(1).row(), null),
                            "holds settings; it has one row of them, not %d".formatted(items.size()))
                    .suggesting("Delete row %d.".formatted(items.get(1).row())));
        else if (items.isEmpty()) problems.add(sheet, "holds settings and needs one row of them");
        return items.stream().findFirst();
    }

    private static Optional<ContactPolicy> policy(Sheet sheet, Problems problems) {
        return settings(sheet, ListSheets.CONTACT_POLICY.columns(), problems)
                .map(item -> new ContactPolicy(
                        item.whole("Rest days after dismissed"),
                        item.whole("Rest days after converted"),
                        item.whole("Shown at most"),
                        item.whole("In days"),
                        item.number("Control group percent"),
                        item.texts("Exempt channels"),
                        new Source(FOLDER + "/" + sheet.workbook(), sheet.name(), item.row())));
    }

    private static Map<String, Synonyms> synonyms(Workbook book, Problems problems) {
        var synonyms = new HashMap<String, Synonyms>();
        ListSheets.synonyms().forEach((dimension, list) -> sheet(book, list.name(), problems)
                .ifPresent(sheet -> synonyms.put(dimension, Synonyms.read(sheet, FOLDER, problems))));
        return Map.copyOf(synonyms);
    }

    /** Templates ask only for what is filled, and fallbacks for nothing. */
    private static void messages(Rule rule, Problems problems) {
        var message = rule.textOrNull("message");
        var fallback = rule.textOrNull("fallback");
        if (message != null) Messages.wrong(rule, message).ifPresent(problems::add);
        if (fallback != null && fallback.contains("{"))
            problems.add(rule.problem("fallback", "has a placeholder, and is said when one has no value")
                    .expecting("text without placeholders"));
        if (message != null && fallback == null && message.contains("{"))
            problems.add(rule.problem("fallback", "is blank, and the message has a placeholder")
                    .expecting("what to say when the placeholder has no value"));
    }

    /** There is a candidate that may always be taken. */
    private static void nothingToDo(Rulebook book, Problems problems) {
        for (var table : book.tables()) {
            if (!table.topic().equals(Topic.of("nextBestAction")) || !table.complete()) continue;
            var rules = table.rules();
            var none = rules.stream().anyMatch(rule -> rule.text("action").equals(Arbiter.NONE) && rule.always());
            if (none) continue;
            var near = rules.stream()
                    .filter(rule -> rule.text("action").equals(Arbiter.NONE))
                    .findFirst()
                    .orElse(rules.get(rules.size() - 1));
            problems.add(near.problem("action", "no row without conditions has the action none")
                    .expecting("one such row, so that something may always be taken")
                    .suggesting("Add a row without conditions whose action is none."));
        }
    }

    /** The synonyms of a dimension that has them. */
    Synonyms synonymsOf(String dimension) {
        var found = synonyms.get(dimension);
        if (found == null) throw new IllegalArgumentException(dimension.toLowerCase(Locale.ROOT) + " has no synonyms");
        return found;
    }
}
