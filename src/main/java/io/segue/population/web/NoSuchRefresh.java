package io.segue.population.web;

import io.segue.population.Refresh;

/** There are no results, or no such refresh; the message says what to do. */
final class NoSuchRefresh extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoSuchRefresh(String message) {
        super(message);
    }

    static NoSuchRefresh of(String id) {
        return new NoSuchRefresh("No refresh has the id \"%s\". GET /v1/refresh lists the latest.".formatted(id));
    }

    static NoSuchRefresh noneYet() {
        return new NoSuchRefresh(
                "No refresh has finished yet. POST /v1/refresh asks for one, GET /v1/refresh tells how far it is.");
    }

    static NoSuchRefresh withoutResults(Refresh refresh) {
        return new NoSuchRefresh("Refresh %d is %s and has no results; only one that is DONE has."
                .formatted(refresh.id(), refresh.state()));
    }
}
