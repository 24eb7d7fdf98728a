package io.segue.demo;

import static io.segue.demo.Member.properties;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Visits to the website by people who have not said who they are. */
final class Visitors {
    private static final List<String> PAGES = List.of("Home", "Home", "Pricing", "Docs", "Customers");
    private static final int STRANGERS = 90;

    private Visitors() {}

    /** Visitors who never sign up. */
    static void come(Timeline timeline, SplittableRandom random) {
        for (var n = 0; n < STRANGERS; n++)
            browse(timeline, random, id(random), random.nextInt(100), 1 + random.nextInt(2));
    }

    /** An id as a browser makes one up. */
    static String id(SplittableRandom random) {
        return "anon-%08x%04x".formatted(random.nextInt(), random.nextInt(0x10000));
    }

    /** A few pages on each of some days, the last of them the given one. */
    static void browse(Timeline timeline, SplittableRandom random, String anonymousId, int daysAgo, int days) {
        for (var n = 0; n < days; n++) {
            var pages = 1 + random.nextInt(4);
            var at = timeline.at(daysAgo + n * 2, (7 + random.nextDouble() * 15) * 3600, pages * 60);
            for (var page = 0; page < pages; page++) {
                timeline.add(at, page(anonymousId, PAGES.get(random.nextInt(PAGES.size()))));
                at = at.plusMillis(8_000 + random.nextInt(50_000));
            }
        }
    }

    private static LinkedHashMap<String, @Nullable Object> page(String anonymousId, String name) {
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put("type", "page");
        page.put("anonymousId", anonymousId);
        page.put("name", name);
        page.put("properties", properties());
        return page;
    }
}
