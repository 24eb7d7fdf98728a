package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.DataTerms.Silence;
import io.segue.support.EditedKnowledge;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in rules/data-rights.yaml, and what is told of what may not. */
class DataRightsFileTest {
    private static final String CONSENT = """
            consent:
              profiling: { trait: profilingConsent, whenAbsent: allowed }
              marketing: { trait: marketingConsent, whenAbsent: refused }
            """;

    @Test
    void the_file_of_the_checkout_prohibits_special_categories_and_takes_silence_for_consent_to_profiling() {
        var terms = read(new EditedKnowledge()).terms();

        assertThat(terms.prohibited())
                .extracting(entry -> entry.attribute())
                .contains("religion", "ethnicity", "health", "sexualOrientation", "politicalOpinion", "tradeUnion");
        assertThat(terms.prohibited())
                .allSatisfy(entry -> assertThat(entry.because()).isNotBlank());
        assertThat(terms.consent().profiling().trait()).isEqualTo("profilingConsent");
        assertThat(terms.consent().profiling().whenAbsent()).isEqualTo(Silence.ALLOWED);
        assertThat(terms.consent().marketing().whenAbsent()).isEqualTo(Silence.REFUSED);
    }

    @Test
    void names_match_in_any_case_and_with_their_part_or_without() {
        var rights = read(new EditedKnowledge().prohibit("Country", "metrics.npsLatest", "traits.members"));

        assertThat(rights.prohibiting("traits.country"))
                .get()
                .extracting(entry -> entry.line())
                .isEqualTo(2);
        assertThat(rights.prohibiting("metrics.npsLatest")).isPresent();
        assertThat(rights.prohibiting("account.members")).isEmpty();
        assertThat(rights.prohibiting("segments.country")).isEmpty();
        assertThat(rights.prohibiting("milestones")).isEmpty();
    }

    @Test
    void a_file_that_is_missing_or_empty_is_told_with_what_to_write() {
        assertThat(problems(new EditedKnowledge().remove(KnowledgeFiles.DATA_RIGHTS)))
                .singleElement()
                .asString()
                .startsWith(
                        "rules/data-rights.yaml: is missing; to prohibit nothing it says prohibited: [] and consent:");
        assertThat(problems(with("# nothing\n")))
                .singleElement()
                .asString()
                .startsWith("rules/data-rights.yaml: is empty; ");
    }

    @Test
    void all_problems_are_told_at_once_each_with_its_line() {
        assertThat(problems(with("""
                        prohibited:
                          - { attribute: religion, because: GDPR }
                          - { attribute: health }
                          - { attribute: Religion, because: again }
                          - gender
                          - { attribute: segments.region, because: not this one }
                          - { attribute: metrics.shoeSize, because: there is none }
                          - { attribute: ProfilingConsent, because: a circle }
                          - { attribute: , because: nothing }
                        prohibitted: []
                        consent:
                          profiling: { trait: profilingConsent, whenAbsent: perhaps }
                          marketing: { trait: newsletter, whenAbsent: allowed }
                          selling: { trait: x }
                        """)))
                .containsExactlyInAnyOrder(
                        line(3, "an entry of prohibited lacks because; it has attribute and because"),
                        line(4, "\"Religion\" stands in line 2 already"),
                        line(5, "an entry of prohibited must have attribute and because"),
                        line(
                                6,
                                "\"segments.region\" is no attribute; expected a plain name, or one after traits.,"
                                        + " metrics. or account."),
                        line(7, "\"metrics.shoeSize\" is nothing that rules could read"),
                        line(9, "attribute must be a text of at most 300 characters"),
                        line(10, "\"prohibitted\" is not known here; the file has prohibited and consent"),
                        line(12, "whenAbsent is \"perhaps\"; expected allowed or refused"),
                        line(
                                13,
                                "marketing must be { trait: marketingConsent, whenAbsent: refused };"
                                        + " silence is no consent to it"),
                        line(14, "\"selling\" is not known here; consent has profiling and marketing"));
    }

    @Test
    void the_trait_that_says_consent_cannot_be_prohibited() {
        assertThat(problems(with("prohibited:\n  - { attribute: ProfilingConsent, because: a circle }\n" + CONSENT)))
                .containsExactly(line(2, "prohibits \"ProfilingConsent\", by which users say whether they consent"));
    }

    @Test
    void what_it_says_is_part_of_the_knowledge_version() {
        assertThat(new EditedKnowledge().prohibit("religion").files().version())
                .isNotEqualTo(new EditedKnowledge().prohibit("health").files().version());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prohibited: [           | is not YAML
            - a list                | the file must have prohibited and consent
            prohibited: none        | prohibited must be a list
            prohibited: {}          | prohibited must be a list
            prohibited: [*nobody]   | is not YAML
            just text               | the file must have prohibited and consent
            """)
    void what_is_no_such_file_is_told(String text, String told) {
        assertThat(problems(with(text + "\n"))).isNotEmpty().anyMatch(problem -> problem.contains(told));
    }

    @Test
    void tricks_of_yaml_end_in_problems() {
        assertThat(problems(with("prohibited: []\n" + CONSENT + "---\nprohibited: []\n")))
                .isNotEmpty();
        assertThat(problems(with("prohibited: &all [ *all ]\n" + CONSENT))).isNotEmpty();
        assertThat(problems(with("prohibited: &all [ { attribute: *all, because: b } ]\n" + CONSENT)))
                .isNotEmpty();
        assertThat(problems(with("prohibited: [ !!java.net.URL { attribute: a, because: b } ]\n" + CONSENT)))
                .isNotEmpty();
    }

    private static EditedKnowledge with(String text) {
        return new EditedKnowledge().put(KnowledgeFiles.DATA_RIGHTS, text);
    }

    private static String line(int line, String detail) {
        return "rules/data-rights.yaml line %d: %s".formatted(line, detail);
    }

    private static DataRights read(EditedKnowledge knowledge) {
        var problems = new Problems();
        var rights = DataRightsFile.read(knowledge.files(), problems);
        assertThat(problems.all()).isEmpty();
        return rights.orElseThrow();
    }

    private static List<String> problems(EditedKnowledge knowledge) {
        var problems = new Problems();
        DataRightsFile.read(knowledge.files(), problems);
        return problems.all().stream().map(Problem::toString).toList();
    }
}
