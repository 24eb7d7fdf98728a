package io.segue.api;

import io.segue.publication.ReleaseWish;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to publish, as a request says it.
 *
 * @param at when; null for now
 */
record PublishBody(ReleaseWish wish, @Nullable Instant at) {
    private static final int MOST_DRAFTS = 50;

    /** @throws BadRequest with everything that is wrong with it */
    static PublishBody read(Map<String, Object> request) {
        var body = new Fields(request, "drafts", "comment", "at", "confirmed");
        var drafts = body.texts("drafts");
        if (drafts.isEmpty() || drafts.size() > MOST_DRAFTS)
            body.wrong("/drafts", "has %d ids; expected 1 to %d".formatted(drafts.size(), MOST_DRAFTS));
        var comment = body.text("comment", Comments.LONGEST);
        var at = body.instant("at");
        var confirmed = new HashMap<String, Double>();
        if (request.get("confirmed") instanceof Map<?, ?> numbers)
            numbers.forEach((decision, percent) -> {
                if (percent instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 100)
                    confirmed.put(String.valueOf(decision), number.doubleValue());
                else body.wrong("/confirmed/" + decision, "is %s; expected a percentage, 0 to 100".formatted(percent));
            });
        else if (request.get("confirmed") != null)
            body.wrong("/confirmed", "is no object; expected percentages by decision");
        body.check();
        return new PublishBody(new ReleaseWish(drafts, String.valueOf(comment), confirmed), at);
    }
}
