package io.segue.journal;

/** The store of the journal did not answer, or could not do what it was asked to; nothing was changed that anybody was told of. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
