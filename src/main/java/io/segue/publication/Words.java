package io.segue.publication;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What the columns of workbooks mean, in words for those who edit them; kept in {@code words.properties}. */
final class Words {
    private static final Properties KNOWN = load();

    private Words() {}

    /**
     * What a value of a user is.
     *
     * @param least   lowest value that makes sense; negative infinity when there is none
     * @param most    highest; positive infinity when there is none
     * @param unit    such as {@code days}
     * @param meaning a sentence
     */
    record Value(double least, double most, String unit, String meaning) {}

    /** A value that conditions and cases name, by its label; empty when nothing is said of it. */
    static Optional<Value> value(String label) {
        return text("value." + label).map(text -> {
            var parts = text.split(" \\| ", 3);
            if (parts.length < 3)
                throw new IllegalStateException(
                        "words.properties says \"%s\" of %s, expected range | unit | meaning".formatted(text, label));
            var bounds = parts[0].split("\\.\\.", -1);
            return new Value(
                    bounds.length < 2 ? Double.NEGATIVE_INFINITY : Double.parseDouble(bounds[0]),
                    bounds.length < 2 || bounds[1].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(bounds[1]),
                    parts[1],
                    parts[2]);
        });
    }

    /** What a row of a decision concludes with an output; empty when nothing is said of it. */
    static Optional<String> output(String topic, String output) {
        return text("output.%s.%s".formatted(topic, output)).or(() -> text("output." + output));
    }

    /** A column of a list or of settings; empty when nothing is said of it. */
    static Optional<String> list(String sheet, String header) {
        return text("list.%s.%s".formatted(sheet, header)).or(() -> text("list." + header));
    }

    /** What a table is for; empty when nothing is said of it. */
    static Optional<String> table(String name) {
        return text("table." + name);
    }

    private static Optional<String> text(String key) {
        return Optional.ofNullable(KNOWN.getProperty(key.replace(' ', '-')));
    }

    private static Properties load() {
        var words = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream("words.properties"));
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read words.properties of the program", e);
        }
    }
}
