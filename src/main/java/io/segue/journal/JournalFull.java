package io.segue.journal;

/**
 * The journal has as many events under way as it may hold. Nothing of the refused call was kept; the sender should come again
 * in a second or so.
 */
public final class JournalFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param underWay events that are under way */
    public JournalFull(int underWay) {
        super("the journal has %d events under way and takes no more until some are committed".formatted(underWay));
    }
}
