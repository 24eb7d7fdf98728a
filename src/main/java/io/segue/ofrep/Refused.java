package io.segue.ofrep;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that gets no evaluation; the message says why. */
final class Refused extends RuntimeException {
    /** Why, in the words of the protocol. */
    enum Code {
        PARSE_ERROR,
        TARGETING_KEY_MISSING,
        INVALID_CONTEXT,
        FLAG_NOT_FOUND,
        GENERAL
    }

    private final HttpStatus status;
    private final Code code;
    private final transient HttpHeaders headers = new HttpHeaders();

    private Refused(HttpStatus status, Code code, String details) {
        super(details);
        this.status = status;
        this.code = code;
    }

    static Refused badRequest(Code code, String details) {
        return new Refused(HttpStatus.BAD_REQUEST, code, details);
    }

    static Refused flagNotFound(String key) {
        return new Refused(
                HttpStatus.NOT_FOUND, Code.FLAG_NOT_FOUND, "There is no flag with the key \"%s\".".formatted(key));
    }

    static Refused of(HttpStatus status, String details) {
        return new Refused(status, Code.GENERAL, details);
    }

    Refused with(String header, @Nullable String value) {
        headers.set(header, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    Code code() {
        return code;
    }

    HttpHeaders headers() {
        return headers;
    }
}
