package io.segue.population;

import io.segue.decisions.Situation.Recommendation;
import io.segue.metrics.FeatureCatalogue;
import io.segue.metrics.Percentiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Percentiles and recommendations straight from their definitions, with no regard to cost. */
record NaiveStandings(Town town, FeatureCatalogue catalogue) {
    Percentiles percentiles(String user) {
        if (!retained(user)) return Percentiles.NONE;
        return new Percentiles(
                percentile(user, one -> town.count(one, 27, 0, any -> true)),
                percentile(user, one -> Math.min(1, town.features(one, 29, 0).size() / (double) catalogue.size())),
                percentile(user, one -> town.count(one, 27, 0, deed -> deed.feature() == null)));
    }

    private double percentile(String user, ToDoubleFunction<String> value) {
        var counted = town.deeds.keySet().stream().filter(this::retained).toList();
        long smaller = counted.stream()
                .filter(other -> value.applyAsDouble(other) < value.applyAsDouble(user))
                .count();
        return 100.0 * smaller / counted.size();
    }

    private boolean retained(String user) {
        return town.count(user, 27, 0, any -> true) > 0;
    }

    List<Recommendation> recommendations(String user) {
        var best = new ArrayList<Recommendation>();
        for (var feature : catalogue.features()) {
            if (town.features(user, 10_000, 0).contains(feature.key())) continue;
            town.features(user, 29, 0).stream()
                    .map(used -> new Recommendation(feature.key(), used, lift(used, feature.key())))
                    .filter(offer -> offer.lift() >= 1.3)
                    .min(Comparator.comparingDouble((Recommendation offer) -> -offer.lift())
                            .thenComparing(Recommendation::because))
                    .ifPresent(best::add);
        }
        best.sort(Comparator.comparingDouble((Recommendation offer) -> -offer.lift())
                .thenComparing(Recommendation::feature));
        return best.subList(0, Math.min(2, best.size()));
    }

    /** 0 where there is none. */
    double lift(String used, String feature) {
        var then = town.deeds.keySet().stream()
                .filter(user -> town.count(user, 55, 28, any -> true) > 0)
                .filter(user -> features(user).contains(used))
                .toList();
        Predicate<String> both = user -> features(user).contains(feature);
        long with = then.stream().filter(both).count();
        long without = then.stream().filter(both.negate()).count();
        long withStayed = then.stream().filter(both).filter(this::retained).count();
        long withoutStayed =
                then.stream().filter(both.negate()).filter(this::retained).count();
        if (with < 20 || without < 20 || withoutStayed == 0) return 0;
        var chance = new BigDecimal(withStayed).divide(new BigDecimal(with), new MathContext(60));
        var other = new BigDecimal(withoutStayed).divide(new BigDecimal(without), new MathContext(60));
        // 60 digits are more than any tie needs here, once what lies beyond them is rounded off
        return chance.divide(other, new MathContext(50))
                .setScale(4, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private Set<String> features(String user) {
        return town.features(user, 55, 28);
    }
}
