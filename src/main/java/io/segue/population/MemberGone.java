package io.segue.population;

/** A member of the cluster has left, is about to, or is not ready: others do what it was to do. */
public final class MemberGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why what it says of itself, or what was seen of it */
    public MemberGone(String why) {
        super(why);
    }
}
