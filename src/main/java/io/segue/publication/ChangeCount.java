package io.segue.publication;

import io.segue.publication.RehearsalReport.Cause;
import io.segue.publication.RehearsalReport.Change;
import io.segue.publication.RehearsalReport.FromTo;
import io.segue.publication.RehearsalReport.Sample;
import java.util.ArrayList;
import java.util.List;

/** Counts the users for whom one decision changes. Used by one thread. */
final class ChangeCount {
    private static final int CHANGES = 200;
    private static final int CAUSES = 50;
    /** Different ones kept while counting, so that the most frequent are likely among them. */
    private static final int CAUSES_KEPT = 1_000;

    private static final int SAMPLES = 5;

    private final String decision;
    private final Counts<Pair> changes = new Counts<>(CHANGES);
    private final Counts<Difference.Rows> causes = new Counts<>(CAUSES_KEPT);
    private final List<Sample> samples = new ArrayList<>();
    private int users;

    private record Pair(String from, String to) {}

    ChangeCount(String decision) {
        this.decision = decision;
    }

    void add(String userId, Difference difference) {
        users++;
        changes.add(new Pair(difference.from(), difference.to()));
        difference.causes().forEach(causes::add);
        if (samples.size() < SAMPLES)
            samples.add(new Sample(
                    userId, difference.from(), difference.to(), difference.whyBefore(), difference.whyNow()));
    }

    /** @param all users decided on */
    Change change(int all) {
        return new Change(
                decision,
                users,
                Surprise.percent(users, all),
                changes.mostFrequent(CHANGES).stream()
                        .map(counted -> new FromTo(
                                counted.thing().from(), counted.thing().to(), counted.count()))
                        .toList(),
                causes.mostFrequent(CAUSES).stream()
                        .map(counted -> new Cause(
                                counted.thing().now(),
                                counted.thing().before(),
                                counted.thing().first(),
                                counted.count()))
                        .toList(),
                List.copyOf(samples));
    }
}
