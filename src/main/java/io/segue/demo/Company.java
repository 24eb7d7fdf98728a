package io.segue.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer account. Days are counted back from the present date.
 *
 * @param age        days since its first member signed up
 * @param turningDay the day it began to pay or, when its story is one of leaving, stopped; -1 when its plan never changed
 */
record Company(
        String id,
        String name,
        String industry,
        Story story,
        int employees,
        String plan,
        int arr,
        double usageOfLimit,
        int age,
        int turningDay) {
    private static final double GROWTH_DAYS = 220;

    /** Whether it pays today. */
    boolean paying() {
        return arr > 0;
    }

    /** What a group call says of it on a day: its plan then, and how far it had grown into its limits. */
    Map<String, @Nullable Object> traits(int daysAgo) {
        var before = daysAgo > turningDay && turningDay >= 0;
        var lapsed = story == Story.LAPSED;
        var traits = new LinkedHashMap<String, @Nullable Object>();
        traits.put("name", name);
        traits.put("industry", industry);
        traits.put("employees", employees);
        if (lapsed) {
            traits.put("plan", before ? plan : "free");
            traits.put("arr", before ? employees * 60 : 0);
        } else {
            traits.put("plan", before ? "trial" : plan);
            if (paying()) traits.put("arr", before ? 0 : arr);
        }
        traits.put("usageOfLimit", Math.round(usageOfLimit * (1 - daysAgo / GROWTH_DAYS) * 100) / 100.0);
        return traits;
    }
}
