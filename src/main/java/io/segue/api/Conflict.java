package io.segue.api;

/** What was asked for contradicts what is there; the message says what stands against it. */
final class Conflict extends RuntimeException {
    Conflict(String message) {
        super(message);
    }
}
