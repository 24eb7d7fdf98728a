package io.segue.tracking;

/**
 * What is wrong with one place of a message.
 *
 * @param pointer JSON pointer (RFC 6901) from the message to the place; empty for the message itself
 * @param detail  what is wrong and what was expected, to be read after the pointer
 */
public record Problem(String pointer, String detail) {
    private static final int LONGEST = 300;

    public Problem {
        pointer = printable(pointer);
        detail = printable(detail);
    }

    /** Senders' text comes back in answers, where a stray half of a character would break the answer. */
    private static String printable(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(letter -> Character.isISOControl(letter) || Character.getType(letter) == Character.SURROGATE
                        ? '\uFFFD'
                        : letter)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
