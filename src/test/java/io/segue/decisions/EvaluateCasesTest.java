package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.cases.WorkedCases;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every worked case on given facts. */
class EvaluateCasesTest {
    private static Playbook playbook;

    @BeforeAll
    static void compile() {
        playbook = WorkedCases.playbook();
    }

    @AfterAll
    static void retire() {
        playbook.knowledge().retire();
    }

    @Test
    void given_facts_are_decided_as_the_worked_cases_say() {
        var wrong = new ArrayList<String>();
        var cases = WorkedCases.lines("evaluate.ndjson").toList();
        for (var example : cases) {
            var decision =
                    Reasoner.decide(Evaluation.read(WorkedCases.map(example.get("request")), Instant.EPOCH), playbook);
            var answer = WorkedCases.essence(WorkedCases.JSON.valueToTree(decision));
            WorkedCases.differences(example.get("expect"), answer)
                    .forEach(difference -> wrong.add(example.get("id").asString() + difference));
        }

        assertThat(cases).isNotEmpty();
        assertThat(wrong).isEmpty();
    }
}
