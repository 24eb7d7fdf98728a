package io.segue.api;

import io.segue.publication.ReleaseWish;
import java.time.Instant;
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
        var confirmed = body.percentages("confirmed");
        body.check();
        return new PublishBody(new ReleaseWish(drafts, String.valueOf(comment), confirmed), at);
    }
}
