package io.segue.publication;

/** No more rehearsals are taken for now; those that wait, or one that can't be ended, have to end first. */
public final class TooManyRehearsals extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRehearsals(String detail) {
        super(detail);
    }
}
