package io.segue.security;

/** The service was to run in a way that lets in whom nobody meant; it does not start so. */
final class UnsafeStart extends RuntimeException {
    private final String cure;

    /** @param cure what to set instead */
    UnsafeStart(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
