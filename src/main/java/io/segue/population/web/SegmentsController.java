package io.segue.population.web;

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

    /** As the refresh of that id found it, else the finished one with the latest asOf. */
    @GetMapping("/v1/segments")
    Distribution segments(@RequestParam(required = false) @Nullable String refresh) {
        if (refresh == null) return refreshes.latestDistribution().orElseThrow(NoSuchRefresh::noneYet);
        var known = Parameters.refreshId(refresh).flatMap(refreshes::get).orElseThrow(() -> NoSuchRefresh.of(refresh));
        return refreshes.distribution(known.id()).orElseThrow(() -> NoSuchRefresh.withoutResults(known));
    }
}
