package io.segue.api;

import io.segue.population.Distribution;
import io.segue.population.Refreshes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many users are in each segment. */
@RestController
class SegmentsController {
    private final Refreshes refreshes;

    SegmentsController(Refreshes refreshes) {
        this.refreshes = refreshes;
    }

    /**
     * How many users are in each segment. As one refresh found it.
     *
     * @param refresh id of a refresh that is DONE; the one with the latest asOf if missing
     * @throws NotFound when no such refresh is done
     */
    @GetMapping("/v1/segments")
    Distribution getSegments(@RequestParam(required = false) @Nullable String refresh) {
        if (refresh == null)
            return refreshes
                    .latestDistribution()
                    .orElseThrow(() -> new NotFound("No refresh has finished yet. POST /v1/refresh asks for one,"
                            + " GET /v1/refresh tells how far it is."));
        var known =
                NumberedId.read(refresh).flatMap(refreshes::get).orElseThrow(() -> RefreshController.unknown(refresh));
        return refreshes
                .distribution(known.id())
                .orElseThrow(() -> new NotFound("Refresh %d is %s and has no results; only one that is DONE has."
                        .formatted(known.id(), known.state())));
    }
}
