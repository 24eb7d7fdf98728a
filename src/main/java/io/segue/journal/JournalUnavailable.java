package io.segue.journal;

import org.jspecify.annotations.Nullable;

/** The store of the journal does not answer. Nothing of the call was kept; whoever asked should come again in a second or so. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
