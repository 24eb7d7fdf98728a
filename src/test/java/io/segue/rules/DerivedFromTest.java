package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.facts.Account;
import io.segue.facts.DerivedFrom;
import io.segue.facts.Evidence;
import io.segue.facts.Metrics;
import io.segue.facts.Plan;
import io.segue.facts.Readiness;
import io.segue.facts.Scores;
import io.segue.facts.Segments;
import io.segue.facts.Standing;
import io.segue.facts.Tiers;
import io.segue.facts.Traits;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is derived from what, on the facts: nothing that rules can read is worked out from something it does not name. */
class DerivedFromTest {
    private static final List<Class<? extends Record>> FACTS = List.of(
            Metrics.class,
            Traits.class,
            Account.class,
            Segments.class,
            Tiers.class,
            Evidence.class,
            Scores.class,
            Readiness.class,
            Standing.class);

    static Stream<Method> figures() {
        return FACTS.stream()
                .flatMap(fact -> Arrays.stream(fact.getDeclaredMethods()))
                .filter(method -> method.getParameterCount() == 0
                        && Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !Set.of("toString", "hashCode").contains(method.getName())
                        && Arrays.stream(method.getDeclaringClass().getRecordComponents())
                                .noneMatch(component -> component.getName().equals(method.getName())));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void a_figure_says_what_it_is_derived_from(Method figure) {
        assertThat(figure.isAnnotationPresent(DerivedFrom.class))
                .as("%s needs @DerivedFrom, or no rule can read it", figure)
                .isTrue();
    }

    @Test
    void what_a_value_is_derived_from_is_there() {
        for (var stage : Stage.values())
            assertThat(Operand.all(stage.fact())).isNotEmpty().allSatisfy(operand -> assertThat(operand.attributes())
                    .contains(operand.path()));
    }

    @Test
    void derivations_are_followed_to_their_end_and_across_parts() {
        assertThat(attributes(Evidence.class, "traits.roleKey")).containsExactly("traits.roleKey", "traits.role");
        assertThat(attributes(Scores.class, "metrics.sessionsShareOfAverage"))
                .containsExactly(
                        "metrics.sessionsShareOfAverage",
                        "metrics.sessions7d",
                        "metrics.avgWeeklySessions28d",
                        "metrics.sessions28d");
        assertThat(attributes(Readiness.class, "account.pricingViews7d"))
                .containsExactly("account.pricingViews7d", "metrics.pricingViews7d");
        assertThat(attributes(Standing.class, "traits")).contains("traits.country", "traits.roleKey", "traits.plan");
    }

    private static Set<String> attributes(Class<?> fact, String path) {
        return Operand.of(fact, path).orElseThrow().attributes();
    }

    /** Changes everything that a figure does not name, again and again; if the figure changes, it reads more than it says. */
    @ParameterizedTest
    @MethodSource("figures")
    void a_figure_reads_nothing_that_it_does_not_name(Method figure) throws Exception {
        var type = figure.getDeclaringClass().asSubclass(Record.class);
        var named = Set.of(figure.getAnnotation(DerivedFrom.class).value());
        var random = new Random(11);
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        var seen = new ArrayList<Object>();
        for (int round = 0; round < 200; round++) {
            var one = new Object[components.length];
            var other = new Object[components.length];
            for (int i = 0; i < one.length; i++) {
                one[i] = any(components[i], random);
                other[i] = named.contains(components[i].getName()) ? one[i] : any(components[i], random);
            }
            var value = figure.invoke(constructor.newInstance(one));

            assertThat(figure.invoke(constructor.newInstance(other))).isEqualTo(value);
            seen.add(value);
        }
        assertThat(seen.stream().filter(Objects::nonNull).distinct().count()).isGreaterThan(1);
    }

    private static Object any(RecordComponent component, Random random) {
        var type = component.getType();
        if (type == int.class) return random.nextInt(40);
        if (type == Integer.class) return random.nextInt(4) == 0 ? null : (Object) random.nextInt(40);
        if (Set.of("usageDecline", "featureBreadth30d", "usageOfLimit").contains(component.getName()))
            return random.nextInt(100) / 100.0;
        if (type == double.class) return 1.0 + random.nextInt(40);
        if (type == Double.class) return random.nextInt(4) == 0 ? null : (Object) (double) random.nextInt(100);
        if (type == boolean.class) return random.nextBoolean();
        if (type == String.class) return "text" + random.nextInt(40);
        if (type == List.class) return List.of();
        if (type == Plan.class) return Plan.values()[random.nextInt(5)];
        return null;
    }
}
