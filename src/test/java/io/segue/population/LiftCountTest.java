package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a lift begins to count. */
class LiftCountTest {
    @ParameterizedTest(name = "{1} of {0} with b, {3} of {2} without stayed: {4}")
    @CsvSource(nullValues = "none", textBlock = """
            20,    20,    20, 10, 2.0
            19,    19,    20, 10, none
            20,    20,    19, 10, none
            20,    20,    20,  0, none
            100,   65,   100, 50, 1.3
            100,   64,   100, 50, none
            40000, 25999, 100, 50, 1.3
            80000, 51997, 100, 50, none
            30,    30,    21, 18, none
            30,    30,    21, 16, 1.3125
            """)
    void a_lift_needs_20_users_on_each_side_some_that_stayed_and_1_3_once_rounded(
            int with, int withStayed, int without, int withoutStayed, Double expected) {
        var count = new LiftCount(List.of("b", "c"));
        for (int i = 0; i < with; i++) count.add(Set.of("a", "b"), i < withStayed);
        for (int i = 0; i < without; i++) count.add(Set.of("a"), i < withoutStayed);

        var lifts = count.lifts();

        assertThat(lifts).isEqualTo(expected == null ? List.of() : List.of(new Lift("a", "b", expected)));
    }
}
