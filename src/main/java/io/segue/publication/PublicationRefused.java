package io.segue.publication;

/** What was asked for can't be done as things stand, and nothing was changed; the message says what stands against it. */
public final class PublicationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PublicationRefused(String message) {
        super(message);
    }
}
