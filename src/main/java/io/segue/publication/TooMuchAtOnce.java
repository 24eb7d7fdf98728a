package io.segue.publication;

/** No more is taken for now; what runs and what waits has to end first. The message says what. */
public final class TooMuchAtOnce extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchAtOnce(String detail) {
        super(detail);
    }
}
