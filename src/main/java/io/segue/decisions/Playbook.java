package io.segue.decisions;

import io.segue.facts.Cadence;
import io.segue.metrics.FeatureCatalogue;
import io.segue.rules.Knowledge;
import io.segue.rules.KnowledgeCompiler;
import io.segue.rules.Rule;
import io.segue.rules.Source;
import io.segue.rules.Topic;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Listing;
import io.segue.tables.Listing.Column;
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
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
        return read(files, (check, own) -> KnowledgeCompiler.compile(files, check, own), problems);
    }

    /**
     * The same, but a table with gaps or overlaps is compiled all the same, so that one can see whom they hit. Such a playbook
     * must not come live: {@link Reasoner} throws {@link io.segue.rules.NoRowMatches} where it has a gap.
     *
     * @param uncovered is told the first gap and overlap of each table
     */
    public static Optional<Playbook> readUncovered(KnowledgeFiles files, Problems uncovered, Problems problems) {
        return read(files, (check, own) -> KnowledgeCompiler.compileUncovered(files, check, uncovered, own), problems);
    }

    private static Optional<Playbook> read(
            KnowledgeFiles files,
            BiFunction<BiConsumer<Rule, Problems>, Problems, Optional<Knowledge>> compiler,
            Problems problems) {
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
                .map(book -> synonyms(book, own))
                .orElse(Map.of());
        var plan = TrackingPlanSheet.read(files, own);
        prohibited.ifPresent(reads -> {
            reads.in(synonyms, own);
            reads.inTrackingPlan(files, own);
        });
        var knowledge = compiler.apply((rule, told) -> prohibited.ifPresent(reads -> reads.in(rule, told)), own);
        knowledge.ifPresent(compiled -> messages(compiled, own));
        if (!own.isEmpty()) {
            own.all().forEach(problem -> problems.add(problem.file(), problem.place(), problem.detail()));
            knowledge.ifPresent(Knowledge::retire);
            return Optional.empty();
        }
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

    private static Optional<Sheet> sheet(KnowledgeFiles files, String workbook, String name, Problems problems) {
        return files.workbook(workbook, problems).flatMap(book -> sheet(book, name, problems));
    }

    private static Optional<Sheet> sheet(Workbook book, String name, Problems problems) {
        var sheet = book.sheet(name);
        if (sheet.isEmpty()) problems.add(book.name(), null, "has no sheet \"%s\"".formatted(name));
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
            problems.add(sheet, "holds settings; it has one row of them, not %d".formatted(items.size()));
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

    /** Templates ask only for what is filled, fallbacks for nothing, and there is a candidate that may always be taken. */
    private static void messages(Knowledge knowledge, Problems problems) {
        for (var rule : knowledge.rules()) {
            var message = rule.textOrNull("message");
            var fallback = rule.textOrNull("fallback");
            if (message != null)
                Messages.wrong(message).ifPresent(detail -> add(rule, "the message " + detail, problems));
            if (fallback != null && fallback.contains("{"))
                add(rule, "the fallback has a placeholder; it is said when one has no value", problems);
            if (message != null && fallback == null && message.contains("{"))
                add(rule, "the message has a placeholder and needs a fallback", problems);
        }
        var none = knowledge.rules().stream()
                .anyMatch(rule -> rule.topic().equals(Topic.of("nextBestAction"))
                        && rule.text("action").equals(Arbiter.NONE)
                        && rule.conditions().isEmpty());
        if (!none)
            problems.add("next-best-action.xlsx", "Candidates", "needs a row without conditions whose action is none");
    }

    private static void add(Rule rule, String detail, Problems problems) {
        var source = rule.source();
        problems.add(
                source.file().replace(FOLDER + "/", ""), "%s row %s".formatted(source.sheet(), source.row()), detail);
    }

    /** The synonyms of a dimension that has them. */
    Synonyms synonymsOf(String dimension) {
        var found = synonyms.get(dimension);
        if (found == null) throw new IllegalArgumentException(dimension.toLowerCase(Locale.ROOT) + " has no synonyms");
        return found;
    }
}
