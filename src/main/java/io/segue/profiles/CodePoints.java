package io.segue.profiles;

import java.util.Comparator;

/** The order of text by code point, which is what "greater" means for ids. */
public final class CodePoints {
    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    /** As {@link String#compareTo}, save that a character beyond the basic plane comes after all within it. */
    private static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a == b) continue;
            boolean aBeyond = Character.isSurrogate(a);
            boolean bBeyond = Character.isSurrogate(b);
            return aBeyond == bBeyond ? a - b : (aBeyond ? 1 : -1);
        }
        return left.length() - right.length();
    }
}
