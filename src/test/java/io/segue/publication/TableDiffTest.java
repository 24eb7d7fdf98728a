package io.segue.publication;

import static io.segue.publication.Workbooks.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.publication.TableDiff.Change;
import io.segue.publication.TableDiff.Kind;
import io.segue.publication.TableDiff.Step;
import io.segue.support.EditedKnowledge;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TableDiffTest {
    private static final TableContents LIVE = contents("lifecycle");
    private final EditedKnowledge knowledge = new EditedKnowledge();

    @Test
    void a_changed_threshold_is_told_with_its_row_column_and_cell() {
        knowledge.set("lifecycle", "Lifecycle", "B11", 45);

        var diff = diff();

        assertThat(diff.text()).isEqualTo("Lifecycle: row \"churned\" (row 11): Days idle, at least: 30 -> 45\n");
        assertThat(diff.changes())
                .containsExactly(new Change(
                        Kind.CELL_CHANGED,
                        "Lifecycle",
                        "churned",
                        11,
                        "Days idle, at least",
                        "B11",
                        "30",
                        "45",
                        null,
                        null));
        assertThat(JsonMapper.builder().build().writeValueAsString(diff))
                .contains("\"kind\":\"CELL_CHANGED\"", "\"before\":\"30\"", "\"when\":null");
    }

    @Test
    void equal_tables_differ_in_nothing() {
        assertThat(diff().empty()).isTrue();
        assertThat(diff().text()).isEmpty();
    }

    @Test
    void a_blanked_cell_a_new_row_and_a_removed_one_are_told() {
        knowledge.set("lifecycle", "Lifecycle", "C12", null);
        knowledge.set("lifecycle", "At-risk signals", "A16", "many tickets");
        knowledge.set("lifecycle", "At-risk signals", "E16", 9);
        knowledge.set("lifecycle", "At-risk signals", "G16", "support");
        knowledge.sheet("lifecycle", "At-risk signals", sheet -> sheet.removeRow(sheet.getRow(10)));

        assertThat(diff().text().lines())
                .containsExactly(
                        "At-risk signals: row \"fewer sessions\" (row 11) removed: Sessions in 7 days against the baseline week, below (1 is as ever): 0.5; Signal: sessions",
                        "At-risk signals: row \"many tickets\" (row 16) added: Tickets in 7 days, at least: 9; Signal: support",
                        "Lifecycle: row \"at risk\" (row 12): At-risk signals, at least: 2 -> blank");
    }

    @Test
    void a_row_under_another_name_is_renamed_not_replaced() {
        knowledge.set("lifecycle", "Lifecycle", "A11", "gone");

        assertThat(diff().text()).isEqualTo("Lifecycle: row \"gone\" (row 11) was called \"churned\"\n");
    }

    @Test
    void one_row_that_moves_up_is_one_change() {
        knowledge.sheet("lifecycle", "Lifecycle", sheet -> {
            var last = sheet.getLastRowNum();
            sheet.shiftRows(10, last - 1, 1);
        });
        // the last row was overwritten by the shift, so it stands for one removed
        assertThat(diff().changes()).extracting(Change::kind).containsOnly(Kind.ROW_REMOVED);

        var moved = new EditedKnowledge();
        moved.sheet("lifecycle", "Lifecycle", sheet -> {
            sheet.shiftRows(10, 12, 100);
            sheet.shiftRows(13, 13, -3);
            sheet.shiftRows(110, 112, -99);
        });
        assertThat(TableDiff.between(LIVE, contents(moved, "lifecycle")).text())
                .isEqualTo("Lifecycle: row \"%s\" moved from row 14 to row 11\n"
                        .formatted(LIVE.sheet("Lifecycle")
                                .orElseThrow()
                                .rows()
                                .get(3)
                                .name()));
    }

    @Test
    void a_hit_policy_is_a_property() {
        knowledge.set("lifecycle", "Lifecycle", "B5", "UNIQUE");

        assertThat(diff().text()).isEqualTo("Lifecycle: Hit policy: FIRST -> UNIQUE\n");
    }

    @Test
    void hidden_code_that_changes_is_told() {
        knowledge.set("lifecycle", "Lifecycle", "B9", "metrics.idleDays > $param");

        assertThat(diff().changes()).extracting(Change::kind).contains(Kind.COLUMN_REMOVED, Kind.COLUMN_ADDED);
    }

    @Test
    void settings_and_lists_are_compared_by_their_keys() {
        knowledge.set("contact-policy", "Contact policy", "A2", 21);
        knowledge.set("features", "Features", "D2", "yes");

        assertThat(TableDiff.between(contents("contact-policy"), contents(knowledge, "contact-policy"))
                        .text())
                .isEqualTo("Contact policy: row 2: Rest days after dismissed: 14 -> 21\n");
        assertThat(TableDiff.between(contents("features"), contents(knowledge, "features"))
                        .text())
                .isEqualTo("Features: row \"projects\" (row 2): Advanced: no -> yes\n");
    }

    @Test
    void each_change_is_that_of_the_last_who_touched_its_place() {
        var ann = Instant.parse("2026-05-01T09:00:00Z");
        var bob = Instant.parse("2026-05-02T09:00:00Z");
        var cid = Instant.parse("2026-05-03T09:00:00Z");
        knowledge.set("lifecycle", "Lifecycle", "B11", 40);
        knowledge.set("lifecycle", "Lifecycle", "C12", 3);
        var first = contents(knowledge, "lifecycle");
        knowledge.set("lifecycle", "Lifecycle", "A12", "in danger");
        var second = contents(knowledge, "lifecycle");
        knowledge.set("lifecycle", "Lifecycle", "B11", 45);
        var third = contents(knowledge, "lifecycle");

        var diff = TableDiff.over(List.of(
                new Step(LIVE, null, null),
                new Step(first, "ann", ann),
                new Step(second, "bob", bob),
                new Step(third, "cid", cid)));

        // renamed and changed at once from the first to the last, so it reads as another row: bob was the last to touch
        // it
        assertThat(diff.text().lines())
                .contains(
                        "Lifecycle: row \"churned\" (row 11): Days idle, at least: 30 -> 45 (cid, 2026-05-03T09:00:00Z)");
        assertThat(diff.changes()).allMatch(change -> change.who() != null && change.when() != null);
        assertThat(diff.changes())
                .filteredOn(change -> change.kind() == Kind.ROW_ADDED)
                .extracting(Change::who)
                .containsExactly("bob");
    }

    private TableDiff diff() {
        return TableDiff.between(LIVE, contents(knowledge, "lifecycle"));
    }
}
