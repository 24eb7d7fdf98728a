package io.segue.journal;

/**
 * This process may not write to the journal, since the other members of the cluster gave it up. Nothing of the refused call was
 * kept; another member takes it, and this one does too once it is back among them.
 */
public final class NotAWriter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAWriter() {
        super("this member was given up by the others and takes no events until it is back among them");
    }
}
