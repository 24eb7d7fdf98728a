package io.segue.api;

import io.segue.publication.Actor;
import io.segue.security.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who does what a request asks for. */
final class Actors {
    private Actors() {}

    static Actor of(HttpServletRequest request) {
        return new Actor(Caller.current().id(), request.getRemoteAddr());
    }
}
