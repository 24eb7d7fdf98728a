package io.segue.api;

/** What people write about their changes. */
final class Comments {
    static final int LONGEST = 1_000;

    private Comments() {}

    /** @throws BadRequest when it is too long, or blank though it is needed */
    static String check(String comment, boolean needed) {
        if (comment.length() > LONGEST || (needed && comment.isBlank()))
            throw BadRequest.of(
                    "comment",
                    "has %d characters; expected %s to %d".formatted(comment.length(), needed ? "1" : "0", LONGEST));
        return comment.strip();
    }
}
