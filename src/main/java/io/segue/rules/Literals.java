package io.segue.rules;

import java.math.BigDecimal;

/** Values as DRL literals. */
final class Literals {
    private Literals() {}

    /** In quotes, with everything that is not a plain letter, digit or mark of ASCII escaped. */
    static String text(String text) {
        var literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var plain = c == ' '
                    || c == '_'
                    || c == '-'
                    || c == '.'
                    || c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z';
            // MVEL reads the digits A to F as capitals only
            literal.append(plain ? String.valueOf(c) : "\\u%04X".formatted((int) c));
        }
        return literal.append('"').toString();
    }

    /** Plain decimal digits, without exponent. */
    static String number(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
