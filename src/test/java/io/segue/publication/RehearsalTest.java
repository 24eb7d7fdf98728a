package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.decisions.Decision;
import io.segue.publication.RehearsalReport.FromTo;
import io.segue.publication.RehearsalReport.Send;
import io.segue.support.EditedKnowledge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a rehearsal finds is what decisions asked for one by one, with one version and then the other, tell. */
class RehearsalTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RehearsalWish WISH = new RehearsalWish(Village.AS_OF, null, 1, null);
    private static final String LIFECYCLE = "decision-tables/lifecycle.xlsx";

    @TempDir
    static Path data;

    private static Village village;

    @BeforeAll
    static void open() throws Exception {
        village = Village.settled(data.resolve("live"));
    }

    @AfterAll
    static void close() {
        village.close();
    }

    /** Whoever was away for 25 to 29 days is churned in the draft. */
    private static EditedKnowledge churnedEarlier() {
        return new EditedKnowledge().set("lifecycle", "Lifecycle", "B11", 25);
    }

    @Test
    void a_changed_threshold_moves_exactly_the_users_that_decisions_one_by_one_tell() {
        var report = village.report(churnedEarlier(), WISH);
        var before = village.live(Village.AS_OF);
        var now = village.drafted(churnedEarlier(), Village.AS_OF);

        assertThat(report.users()).isEqualTo(before.size()).isEqualTo(Village.USERS - Village.REFUSING);
        assertThat(report.leftOut()).isEqualTo(Village.REFUSING);
        assertThat(report.known()).isEqualTo(Village.USERS);
        assertThat(report.errors()).isZero();
        assertThat(report.notes()).isEmpty();
        assertThat(report.changedFiles()).containsExactly(LIFECYCLE);
        assertThat(changesIn(report)).isEqualTo(naive(before, now)).isNotEmpty();
        assertThat(Village.change(report, "segments.lifecycle").changes())
                .extracting(FromTo::to)
                .containsOnly("CHURNED");
    }

    /** The changes of a few decisions, read off the JSON of both. */
    private static Map<String, Map<String, Integer>> naive(Map<String, Decision> before, Map<String, Decision> now) {
        var naive = new TreeMap<String, Map<String, Integer>>();
        before.forEach((user, decision) -> {
            var was = answers(decision);
            var is = answers(Objects.requireNonNull(now.get(user)));
            was.forEach((name, answer) -> {
                var other = is.getOrDefault(name, "no");
                if (!answer.equals(other))
                    naive.computeIfAbsent(name, any -> new TreeMap<>()).merge(answer + ">" + other, 1, Integer::sum);
            });
            is.keySet().stream().filter(name -> !was.containsKey(name)).forEach(name -> naive.computeIfAbsent(
                            name, any -> new TreeMap<>())
                    .merge("no>yes", 1, Integer::sum));
        });
        return naive;
    }

    private static Map<String, String> answers(Decision decision) {
        var json = JSON.readTree(JSON.writeValueAsString(decision));
        var answers = new TreeMap<String, String>();
        for (var name : json.get("segments").propertyNames())
            answers.put("segments." + name, json.at("/segments/" + name).asString());
        for (var name : List.of("engagement", "activation", "expansionReadiness", "churnRisk")) {
            answers.put(
                    "scores." + name + ".tier",
                    json.at("/scores/" + name + "/tier").asString());
            int tens = Math.min(9, json.at("/scores/" + name + "/value").asInt() / 10);
            answers.put("scores." + name + ".value", tens == 9 ? "90-100" : 10 * tens + "-" + (10 * tens + 9));
        }
        answers.put("scores.rfm", json.at("/scores/rfm/code").asString());
        for (var name : json.get("memberships")) answers.put("memberships." + name.asString(), "yes");
        answers.put(
                "actions.onboardingPath", json.at("/actions/onboardingPath/key").asString());
        answers.put("actions.upgradeMessage", orNone(json.at("/actions/upgradeMessage/key")));
        answers.put(
                "actions.emailCampaign", json.at("/actions/emailCampaign/key").asString());
        answers.put(
                "actions.emailCampaign.allowed",
                json.at("/actions/emailCampaign/allowed").asBoolean() ? "yes" : "no");
        answers.put("actions.salesTier", json.at("/actions/salesTier/tier").asString());
        answers.put("nextBestAction", json.at("/nextBestAction/action").asString());
        return answers;
    }

    private static String orNone(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "none" : node.asString();
    }

    private static Map<String, Map<String, Integer>> changesIn(RehearsalReport report) {
        var changes = new TreeMap<String, Map<String, Integer>>();
        for (var change : report.decisions()) {
            var counts = new TreeMap<String, Integer>();
            change.changes().forEach(each -> counts.put(each.from() + ">" + each.to(), each.users()));
            assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(change.users());
            if (change.users() > 0) changes.put(change.decision(), counts);
        }
        return changes;
    }

    @Test
    void the_row_that_did_it_is_named_and_a_change_that_follows_names_where_it_began() {
        var report = village.report(churnedEarlier(), WISH);

        var lifecycle = Village.change(report, "segments.lifecycle");
        assertThat(lifecycle.causes()).allSatisfy(cause -> {
            assertThat(cause.now())
                    .isEqualTo(new RehearsalReport.Row("lifecycle/Lifecycle/churned", LIFECYCLE, "Lifecycle", 11));
            assertThat(cause.before().row()).isGreaterThan(11);
            assertThat(cause.first()).isNull();
        });
        assertThat(lifecycle.causes().stream()
                        .mapToInt(RehearsalReport.Cause::users)
                        .sum())
                .isEqualTo(lifecycle.users());
        var campaign = Village.change(report, "actions.emailCampaign");
        assertThat(campaign.causes()).isNotEmpty().allSatisfy(cause -> {
            assertThat(cause.now().sheet()).isEqualTo("Campaign");
            assertThat(cause.first()).isEqualTo(lifecycle.causes().get(0).now());
        });
    }

    @Test
    void samples_show_both_answers_and_the_reasons_of_both() {
        var report = village.report(churnedEarlier(), WISH);
        var before = village.live(Village.AS_OF);

        for (var sample : Village.change(report, "segments.lifecycle").samples()) {
            var was = before.get(sample.userId());
            assertThat(sample.from()).isEqualTo(was.segments().lifecycle());
            assertThat(sample.whyBefore()).hasSize(1);
            assertThat(JSON.valueToTree(sample.whyBefore().get(0)).toString())
                    .isEqualTo(JSON.valueToTree(was.why().stream()
                                    .filter(reason -> reason.decision().equals("segments.lifecycle"))
                                    .findFirst()
                                    .orElseThrow())
                            .toString());
            assertThat(sample.whyNow().get(0).because())
                    .containsEntry("idleDays", was.metrics().idleDays());
        }
        var campaigns = Village.change(report, "actions.emailCampaign").samples();
        assertThat(campaigns).hasSizeBetween(1, 5).allSatisfy(sample -> {
            assertThat(sample.whyNow())
                    .extracting(Decision.Reason::decision)
                    .containsExactly("segments.lifecycle", "actions.emailCampaign");
            assertThat(sample.whyBefore()).hasSize(2);
        });
    }

    @Test
    void what_would_newly_be_sent_is_told_by_day_and_nobody_is_who_did_not_agree() {
        var days = 3;
        var report = village.report(churnedEarlier(), new RehearsalWish(Village.AS_OF, null, days, null));
        var draft = churnedEarlier().playbook();

        assertThat(report.sends()).hasSize(days);
        for (int day = 0; day < days; day++) {
            var found = report.sends().get(day);
            assertThat(found.date()).isEqualTo(Village.DATE.minusDays(day));
            var asOf = day == 0 ? Village.AS_OF : Instant.parse(found.date() + "T23:59:59.999Z");
            var before = village.live(asOf);
            var now = village.oneByOne(draft, asOf);
            assertThat(found.sends()).as("%s", found.date()).containsExactlyInAnyOrderElementsOf(sends(before, now));
        }
        draft.knowledge().retire();
        assertThat(report.sends().get(0).sends())
                .anySatisfy(send -> assertThat(send.kind()).isEqualTo("campaign"))
                .anySatisfy(send -> assertThat(send.channel()).isEqualTo("email"));
    }

    private static List<Send> sends(Map<String, Decision> before, Map<String, Decision> now) {
        var counts = new HashMap<List<String>, int[]>();
        before.forEach((user, was) -> {
            var is = now.get(user);
            var consents = Integer.parseInt(user.substring(1)) % 3 != 0;
            for (Function<Decision, List<String>> kind : List.<Function<Decision, List<String>>>of(
                    decision -> decision.nextBestAction().action().equals("none")
                            ? List.of()
                            : List.of(
                                    "action",
                                    decision.nextBestAction().action(),
                                    decision.nextBestAction().channel()),
                    decision -> !consents || decision.actions().emailCampaign().cadence() == null
                            ? List.of()
                            : List.of(
                                    "campaign",
                                    decision.actions().emailCampaign().key(),
                                    "email"))) {
                var from = kind.apply(was);
                var to = kind.apply(is);
                if (from.equals(to)) continue;
                if (!to.isEmpty()) counts.computeIfAbsent(to, any -> new int[2])[0]++;
                if (!from.isEmpty()) counts.computeIfAbsent(from, any -> new int[2])[1]++;
            }
        });
        var sends = new ArrayList<Send>();
        counts.forEach((what, count) -> sends.add(new Send(what.get(0), what.get(1), what.get(2), count[0], count[1])));
        return sends;
    }

    @Test
    void a_text_that_is_worded_anew_changes_the_message_and_not_the_action() {
        var draft = new EditedKnowledge().set("next-best-action", "Candidates", "Q17", "Come back.");
        draft.set("next-best-action", "Candidates", "P17", "Come back to {product}.");

        var report = village.report(draft, WISH);

        var winBack = village.live(Village.AS_OF).values().stream()
                .filter(decision -> decision.nextBestAction().action().equals("win-back"))
                .count();
        assertThat(Village.change(report, "nextBestAction").users()).isZero();
        var message = Village.change(report, "nextBestAction.message");
        assertThat(message.users()).isEqualTo((int) winBack).isPositive();
        assertThat(message.changes()).singleElement().satisfies(change -> assertThat(change.to())
                .startsWith("Come back"));
        assertThat(message.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.now().row()).isEqualTo(17);
            assertThat(cause.before().row()).isEqualTo(17);
        });
        assertThat(report.sends().get(0).sends()).isEmpty();
    }

    @Test
    void rows_of_a_changed_sheet_are_priced_in_users() {
        var report = village.report(churnedEarlier(), WISH);

        var table = report.tables().get(0);
        assertThat(report.tables()).hasSize(1);
        assertThat(table.sheet()).isEqualTo("Lifecycle");
        assertThat(table.users()).isEqualTo(report.users());
        assertThat(table.none()).isZero();
        var now = village.drafted(churnedEarlier(), Village.AS_OF);
        for (var row : table.rows()) {
            var taken = now.values().stream()
                    .filter(decision -> decision.why().stream()
                            .anyMatch(reason -> reason.rule().equals(row.rule())))
                    .count();
            assertThat(row.taken()).as(row.rule()).isEqualTo((int) taken);
            assertThat(row.matched()).isGreaterThanOrEqualTo(row.taken());
        }
        assertThat(table.rows().get(0).matched()).isEqualTo((int) now.values().stream()
                .filter(decision -> decision.metrics().idleDays() >= 25)
                .count());
        assertThat(table.rows().get(table.rows().size() - 1).matched()).isEqualTo(report.users());
    }

    @Test
    void users_who_fall_in_a_gap_are_counted_with_the_table_and_not_as_errors() {
        // nobody signed up so long ago
        var draft = new EditedKnowledge().set("lifecycle", "Lifecycle", "D17", 100_000);

        var report = village.report(draft, WISH);

        var onboarding = village.live(Village.AS_OF).entrySet().stream()
                .filter(each -> each.getValue().segments().lifecycle().equals("ONBOARDING"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(report.errors()).isZero();
        assertThat(report.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.decides()).isEqualTo("segments.lifecycle");
            assertThat(gap.file()).isEqualTo(LIFECYCLE);
            assertThat(gap.sheet()).isEqualTo("Lifecycle");
            assertThat(gap.users()).isEqualTo(onboarding.size()).isPositive();
            assertThat(onboarding).containsAll(gap.samples());
        });
        assertThat(report.users() + report.inGaps()).isEqualTo(Village.USERS - Village.REFUSING);
        assertThat(report.tables().get(0).none()).isEqualTo(onboarding.size());
        assertThat(report.uncovered()).singleElement().asString().contains("matches no row");
        assertThat(Surprise.over(report, Map.of("segments.lifecycle", 0.0)))
                .singleElement()
                .satisfies(surprise -> assertThat(surprise.users()).isEqualTo(onboarding.size()));
    }

    @Test
    void a_sample_is_the_same_users_each_time_and_tells_what_it_is_of() {
        var wish = new RehearsalWish(Village.AS_OF, 50, 1, null);

        var draft = churnedEarlier();
        var one = village.report(draft, wish);
        var two = village.report(draft, wish);

        assertThat(one.users() + one.leftOut()).isEqualTo(50);
        assertThat(one.known()).isEqualTo(Village.USERS);
        assertThat(one.sample()).isEqualTo(50);
        assertThat(one.notes()).singleElement().asString().startsWith("50 of 120");
        assertThat(JSON.writeValueAsString(two)).isEqualTo(JSON.writeValueAsString(one));
    }

    @Test
    void a_tracking_plan_that_differs_is_read_as_a_service_that_began_with_it_would(@TempDir Path other)
            throws Exception {
        // creating is no activity anymore, so users seem to be away for longer
        var draft = new EditedKnowledge().set("tracking-plan", "Tracking plan", "D3", "no");
        var report = village.report(draft, WISH);

        try (var began = Village.settled(
                other.resolve("data"), "segue.knowledge-dir=" + draft.writeTo(other.resolve("knowledge")))) {
            // percentiles stay those of the refresh before, so what depends on them is not compared
            var now = began.live(Village.AS_OF);
            var moved = new TreeMap<String, Integer>();
            village.live(Village.AS_OF).forEach((user, was) -> {
                var from = was.segments().dormancy();
                var to = now.get(user).segments().dormancy();
                if (!from.equals(to)) moved.merge(from + ">" + to, 1, Integer::sum);
            });
            assertThat(changesIn(report).get("segments.dormancy"))
                    .isEqualTo(moved)
                    .isNotEmpty();
        }
        assertThat(report.notes()).singleElement().asString().contains("tracking plan differs");
    }

    @Test
    void limits_tell_which_decisions_change_for_more_users_than_expected() {
        var report = village.report(churnedEarlier(), WISH);
        var lifecycle = Village.change(report, "segments.lifecycle");

        var surprises = Surprise.over(
                report,
                Map.of("segments.lifecycle", lifecycle.percent() - 1, "segments.role", 0.0, "nextBestAction", 100.0));

        assertThat(lifecycle.percent()).isEqualTo(Math.round(lifecycle.users() * 1000.0 / report.users()) / 10.0);
        assertThat(surprises)
                .containsExactly(new Surprise(
                        "segments.lifecycle", lifecycle.users(), lifecycle.percent(), lifecycle.percent() - 1));
        assertThatThrownBy(() -> Surprise.over(report, Map.of("segments.lifecycel", 1.0)))
                .hasMessageContaining("segments.lifecycel is no decision")
                .hasMessageContaining("segments.lifecycle");
    }
}
