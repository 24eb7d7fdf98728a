package io.segue.population;

/** Another member has taken the refresh up, or it has ended. What this one found must not be kept. */
public final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaimLost(Claim claim) {
        super("refresh %d is no more this member's to work on, which took it up as number %d"
                .formatted(claim.refresh(), claim.number()));
    }
}
