package io.segue.api;

/** What was asked for is not known; the message says what and since when it would be. */
final class NotFound extends RuntimeException {
    NotFound(String message) {
        super(message);
    }
}
