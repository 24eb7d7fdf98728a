package io.segue.publication;

import java.util.List;
import java.util.Map;

/**
 * What is to be published.
 *
 * @param drafts    ids of drafts, one a workbook, 1 or more; all of them come live together
 * @param comment   why
 * @param confirmed percent of users whose decision may change though it is more than the limit, by decision: the number that the
 *                  rehearsal showed
 */
public record ReleaseWish(List<String> drafts, String comment, Map<String, Double> confirmed) {
    public ReleaseWish {
        drafts = List.copyOf(drafts);
        confirmed = Map.copyOf(confirmed);
    }
}
