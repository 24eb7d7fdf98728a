package io.segue.population;

import java.time.Instant;

/** Something was asked for as of an instant that is still to come, of which nothing is known. */
public final class AsOfInTheFuture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AsOfInTheFuture(Instant asOf, Instant now) {
        super("asOf is %s, expected an instant not after now, %s".formatted(asOf, now));
    }
}
