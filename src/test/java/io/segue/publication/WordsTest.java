package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.ListSheets;
import io.segue.rules.Operand;
import io.segue.rules.Stage;
import io.segue.rules.Topic;
import io.segue.tables.ListSheet;
import io.segue.tables.Listing;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Set<String> PARTS = Set.of("metrics", "traits", "account", "tiers", "segments", "techStack");

    @ParameterizedTest
    @EnumSource(Stage.class)
    void every_value_that_a_column_can_name_is_explained(Stage stage) {
        assertThat(Operand.all(stage.fact()).stream()
                        .map(Operand::label)
                        .filter(label -> !PARTS.contains(label) && !label.startsWith("techStack")))
                .allSatisfy(label -> assertThat(Words.value(label)).as(label).isPresent());
    }

    static List<Topic> topics() {
        return Topic.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_conclusion_is_explained(Topic topic) {
        assertThat(topic.outputs()).extracting(Listing.Column::header).allSatisfy(output -> assertThat(
                        Words.output(topic.name(), output))
                .as(output)
                .isPresent());
    }

    static List<ListSheet> lists() {
        return ListSheets.all();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_column_of_a_list_is_explained(ListSheet list) {
        assertThat(list.columns())
                .extracting(Listing.Column::header)
                .allSatisfy(header ->
                        assertThat(Words.list(list.name(), header)).as(header).isPresent());
    }

    @ParameterizedTest
    @MethodSource("io.segue.publication.Workbooks#tables")
    void every_table_is_explained(String table) {
        assertThat(Words.table(table)).isPresent();
    }
}
